"""A reading whose alternative changes nothing: with it, no wizard answers anything otherwise.

One of the reading's own examples that the alternative answers otherwise is enough; where there is
none, all scenarios are compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from policysite.alternative import alternative
from policysite.answered import scenario
from policysite.policy import Example, Policy, Reading
from policysite.problem import Problem, error
from rulecore import RuleBase, TooEntangled
from rulecore.difference import changed_scenario


def check(policy: Policy) -> list[Problem]:
    return [problem for r in policy.readings if r.instead for problem in _problems(r, policy)]


def _problems(reading: Reading, policy: Policy) -> Iterator[Problem]:
    other = alternative(policy.base, reading)
    own = (example for example in policy.examples if example.id in reading.examples)
    if any(_told_by(example, policy.base, other) for example in own):
        return
    deciding = (wizard.id for wizard in policy.base.wizards if not wizard.informative)
    try:
        shown = (changed_scenario(policy.base, other, wizard) for wizard in deciding)
        if all(answers is None for answers in shown):
            yield error("same-reading", reading.place, word=reading.id)
    except TooEntangled as fault:
        yield error("entangled", reading.instead[0].place, facts=", ".join(fault.facts))


def _told_by(example: Example, base: RuleBase, other: RuleBase) -> bool:
    found = scenario(base, example.wizard, example.given)
    return found is not None and found.seen(base).headline != found.seen(other).headline
