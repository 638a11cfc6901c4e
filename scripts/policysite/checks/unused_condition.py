"""A named condition that nothing uses: a warning, since it changes no answer."""

from __future__ import annotations

from collections.abc import Iterator

from policysite.policy import Policy
from policysite.problem import Problem, warning
from rulecore import And, Condition, Not, Or, Ref


def check(policy: Policy) -> list[Problem]:
    used = {name for condition in _conditions(policy) for name in _names(condition)}
    return [
        warning("unused-condition", condition.place, word=condition.id)
        for condition in policy.conditions
        if condition.id not in used
    ]


def _conditions(policy: Policy) -> Iterator[Condition]:
    base = policy.base
    yield from base.conditions.values()
    yield from (fact.ask_if for fact in base.facts)
    yield from (rule.when for rule in base.rules)
    yield from (extension.when for extension in base.extensions)
    yield from (note.when for note in base.notes)
    for text in base.texts:
        yield text.after_if
        if text.answers is not None:
            yield text.answers


def _names(condition: Condition) -> Iterator[str]:
    match condition:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _names(part)
        case Not(part):
            yield from _names(part)
        case Ref(name):
            yield name
