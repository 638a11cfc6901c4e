"""One scenario means what its rules say of the values that count."""

from __future__ import annotations

from rulecore import Value, evaluate
from rulecore.evaluate import prevailing
from tests.everything import DAY, EVERYTHING

RAW: dict[str, Value] = {
    "roles": frozenset({"staff"}),
    "image": "others",
    "consent": "no",
    "fee": 30,
    "start": DAY,
    "count": 0,
}


def test_everything_that_fires_is_named_in_order() -> None:
    found = evaluate(EVERYTHING, RAW)
    assert found.rules == ("r-image", "r-fee", "r-base")
    assert found.headline == "never"
    assert found.notes == ()
    assert found.values == RAW
    assert found.relevant == frozenset(RAW)


def test_an_answer_that_does_not_count_is_its_default() -> None:
    found = evaluate(EVERYTHING, {**RAW, "image": "nothing"})
    assert found.values["consent"] == "yes"
    assert found.relevant == frozenset(RAW) - {"consent"}
    assert found.headline == "ask"


def test_a_note_is_shown_where_it_holds() -> None:
    assert evaluate(EVERYTHING, {**RAW, "image": "self"}).notes == ("n-self",)


def test_the_most_severe_outcome_prevails_with_all_its_rules() -> None:
    assert prevailing(EVERYTHING, RAW) == ("never", ("r-image",))
    tell = {**RAW, "image": "self", "fee": 25, "start": DAY + 2, "count": 7}
    assert prevailing(EVERYTHING, tell) == ("tell", ("r-named", "r-count"))
