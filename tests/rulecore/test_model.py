"""What the rule base says of itself."""

from __future__ import annotations

import pytest

from rulecore import FactType, Question, Value
from tests.everything import EVERYTHING


def test_a_number_and_a_date_are_ordered() -> None:
    assert [type_ for type_ in FactType if type_.is_ordered] == ["number", "date"]


def test_the_first_outcome_has_the_highest_rank() -> None:
    assert EVERYTHING.rank == {"never": 4, "ask": 3, "tell": 2, "fine": 1}
    assert EVERYTHING.tier == {"never": 3, "ask": 2, "tell": 2, "fine": 1}


def test_facts_rules_and_wizards_are_found_by_id() -> None:
    assert tuple(EVERYTHING.fact.values()) == EVERYTHING.facts
    assert all(fact.id == id_ for id_, fact in EVERYTHING.fact.items())
    assert tuple(EVERYTHING.rule.values()) == EVERYTHING.rules
    assert all(rule.id == id_ for id_, rule in EVERYTHING.rule.items())
    assert tuple(EVERYTHING.wizard.values()) == EVERYTHING.wizards
    assert all(wizard.id == id_ for id_, wizard in EVERYTHING.wizard.items())


@pytest.mark.parametrize(
    ("value", "offered"),
    [
        ("a", True),
        ("c", False),
        (frozenset({"a", "b"}), True),
        (frozenset({"a", "c"}), False),
        (5, True),
    ],
)
def test_a_question_offers_its_options_and_any_number(value: Value, offered: bool) -> None:
    assert Question(fact="f", options=("a", "b")).offers(value) is offered
