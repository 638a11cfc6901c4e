"""Every value that can make a difference, and no more."""

from dataclasses import replace
from datetime import date

import pytest

from rulecore import Compare, Extension, Fact, FactType, Has, Is, Note, Text
from rulecore.domain import domain, domains_of, every_condition, intervals, position
from tests.everything import DAY, EVERYTHING

MARCH, MAY = date(2026, 3, 1).toordinal(), date(2026, 5, 1).toordinal()
FIRST, LAST = date.min.toordinal(), date.max.toordinal()


def number(low: int | None = None, high: int | None = None) -> Fact:
    return Fact(id="age", type=FactType.NUMBER, low=low, high=high)


def day(low: int | None = None, high: int | None = None) -> Fact:
    return Fact(id="start", type=FactType.DATE, low=low, high=high)


def test_a_choice_has_its_options() -> None:
    fact = Fact(id="image", type=FactType.CHOICE, options=("none", "others"))
    assert domain(fact, []) == ("none", "others")


def test_several_answers_make_every_set_but_an_exclusive_one_stands_alone() -> None:
    fact = Fact(
        id="roles", type=FactType.SEVERAL, options=("staff", "student", "none"), exclusive=("none",)
    )
    assert domain(fact, []) == (
        frozenset({"staff"}),
        frozenset({"student"}),
        frozenset({"staff", "student"}),
        frozenset({"none"}),
    )


@pytest.mark.parametrize(
    ("relation", "starts"),
    [
        ("<", (0, 14)),
        (">=", (0, 14)),
        ("<=", (0, 15)),
        (">", (0, 15)),
        ("==", (0, 14, 15)),
        ("!=", (0, 14, 15)),
    ],
)
def test_a_number_is_cut_where_a_condition_tells_two_values_apart(
    relation: str, starts: tuple[int, ...]
) -> None:
    assert intervals(number(0, 120), [Compare("age", relation, 14)]) == starts


def test_a_number_without_a_lowest_value_begins_below_the_first_cut() -> None:
    assert intervals(number(), [Compare("age", ">=", 14)]) == (13, 14)


def test_a_number_that_nothing_cuts_has_one_value() -> None:
    assert intervals(number(), []) == (0,)
    assert intervals(number(high=9), []) == (9,)
    assert intervals(number(low=3), []) == (3,)


@pytest.mark.parametrize(
    ("relation", "expected"),
    [("<", (18,)), ("<=", (18, 19)), (">", (18, 19)), (">=", (18,)), ("==", (18, 19))],
)
def test_a_cut_at_the_lowest_value_leaves_it_alone(
    relation: str, expected: tuple[int, ...]
) -> None:
    assert intervals(number(18, 65), [Compare("age", relation, 18)]) == expected


@pytest.mark.parametrize(
    ("relation", "expected"), [("<", (18, 65)), ("<=", (18,)), (">", (18,)), (">=", (18, 65))]
)
def test_a_cut_at_the_highest_value_leaves_it_alone(
    relation: str, expected: tuple[int, ...]
) -> None:
    assert intervals(number(18, 65), [Compare("age", relation, 65)]) == expected


def test_only_numbers_cut() -> None:
    assert intervals(number(0, 120), [Is("age", ("14",)), Compare("age", ">", 4)]) == (0, 5)


def test_every_condition_gives_its_atoms_and_nothing_else() -> None:
    found = list(every_condition(EVERYTHING))
    assert all(isinstance(atom, Is | Has | Compare) for atom in found)
    assert {atom.fact for atom in found} == set(EVERYTHING.fact)


def test_everything_that_compares_cuts() -> None:
    """A rule and a text (fee), a condition by its name (start), a rule (count)."""
    domains = domains_of(EVERYTHING)
    assert domains["fee"] == (0, 25, 26, 41)
    assert domains["start"] == (DAY, DAY + 2)
    assert domains["count"] == (6, 7, 8)
    assert list(domains) == [fact.id for fact in EVERYTHING.facts]


@pytest.mark.parametrize("place", ["ask_if", "extension", "note", "answers"])
def test_whatever_compares_cuts(place: str) -> None:
    cut = Compare("count", "<", 40)
    base = {
        "ask_if": replace(
            EVERYTHING, facts=(*EVERYTHING.facts, replace(number(), default=0, ask_if=cut))
        ),
        "extension": replace(EVERYTHING, extensions=(Extension(id="e", when=cut, clauses=()),)),
        "note": replace(EVERYTHING, notes=(Note(id="n", when=cut),)),
        "answers": replace(EVERYTHING, texts=(Text(id="t", answers=cut),)),
    }[place]
    assert domains_of(base)["count"] == (6, 7, 8, 40)


def test_a_cut_outside_the_bounds_makes_no_interval() -> None:
    assert intervals(number(18, 65), [Compare("age", "<", 14), Compare("age", ">", 65)]) == (18,)


def test_another_facts_numbers_do_not_cut() -> None:
    assert intervals(number(0, 120), [Compare("hours", "<", 14)]) == (0,)


@pytest.mark.parametrize(("value", "expected"), [(0, 0), (13, 0), (14, 1), (120, 1)])
def test_a_number_stands_in_its_interval(value: int, expected: int) -> None:
    assert position(number(0, 120), (0, 14), value) == expected


@pytest.mark.parametrize("value", ["none", "others"])
def test_an_option_stands_at_its_place(value: str) -> None:
    fact = Fact(id="image", type=FactType.CHOICE, options=("none", "others"))
    assert domain(fact, [])[position(fact, fact.options, value)] == value


def test_a_number_below_the_first_one_named_stands_in_the_first_interval() -> None:
    assert position(number(), (13, 14), -5) == 0


def test_a_date_is_cut_into_intervals_and_never_into_days() -> None:
    compared = [Compare("start", "<", MARCH), Compare("start", "<=", MAY)]
    assert domain(day(), compared) == (MARCH - 1, MARCH, MAY + 1)
    assert domain(day(MARCH, MAY), compared) == (MARCH,)


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        (Compare("start", "<", FIRST), (LAST,)),
        (Compare("start", "<=", FIRST), (FIRST, FIRST + 1)),
        (Compare("start", ">", LAST), (LAST,)),
        (Compare("start", ">=", LAST), (LAST - 1, LAST)),
    ],
)
def test_no_interval_of_a_date_lies_outside_the_calendar(
    cut: Compare, expected: tuple[int, ...]
) -> None:
    assert domain(day(), [cut]) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(FIRST, 0), (MARCH - 1, 0), (MARCH, 1), (MAY, 1), (LAST, 1)]
)
def test_a_day_stands_in_its_interval(value: int, expected: int) -> None:
    assert position(day(), (MARCH - 1, MARCH), value) == expected
