"""What a wizard's answers leave of every fact."""

from __future__ import annotations

from rulecore.allowed import allowed_by, place_of, value_at
from rulecore.domain import domains_of
from tests.everything import COUNT, DAY, EVERYTHING, FEE, IMAGE, NARROW, TELLING, WHOLE

DOMAINS = domains_of(EVERYTHING)


def places(*at: int) -> frozenset[int]:
    return frozenset(at)


def test_an_open_question_may_have_any_value_that_it_offers() -> None:
    allowed = allowed_by(EVERYTHING, DOMAINS, WHOLE, {})
    assert list(allowed) == [fact.id for fact in EVERYTHING.facts]
    assert allowed == {fact: places(*range(len(DOMAINS[fact]))) for fact in DOMAINS}


def test_an_answer_leaves_its_own_value() -> None:
    allowed = allowed_by(EVERYTHING, DOMAINS, WHOLE, {"image": "others", "start": DAY + 5})
    assert allowed["image"] == places(2)
    assert allowed["start"] == places(1)
    assert allowed["fee"] == places(0, 1, 2, 3)


def test_what_is_not_asked_has_its_preset_or_its_default_or_its_first_value() -> None:
    allowed = allowed_by(EVERYTHING, DOMAINS, NARROW, {})
    assert allowed["roles"] == places(0)
    assert allowed["fee"] == places(2)
    assert allowed["count"] == places(0)
    assert allowed["image"] == places(2)
    assert allowed["start"] == places(0, 1)
    telling = allowed_by(EVERYTHING, DOMAINS, TELLING, {})
    assert telling["fee"] == places(1)
    assert telling["roles"] == places(3)


def test_a_place_without_a_value_is_that_of_the_default_or_the_first() -> None:
    assert place_of(FEE, (0, 25, 26, 41), 30) == 2
    assert place_of(FEE, (0, 25, 26, 41), None) == 1
    assert place_of(COUNT, (6, 7, 8), None) == 0


def test_a_place_shows_the_default_where_it_lies_there() -> None:
    assert value_at(FEE, (0, 20, 26), 1) == 25
    assert value_at(FEE, (0, 20, 26), 2) == 26
    assert value_at(IMAGE, IMAGE.options, 0) == "nothing"
    assert value_at(COUNT, (6, 7, 8), 0) == 6
