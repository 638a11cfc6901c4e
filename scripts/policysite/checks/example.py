"""An example that does not hold: what it expects is not what the rules say.

What an example does not mention is not tested; lists are compared without regard to their order.
"""

from __future__ import annotations

from collections.abc import Iterator

from policysite.policy import Example, Policy
from policysite.problem import Problem, error
from rulecore import Consultation, TooEntangled, consult


def check(policy: Policy) -> list[Problem]:
    try:
        return [problem for example in policy.examples for problem in _problems(example, policy)]
    except TooEntangled:
        return []  # `entangled` says so


def _problems(example: Example, policy: Policy) -> Iterator[Problem]:
    found = consult(policy.base, example.wizard, example.given, rest="default", explain=False)
    for aspect, wanted, got in _compared(example, found):
        yield error(
            "example", example.place, word=example.id, aspect=aspect, wanted=wanted, got=got or "—"
        )


def _compared(example: Example, found: Consultation) -> Iterator[tuple[str, str, str]]:
    """What the example expects otherwise than it is: aspect, wanted, got."""
    if example.outcome != found.outcome:
        yield "outcome", example.outcome or found.status, found.outcome or found.status
    for aspect, wanted, got in (
        ("could_be", example.could_be, found.could_be),
        ("missing", example.missing, found.missing),
        ("rules", example.rules, found.rules),
        ("cites", example.clauses, found.clauses),
    ):
        if wanted and sorted(wanted) != sorted(got):
            yield aspect, ", ".join(wanted), ", ".join(got)
