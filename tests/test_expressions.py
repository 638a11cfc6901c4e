"""Conditions as they are written; what is wrong in them is in `tests/bad`, too."""

from __future__ import annotations

from datetime import date

import pytest

from policysite.expressions import Names, parse_condition
from policysite.nodes import Scalar
from policysite.policy import Place
from policysite.problem import Problems
from rulecore import ALWAYS, And, Compare, Condition, Fact, FactType, Not, Or

NAMES = Names(
    facts={
        "start": Fact(id="start", type=FactType.DATE),
        "age": Fact(id="age", type=FactType.NUMBER),
        "image": Fact(id="image", type=FactType.CHOICE, options=("none", "others")),
    },
    untyped=frozenset(),
    conditions=frozenset(),
)
MARCH, APRIL = (date(2026, month, 1).toordinal() for month in (3, 4))


def parsed(text: str) -> tuple[Condition, list[tuple[str, int]]]:
    """The condition, and its problems: code and column."""
    problems = Problems()
    condition = parse_condition(Scalar(text=text, raw=text, place=Place(1, 1)), NAMES, problems)
    return condition, [(problem.code, problem.place.column) for problem in problems]


@pytest.mark.parametrize("relation", ["==", "!=", "<", "<=", ">", ">="])
@pytest.mark.parametrize("text", ["start {} 2026-03-01", "start{}2026-03-01"])
def test_a_date_is_compared_in_every_way(relation: str, text: str) -> None:
    assert parsed(text.format(relation)) == (Compare("start", relation, MARCH), [])


def test_dates_stand_wherever_numbers_may() -> None:
    either = Or((Compare("start", "==", MARCH), Compare("start", "==", APRIL)))
    assert parsed("start in (2026-03-01, 2026-04-01)") == (either, [])
    both = And((Compare("start", ">=", MARCH), Not(Compare("start", ">", APRIL))))
    assert parsed("start >= 2026-03-01 and not (start > 2026-04-01)") == (both, [])


def test_a_number_may_still_be_negative() -> None:
    assert parsed("age > -3") == (Compare("age", ">", -3), [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("start < 5", ("bad-fact-date", 9)),
        ("start < soon", ("bad-fact-date", 9)),
        ("start < 2026-3-1", ("bad-fact-date", 9)),
        ("start < 2026-03", ("bad-fact-date", 9)),
        ("start < 20260301", ("bad-fact-date", 9)),
        ("start < 2026-02-30", ("no-such-day", 9)),
        ("start in (2026-03-01, 2026-04-31)", ("no-such-day", 23)),
        ("age < 2026-03-01", ("bad-fact-number", 7)),
        ("image == 2026-03-01", ("unknown-option", 10)),
        ("image < 2026-03-01", ("not-a-number-fact", 7)),
        ("2026-03-01 > start", ("unexpected-word", 1)),
        ("start", ("bare-fact", 1)),
    ],
)
def test_what_is_no_such_date_is_said_at_its_place(text: str, problem: tuple[str, int]) -> None:
    assert parsed(text) == (ALWAYS, [problem])


@pytest.mark.parametrize(
    ("fact", "option"), [("start", "2026-03-01"), ("age", "1"), ("image", "none")]
)
def test_a_question_that_stands_alone_is_told_what_to_compare_it_with(
    fact: str, option: str
) -> None:
    problems = Problems()
    parse_condition(Scalar(text=fact, raw=fact, place=Place(1, 1)), NAMES, problems)
    assert [problem.values["option"] for problem in problems] == [option]
