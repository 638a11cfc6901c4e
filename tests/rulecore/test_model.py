"""What the rule base says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from rulecore import ALWAYS, Fact, FactType, Question, Rule, RuleBase, Text, Value, Wizard
from tests.everything import EVERYTHING

DAY = date(2001, 1, 1)


def test_the_types_are_named_as_the_source_names_them() -> None:
    assert list(FactType) == ["yes_no", "choice", "several", "number", "date"]


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


def test_what_is_not_said_is_not_there() -> None:
    fact = Fact(id="f", type=FactType.NUMBER)
    assert (fact.options, fact.exclusive, fact.decimals) == ((), (), 0)
    assert (fact.low, fact.high, fact.default, fact.change) == (None, None, None, None)
    assert fact.ask_if == ALWAYS
    assert Rule(id="r", modality="m", when=ALWAYS, clauses=()).base is False
    text = Text(id="t")
    assert (text.after, text.folded_after, text.after_if, text.answers) == ((), (), ALWAYS, None)
    question = Question(fact="f")
    assert (question.options, question.leads_to, question.page) == ((), {}, None)
    wizard = Wizard(id="w", questions=())
    assert (wizard.preset, wizard.full) == ({}, None)
    assert (wizard.informative, wizard.soonest) == (False, False)


def test_a_rule_base_may_have_nothing_but_rules() -> None:
    base = RuleBase(
        policy="",
        revision="",
        decided=DAY,
        in_force=DAY,
        facts=(),
        conditions={},
        modalities=(),
        rules=(),
    )
    assert (base.extensions, base.notes, base.texts, base.wizards) == ((), (), (), ())
