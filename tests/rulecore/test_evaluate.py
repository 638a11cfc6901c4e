"""One scenario means what its rules say of the values that count."""

from __future__ import annotations

from dataclasses import replace

from rulecore import Note, Ref, Value, evaluate
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


def test_notes_and_questions_may_read_a_condition_by_its_name() -> None:
    named = Ref("été")
    facts = (*EVERYTHING.facts[:-1], replace(EVERYTHING.facts[-1], default=1, ask_if=named))
    base = replace(EVERYTHING, notes=(Note(id="n", when=named),), facts=facts)
    early, late = (evaluate(base, {**RAW, "start": day}) for day in (DAY, DAY + 2))
    assert (early.notes, early.values["count"]) == ((), 1)
    assert (late.notes, late.values["count"]) == (("n",), 0)


def test_where_no_rule_fires_there_is_no_outcome() -> None:
    silent = replace(EVERYTHING, rules=EVERYTHING.rules[:1])
    found = evaluate(silent, {**RAW, "image": "self"})
    assert (found.headline, found.rules) == (None, ())
    assert prevailing(silent, found.values) == (None, ())
