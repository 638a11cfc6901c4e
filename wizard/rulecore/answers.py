"""Answers as a person gives them, read for one wizard: text in, values out, or every mistake.

Place in the flow: the first step of `consult`. Nothing is guessed: an answer that the wizard does
not offer is a mistake, never a default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rulecore.condition import Value
from rulecore.model import Fact, FactType, Question, RuleBase, Wizard

UNKNOWN = "?"
"""How a person says "I don't know"."""

type Answer = str | Sequence[str]
"""One answer as given: an option's id, a number or a date as text, `?`, or a list of option ids."""

type Given = Mapping[str, str | list[str]]
"""Answers as they are shown: fact → option id, list of ids, number or date as text, or `?`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerProblem:
    """One answer that cannot be taken.

    `code`: unknown-wizard, unknown-fact, not-asked, preset, not-offered, leads-to,
    beside-exclusive, no-such-value, not-a-number, not-a-date, out-of-range. `detail`: what would be
    right: the wizard it leads to, the preset, the values there are, the bounds.
    """

    code: str
    fact: str
    value: str
    detail: tuple[str, ...] = ()


class InvalidAnswers(ValueError):
    """Answers that no consultation can be made of; `problems` lists every reason."""

    def __init__(self, problems: Sequence[AnswerProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.fact}={p.value}: {p.code}" for p in self.problems))

    def __reduce__(self) -> tuple[type[InvalidAnswers], tuple[tuple[AnswerProblem, ...]]]:
        """How it goes from one process to another."""
        return type(self), (self.problems,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a person answered in one wizard.

    `known`: fact → value. `unknown`: facts answered with "I don't know".
    """

    known: Mapping[str, Value]
    unknown: frozenset[str]

    def given(self, fact: str) -> bool:
        """Whether the person answered, "I don't know" included."""
        return fact in self.known or fact in self.unknown


def read_answers(base: RuleBase, wizard: Wizard, raw: Mapping[str, Answer]) -> Answers:
    """Read the answers given in a wizard; raises `InvalidAnswers` with every mistake."""
    questions = {question.fact: question for question in wizard.questions}
    known: dict[str, Value] = {}
    unknown: set[str] = set()
    problems: list[AnswerProblem] = []
    for fact_id, answer in raw.items():
        parts = [answer] if isinstance(answer, str) else list(answer)
        if fact_id in questions and parts == [UNKNOWN]:
            unknown.add(fact_id)
            continue
        found = list(_mistakes(base, wizard, questions.get(fact_id), fact_id, parts))
        problems += found
        if not found and fact_id in questions:
            known[fact_id] = _value(base.fact[fact_id], parts)
    if problems:
        raise InvalidAnswers(problems)
    return Answers(known=known, unknown=frozenset(unknown))


def show_value(fact: Fact, value: Value) -> str | list[str]:
    """A value as a person gives it: the inverse of reading."""
    if isinstance(value, frozenset):
        return [option for option in fact.options if option in value]
    if fact.type is FactType.DATE and isinstance(value, int):
        return date.fromordinal(value).isoformat()
    if isinstance(value, int):
        digits = f"{abs(value):0{fact.decimals + 1}d}"
        cut = len(digits) - fact.decimals
        text = digits[:cut] + ("." + digits[cut:] if fact.decimals else "")
        return f"-{text}" if value < 0 else text
    return value


def read_ordered(fact: Fact, text: str) -> int | None:
    """The number or the day that a text gives, by the fact's type; None where it gives none."""
    return read_date(text) if fact.type is FactType.DATE else read_number(fact, text)


def read_date(text: str) -> int | None:
    """The ordinal of a day written `YYYY-MM-DD`; None where the text is none that there is."""
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is None:
        return None
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None


def read_number(fact: Fact, text: str) -> int | None:
    """The number in units of the fact's last decimal; None where the text is none."""
    match = re.fullmatch(r"([+-]?)(\d{1,30})(?:[.,](\d{1,9}))?", text, re.ASCII)
    if match is None:
        return None
    sign, whole, part = match[1], match[2], (match[3] or "").rstrip("0")
    if len(part) > fact.decimals:
        return None
    number = int(whole + part.ljust(fact.decimals, "0"))
    return -number if sign == "-" else number


def _value(fact: Fact, parts: list[str]) -> Value:
    if fact.type is FactType.SEVERAL:
        return frozenset(parts)
    if fact.type.is_ordered:
        number = read_ordered(fact, parts[0])
        assert number is not None
        return number
    return parts[0]


def _mistakes(
    base: RuleBase, wizard: Wizard, question: Question | None, fact_id: str, parts: list[str]
) -> Iterator[AnswerProblem]:
    fact = base.fact.get(fact_id)
    shown = ",".join(parts)
    if fact is None:
        yield AnswerProblem(code="unknown-fact", fact=fact_id, value=shown)
        return
    if question is None and fact_id not in wizard.preset:
        asked = tuple(q.fact for q in wizard.questions)
        yield AnswerProblem(code="not-asked", fact=fact_id, value=shown, detail=asked)
        return
    wrong = [] if parts == [UNKNOWN] else list(_wrong_values(fact, parts))
    yield from wrong
    if wrong:
        return
    if question is not None:
        yield from _not_offered(fact, question, parts)
    elif parts == [UNKNOWN] or _value(fact, parts) != wizard.preset[fact_id]:
        right = show_value(fact, wizard.preset[fact_id])
        detail = (right,) if isinstance(right, str) else tuple(right)
        yield AnswerProblem(code="preset", fact=fact_id, value=shown, detail=detail)


def _wrong_values(fact: Fact, parts: list[str]) -> Iterator[AnswerProblem]:
    """Values that the fact does not have, in any wizard."""
    shown = ",".join(parts)
    if fact.type.is_ordered:
        yield from _wrong_ordered(fact, parts)
        return
    strangers = [part for part in parts if part not in fact.options and part != UNKNOWN]
    for part in strangers:
        yield AnswerProblem(code="no-such-value", fact=fact.id, value=part, detail=fact.options)
    if strangers:
        return
    if (fact.type is not FactType.SEVERAL and len(parts) != 1) or not parts:
        yield AnswerProblem(code="no-such-value", fact=fact.id, value=shown, detail=fact.options)
    else:
        alone = tuple(part for part in dict.fromkeys(parts) if part in (*fact.exclusive, UNKNOWN))
        if alone and len(set(parts)) > 1:
            yield AnswerProblem(code="beside-exclusive", fact=fact.id, value=shown, detail=alone)


def _wrong_ordered(fact: Fact, parts: list[str]) -> Iterator[AnswerProblem]:
    shown = ",".join(parts)
    number = read_ordered(fact, shown)
    bounds = tuple(
        str(show_value(fact, bound)) for bound in (fact.low, fact.high) if bound is not None
    )
    if number is None:
        code = f"not-a-{fact.type}"
        yield AnswerProblem(code=code, fact=fact.id, value=shown, detail=bounds)
    elif (fact.low is not None and number < fact.low) or (
        fact.high is not None and number > fact.high
    ):
        yield AnswerProblem(code="out-of-range", fact=fact.id, value=shown, detail=bounds)


def _not_offered(fact: Fact, question: Question, parts: list[str]) -> Iterator[AnswerProblem]:
    if fact.type.is_ordered:
        return
    for part in parts:
        if part in question.leads_to:
            wizard = (question.leads_to[part],)
            yield AnswerProblem(code="leads-to", fact=fact.id, value=part, detail=wizard)
        elif part not in question.options:
            offered = question.options
            yield AnswerProblem(code="not-offered", fact=fact.id, value=part, detail=offered)
