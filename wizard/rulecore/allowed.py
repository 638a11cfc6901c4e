"""The values that every fact may have in a wizard, before pruning.

Place in the flow: between `answers` and the tables. A value is named by its place in the fact's
domain.
"""

from __future__ import annotations

from collections.abc import Mapping

from rulecore.condition import Value
from rulecore.domain import position
from rulecore.model import Fact, Question, RuleBase, Wizard
from rulecore.space import Allowed, Domains


def allowed_by(
    base: RuleBase, domains: Domains, wizard: Wizard, known: Mapping[str, Value]
) -> Allowed:
    """What a wizard's answers leave: an open question any value that it offers, the rest one."""
    questions = {question.fact: question for question in wizard.questions}
    allowed: dict[str, frozenset[int]] = {}
    for fact in base.facts:
        values = domains[fact.id]
        value = known.get(fact.id, wizard.preset.get(fact.id))
        if value is None and fact.id in questions:
            allowed[fact.id] = offered(questions[fact.id], values)
        else:
            allowed[fact.id] = frozenset([place_of(fact, values, value)])
    return allowed


def offered(question: Question, values: tuple[Value, ...]) -> frozenset[int]:
    """The positions of the values that a question offers."""
    return frozenset(i for i, value in enumerate(values) if question.offers(value))


def place_of(fact: Fact, values: tuple[Value, ...], value: Value | None) -> int:
    """Where a value stands; the default where there is none, the first where that lacks too."""
    value = fact.default if value is None else value
    return 0 if value is None else position(fact, values, value)


def value_at(fact: Fact, values: tuple[Value, ...], place: int) -> Value:
    """The value that is shown for a place: the default, where it lies there."""
    if fact.default is not None and place == position(fact, values, fact.default):
        return fact.default
    return values[place]
