"""Two revisions side by side: what counts as the same fact, and what stands outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from rulecore import Compare, Condition, Fact, FactType, Is, Question, Rule, RuleBase, Wizard
from rulecore.difference import difference
from rulecore.pair import NEVER, OLD, Pair, bring_together
from tests.random_bases import MODALITIES, random_base

YES = Fact(id="f", type=FactType.YES_NO, options=("yes", "no"), default="no")
COLOUR = Fact(id="f", type=FactType.CHOICE, options=("red", "blue"), default="red")
SEVERAL = Fact(id="f", type=FactType.SEVERAL, options=("red", "blue"))
NUMBER = Fact(id="f", type=FactType.NUMBER, low=0, high=10, default=3)
YES_G = replace(YES, id="g")
ASKS_G = Question(fact="g", options=YES.options)


def revision(
    *facts: Fact, when: Condition | None = None, asked: Sequence[Question] = ()
) -> RuleBase:
    """A wizard that asks the facts, or those questions, and a rule if there is a condition."""
    rules = (Rule(id="r", modality=MODALITIES[0].id, when=when, clauses=("c",)),) if when else ()
    questions = asked or [Question(fact=fact.id, options=fact.options) for fact in facts]
    return replace(
        random_base(0),
        facts=facts,
        conditions={},
        rules=rules,
        wizards=(Wizard(id="w", questions=tuple(questions)),),
    )


def pair(old: RuleBase, new: RuleBase) -> Pair:
    return bring_together(old, new, "w")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (YES, COLOUR),
        (COLOUR, SEVERAL),
        (YES, NUMBER),
        (NUMBER, replace(NUMBER, decimals=1)),
        (COLOUR, replace(COLOUR, options=("green", "black"), default="green")),
        (NUMBER, replace(NUMBER, low=11, high=20, default=11)),
    ],
)
def test_facts_that_have_no_answer_in_common_are_two(old: Fact, new: Fact) -> None:
    found = pair(revision(old), revision(new))
    assert [fact.id for fact in found.old.facts] == ["f" + OLD, "f"]
    assert [fact.id for fact in found.new.facts] == ["f", "f" + OLD]
    assert found.asked == ()
    assert {*found.outside} == {"f", "f" + OLD}


def test_the_rules_of_the_old_revision_read_its_own_fact() -> None:
    old, new = revision(YES, when=Is("f", ("yes",))), revision(COLOUR, when=Is("f", ("blue",)))
    found = pair(old, new)
    assert found.old.rules[0].when == Is("f" + OLD, ("yes",))
    assert found.new.rules[0].when == Is("f", ("blue",))
    assert difference(old, new, "w").changed == 0


def test_a_fact_that_both_have_is_one_with_the_answers_of_both() -> None:
    more = replace(COLOUR, options=("blue", "green"), default="blue")
    found = pair(revision(COLOUR), revision(more))
    assert found.domains == {"f": ("red", "blue", "green")}
    assert found.allowed == {"f": frozenset([1])}
    assert (found.asked, found.outside) == (("f",), {})


def test_sets_of_answers_are_those_of_either() -> None:
    more = replace(SEVERAL, options=("blue", "green"))
    found = pair(revision(SEVERAL), revision(more))
    assert found.domains["f"] == tuple(
        map(frozenset, (["red"], ["blue"], ["red", "blue"], ["green"], ["blue", "green"]))
    )
    assert found.allowed["f"] == frozenset([1])


@pytest.mark.parametrize(
    ("old", "new", "domain", "allowed"),
    [
        ((0, 10), (5, 20), (0, 5, 7, 11), {1, 2}),
        ((None, 10), (5, 20), (4, 5, 7, 11), {1, 2}),
        ((0, 7), (5, 20), (0, 5, 7, 8), {1, 2}),
        ((0, None), (5, 20), (0, 5, 7, 21), {1, 2}),
        ((0, 10), (None, None), (-1, 0, 7, 11), {1, 2}),
        ((None, None), (None, None), (6, 7), {0, 1}),
    ],
)
def test_numbers_fall_into_intervals_at_the_bounds_of_both(
    old: tuple[int | None, int | None],
    new: tuple[int | None, int | None],
    domain: tuple[int, ...],
    allowed: set[int],
) -> None:
    facts = [replace(NUMBER, low=low, high=high, default=None) for low, high in (old, new)]
    found = pair(*(revision(fact, when=Compare("f", ">=", 7)) for fact in facts))
    assert found.domains == {"f": domain}
    assert found.allowed == {"f": allowed}


def test_intervals_are_cut_where_either_revision_compares() -> None:
    old, new = (revision(NUMBER, when=Compare("f", "<", number)) for number in (4, 8))
    assert pair(old, new).domains == {"f": (0, 4, 8)}
    assert difference(old, new, "w").changed == 1


@pytest.mark.parametrize("asked_by", ["old", "new"])
@pytest.mark.parametrize(("options", "kept"), [(("red", "blue"), "blue"), (("red",), "red")])
def test_a_question_of_one_revision_keeps_its_default_or_the_first_answer_offered(
    asked_by: str, options: tuple[str, ...], kept: str
) -> None:
    fact = replace(COLOUR, default="blue")
    asks = revision(YES_G, fact, asked=[ASKS_G, Question(fact="f", options=options)])
    other = revision(YES_G)
    found = pair(asks, other) if asked_by == "old" else pair(other, asks)
    assert found.outside == {"f": kept}
    assert found.asked == ("g",)
    assert {fact.id for fact in found.old.facts} == {fact.id for fact in found.new.facts}
    stranger = (found.new if asked_by == "old" else found.old).fact["f"]
    assert stranger.ask_if == NEVER


@pytest.mark.parametrize("asked_by", ["old", "new"])
def test_a_question_that_the_other_revision_does_not_ask_keeps_what_it_has_there(
    asked_by: str,
) -> None:
    asks = revision(YES_G, replace(COLOUR, default="blue"))
    knows = revision(YES_G, COLOUR, asked=[ASKS_G])
    found = pair(asks, knows) if asked_by == "old" else pair(knows, asks)
    assert found.outside == {"f": "red"}


def test_a_question_that_the_other_revision_presets_keeps_the_preset() -> None:
    asks = revision(YES_G, COLOUR)
    (wizard,) = revision(YES_G, asked=[ASKS_G]).wizards
    presets = replace(asks, wizards=(replace(wizard, preset={"f": "blue"}),))
    assert pair(asks, presets).outside == {"f": "blue"}


def test_what_is_asked_comes_in_the_order_of_the_new_revision() -> None:
    old, new = revision(YES, YES_G), revision(YES_G, YES)
    assert pair(old, new).asked == ("g", "f")
