"""One random consultation: the core's result beside that of the second evaluator."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import ceil, prod
from typing import Any

from rulecore import Consultation, RuleBase, consult
from tests.reference import Reference, Result, Value

type Answers = dict[str, str | list[str]]

UNKNOWN = ("none", "up to a quarter", "up to half", "up to three quarters", "more", "all")
RATES = tuple(tenth / 10 for tenth in range(11))
COMPLETIONS = (16, 64, 512, 512)
"""Up to so many; drawn for each consultation, because short ones are many in the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A consultation. `unknown`: the share of its wizard's questions without an answer that
    counts.
    """

    wizard: str
    answers: Answers
    rest: str
    unknown: float = 0.0

    @property
    def rate(self) -> str:
        """How much is unknown, in words."""
        return UNKNOWN[5 if self.unknown == 1 else ceil(4 * self.unknown)]

    def as_tree(self) -> dict[str, object]:
        """What JSON can hold of it: all that it takes to ask again."""
        return {"wizard": self.wizard, "answers": self.answers, "rest": self.rest}

    @staticmethod
    def of_tree(tree: Mapping[str, Any]) -> Case:
        return Case(wizard=tree["wizard"], answers=tree["answers"], rest=tree["rest"])


def random_case(reference: Reference, dice: random.Random) -> Case:
    """A consultation of any wizard."""
    wizard = dice.choice(list(reference.wizards))
    offered = {fact: values for fact, values, _ in reference.asked(wizard)}
    rate, most = dice.choice(RATES), dice.choice(COMPLETIONS)
    unknown = [fact for fact in offered if dice.random() < rate]
    dice.shuffle(unknown)
    while prod(len(offered[fact]) for fact in unknown) > most:
        unknown.pop()
    rest = dice.choice(("unknown", "unknown", "default"))
    usual = dice.choice((0, 0.5, 0.9))
    answers: Answers = {}
    for fact, values in offered.items():
        default = _default(reference, fact)
        if fact not in unknown:
            is_usual = default in values and dice.random() < usual
            if not (is_usual and rest == "default" and dice.random() < 0.5):
                answers[fact] = as_answer(default if is_usual else dice.choice(values))
        elif dice.random() < 0.5 or (rest == "default" and default in values):
            answers[fact] = "?"
    return Case(wizard=wizard, answers=answers, rest=rest, unknown=len(unknown) / len(offered))


def _default(reference: Reference, fact: str) -> Value | None:
    declared = reference.facts[fact]
    return reference.value(fact, declared["default"]) if "default" in declared else None


def as_answer(value: Value | None) -> str | list[str]:
    """A value of the second evaluator as a person gives it."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    assert value is not None
    return f"{float(value):g}"


def as_result(found: Consultation) -> Result:
    """The same fields as the second evaluator gives; sets where order means nothing."""
    return Result(
        status=found.status,
        outcome=found.outcome,
        could_be=found.could_be,
        missing=found.missing,
        rules=frozenset(found.rules),
        clauses=frozenset(found.clauses),
        notes=frozenset(found.notes),
        texts=frozenset(found.texts),
        ignored=found.ignored,
        next_question=found.next_question,
        left=found.left,
        changes=frozenset(frozenset(change.answers) for change in found.changes),
    )


def both(base: RuleBase, reference: Reference, case: Case) -> tuple[Result, Result]:
    """What the second evaluator says, and what the core says of the same."""
    expected = reference.consult(case.wizard, case.answers, rest_default=case.rest == "default")
    found = as_result(consult(base, case.wizard, case.answers, rest=case.rest))
    return expected, replace(found, changes=None) if expected.changes is None else found
