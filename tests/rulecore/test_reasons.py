"""Reasons are what evaluation gives: they suffice, and nothing in them is idle."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from rulecore import Consultation, RuleBase, consult, evaluate
from rulecore.answers import Given
from rulecore.tables import compile_tables
from tests.benchmarks.walks import whole_walks
from tests.generated import generated
from tests.random_bases import Make, completions, partly_answered, seeds
from tests.sources import REAL, policy

SEEDS = seeds(75)


def without(given: Given, fact: str) -> Given:
    return {other: answer for other, answer in given.items() if other != fact}


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_the_answers_of_a_reason_suffice_and_none_is_idle(make: Make, seed: int) -> None:
    base = make(seed)
    found = consult(base, "w", partly_answered(base, seed))
    if found.outcome is None:
        assert found.because == {}
        return
    assert found.because.items() <= found.answers.items()
    assert consult(base, "w", found.because).outcome == found.outcome
    for fact in found.because:
        assert consult(base, "w", without(found.because, fact)).outcome != found.outcome


@pytest.mark.parametrize("name", ["real", "generated"])
@pytest.mark.parametrize("seed", range(20))
def test_a_reason_suffices_where_many_facts_are_cut_out(name: str, seed: int) -> None:
    base = policy(REAL).base if name == "real" else _generated()
    assert compile_tables(base).cut
    wizards = [wizard for wizard in base.wizards if not wizard.informative]
    walked = whole_walks(replace(base, wizards=tuple(wizards)), 1, seed)
    for wizard, steps in walked:
        for given in steps:
            found = consult(base, wizard, given)
            if found.outcome is not None:
                assert consult(base, wizard, found.because).outcome == found.outcome
                for fact in found.because:
                    fewer = without(found.because, fact)
                    assert consult(base, wizard, fewer).outcome != found.outcome


@cache
def _generated() -> RuleBase:
    return generated(120, 20)


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_what_would_make_an_open_outcome_certain_does(make: Make, seed: int) -> None:
    base = make(seed)
    unknown: Given = {q.fact: "?" for q in base.wizards[0].questions}
    given = {**unknown, **partly_answered(base, seed)}
    found = consult(base, "w", given)
    if found.outcome is not None:
        assert found.possible == ()
        return
    assert [one.outcome for one in found.possible] == list(found.could_be)
    for one in found.possible:
        assert consult(base, "w", {**given, **one.answers}).outcome == one.outcome
        for fact in one.answers:
            fewer = {**given, **without(one.answers, fact)}
            assert consult(base, "w", fewer).outcome != one.outcome


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_a_question_waits_for_the_rules_that_its_answer_can_turn(make: Make, seed: int) -> None:
    base = make(seed)
    given = partly_answered(base, seed)
    found = consult(base, "w", given)
    assert list(found.waiting) == list(found.ask_together)
    for fact, waiting in found.waiting.items():
        assert set(waiting.rules) == _turned(base, given, fact)


def _turned(base: RuleBase, given: Given, fact: str) -> set[str]:
    fired: dict[object, list[frozenset[str]]] = {}
    for raw in completions(base, given):
        rest = tuple((other, value) for other, value in raw.items() if other != fact)
        fired.setdefault(rest, []).append(frozenset(evaluate(base, raw).rules))
    return {
        rule
        for alike in fired.values()
        for rule in frozenset.union(*alike) - frozenset.intersection(*alike)
    }


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_each_reason_is_given_where_it_belongs(make: Make, seed: int) -> None:
    base = make(seed)
    found = consult(base, "w", partly_answered(base, seed))
    assert tuple(found.waiting) == found.ask_together
    if found.ask_together:
        assert found.changes == ()
    if found.outcome or found.ask_together:
        assert found.possible == ()
    if not found.outcome:
        assert found.because == {}


def test_the_seeds_cover_every_kind_of_result() -> None:
    bases = [(make(seed), seed) for make, seed in SEEDS]
    found: list[Consultation] = [consult(b, "w", partly_answered(b, seed)) for b, seed in bases]
    assert sum(len(one.because) > 1 for one in found) > 5
    assert sum(one.outcome is None for one in found) > 30
    assert sum(any(waiting.rules for waiting in one.waiting.values()) for one in found) > 30


def test_insults_need_no_other_reason() -> None:
    base = policy(REAL).base
    given = {"roles": ["student"], "action": "post", "channel": "social", "capacity": "personal"}
    answers = {**given, "insults": "yes", "obscene": "no"}
    found = consult(base, "publier", answers, rest="default")
    assert found.outcome == "inappropriate"
    assert "insults" in found.because
    assert "obscene" not in found.because


def test_a_question_names_the_rules_that_wait_for_it() -> None:
    base = policy(REAL).base
    given = {"roles": ["student"], "action": "post", "channel": "social", "capacity": "on_behalf"}
    found = consult(base, "publier", given)
    assert found.next_question == "mandated"
    assert "5-1" in found.waiting["mandated"].rules
