"""The order that decides soonest asks fewer questions, never an idle one, and answers alike."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest

from policysite.source import examine
from rulecore import UNKNOWN, FactType, RuleBase, consult
from tests.bad_sources import changed_source
from tests.random_bases import random_base
from tests.sources import REAL, policy

WALKS = 40


def soonest(base: RuleBase) -> RuleBase:
    """The same wizards, each in the order that decides soonest."""
    return replace(base, wizards=tuple(replace(w, soonest=True) for w in base.wizards))


def person(base: RuleBase, wizard: str, seed: int) -> Mapping[str, str | list[str]]:
    """What a person would answer to every question, whatever its order."""
    dice = random.Random(seed)
    answers: dict[str, str | list[str]] = {}
    for question in sorted(base.wizard[wizard].questions, key=lambda question: question.fact):
        fact = base.fact[question.fact]
        if fact.type in (FactType.NUMBER, FactType.DATE):
            answers[fact.id] = "?"
            continue
        option = dice.choice(question.options)
        answers[fact.id] = [option] if fact.type is FactType.SEVERAL else option
    return answers


def walk(base: RuleBase, wizard: str, seed: int) -> tuple[int, str | None]:
    """How many questions are asked, and the outcome."""
    answers = person(base, wizard, seed)
    given: dict[str, str | list[str]] = {}
    while together := consult(base, wizard, given).ask_together:
        given |= {fact: answers[fact] for fact in together}
    return len(given), consult(base, wizard, given).outcome


@pytest.mark.parametrize("wizard", ["publier", "photo", "demande-amitie"])
def test_fewer_questions_lead_to_the_same_outcome(wizard: str) -> None:
    written = policy(REAL).base
    other = soonest(written)
    walks = [(walk(written, wizard, n), walk(other, wizard, n)) for n in range(WALKS)]
    assert [one[1] for one, _ in walks] == [one[1] for _, one in walks]
    asked = [sum(found[side][0] for found in walks) for side in (0, 1)]
    assert asked[1] < asked[0]


@pytest.mark.parametrize("seed", range(80))
def test_in_any_order_the_same_questions_can_change_something(seed: int) -> None:
    base = random_base(seed)
    dice = random.Random(seed)
    answers = person(base, "w", seed)
    given = {fact: answer for fact, answer in answers.items() if dice.random() < 0.4}
    written, other = (consult(b, "w", given) for b in (base, soonest(base)))
    assert written.left == other.left
    assert bool(written.ask_together) == bool(other.ask_together) == bool(written.left)
    for fact, waiting in other.waiting.items():
        assert fact not in given
        assert waiting.rules or waiting.passages


@pytest.mark.parametrize("seed", range(80))
def test_no_answer_adds_a_question(seed: int) -> None:
    base, dice = random_base(seed), random.Random(seed)
    answers = person(base, "w", seed)
    given: dict[str, str | list[str]] = {}
    left = consult(base, "w", given).left
    while left:
        fact = dice.choice(left)
        given[fact] = dice.choice([answers[fact], UNKNOWN])
        then = consult(base, "w", given).left
        assert set(then) <= set(left) - {fact}
        left = then


def test_a_checklist_stays_whole() -> None:
    base = soonest(policy(REAL).base)
    pages = [q.fact for q in base.wizard["publier"].questions if q.page is not None]
    given: dict[str, str | list[str]] = {}
    answers = {
        **person(base, "publier", 0),
        "roles": ["student"],
        "action": "post",
        "channel": "social",
        "capacity": "personal",
    }
    while together := consult(base, "publier", given).ask_together:
        if together[0] in pages:
            assert len(together) > 1
            return
        given |= {fact: answers[fact] for fact in together}
    pytest.fail("the checklist never came")


def test_the_source_chooses_the_order() -> None:
    for order, chosen in (("soonest", True), ("written", False)):
        source = changed_source(("    full: publier\n", f"    full: publier\n    order: {order}\n"))
        found = examine(source.encode(), "changed.yaml")
        assert found.problems == ()
        assert found.policy is not None
        assert found.policy.base.wizard["rapide"].soonest is chosen


def test_another_order_is_refused() -> None:
    source = changed_source(("    full: publier\n", "    full: publier\n    order: fastest\n"))
    assert [p.code for p in examine(source.encode(), "changed.yaml").problems] == ["bad-choice"]
