"""The set of cases shows all that the rules decide, as a second evaluator sees it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TypeGuard

import pytest

from policysite.answered import scenario
from policysite.cases.goals import Decides, Goal, Goals, Meets, Told
from policysite.cases.sheet import Case, sheet
from policysite.policy import Policy
from policysite.source import examine
from tests.cases.sheets import sheet_of
from tests.random_source import random_source
from tests.reference import Reference, Seen
from tests.sources import OTHER, REAL, policy
from tests.test_alternative import MODELLED, edited

MOST_CASES = 40
POLICIES = [pytest.param(REAL, id="real"), pytest.param(OTHER, id="other")]


def seen(reference: Reference, case: Case) -> Seen:
    """A case as the second evaluator sees it."""
    unknown, raws = reference.completions(case.wizard, dict(case.given), rest_default=True)
    assert unknown == []
    (raw,) = raws
    return reference.scenario(raw)


def carriers(reference: Reference, one: Seen) -> list[str]:
    return [rule for rule in one.rules if reference.rules[rule]["modality"] == one.headline]


@pytest.mark.parametrize("path", POLICIES)
def test_every_rule_decides_in_a_case(path: Path) -> None:
    reference = Reference(path)
    decided = {
        rule for case in sheet_of(path).cases for rule in carriers(reference, seen(reference, case))
    }
    assert decided == set(reference.rules)


def test_every_rule_of_the_policy_decides_alone_in_a_case() -> None:
    reference = Reference(REAL)
    alone = [carriers(reference, seen(reference, case)) for case in sheet_of(REAL).cases]
    assert {rules[0] for rules in alone if len(rules) == 1} == set(reference.rules)


def test_every_reading_is_told_apart_from_its_alternative() -> None:
    plain = Reference(REAL)
    for reading in MODELLED:
        reference = edited(reading)
        shown = [
            (case, shown)
            for case in sheet_of(REAL).cases
            for shown in case.shows
            if shown.goal == Told(reading.id)
        ]
        assert len(shown) == 1, reading.id
        for case, one in shown:
            assert seen(plain, case).headline == case.decision.outcome
            assert seen(reference, case).headline == one.otherwise != case.decision.outcome


@pytest.mark.parametrize("path", POLICIES)
def test_outcomes_that_compete_meet(path: Path) -> None:
    reference = Reference(path)
    for case in sheet_of(path).cases:
        one = seen(reference, case)
        fired = {reference.rules[rule]["modality"] for rule in one.rules}
        for shown in case.shows:
            if isinstance(shown.goal, Meets):
                assert {shown.goal.over, shown.goal.under} <= fired
                assert not shown.goal.prevails or one.headline == shown.goal.over


@pytest.mark.parametrize("path", POLICIES)
def test_every_goal_stands_at_one_case_and_every_case_has_one(path: Path) -> None:
    found = sheet_of(path)
    shown = Counter(one.goal for case in found.cases for one in case.shows)
    assert shown == Counter(found.goals)
    assert all(case.shows for case in found.cases)


@pytest.mark.parametrize("path", POLICIES)
def test_no_case_can_be_left_out(path: Path) -> None:
    found, goals = sheet_of(path), Goals(policy(path))
    met = [set(_met(goals, policy(path), case)) for case in found.cases]
    for at in range(len(met)):
        others = set[Goal]().union(*met[:at], *met[at + 1 :])
        assert others != set(found.goals), found.cases[at]


def _met(goals: Goals, subject: Policy, case: Case) -> list[Goal]:
    found = scenario(subject.base, case.wizard, case.given)
    assert found is not None
    return goals.met(found, goals.shown)


def test_the_cases_are_few_and_examples_come_first() -> None:
    cases = sheet_of(REAL).cases
    # A case shows at most one rule deciding alone: there cannot be fewer cases than rules.
    assert len(policy(REAL).rules) <= len(cases) <= MOST_CASES
    examples = [case.example for case in cases if case.example]
    assert len(examples) > len(cases) / 2
    assert all(example.outcome is not None for example in examples)


RANDOM = range(24)


@pytest.mark.parametrize("seed", RANDOM)
def test_the_goals_are_all_that_some_scenario_meets(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(random_source(seed), encoding="utf-8")
    subject = examine(path.read_bytes(), "random.yaml").policy
    assert subject is not None
    wanted = _enumerated(Reference(path))
    goals = Goals(subject).shown
    assert {goal for goal in goals if not isinstance(goal, Told)} == wanted
    shown = {one.goal for case in sheet(subject).cases for one in case.shows}
    assert shown == set(goals)


def _enumerated(reference: Reference) -> set[Goal]:
    """The goals by enumeration: what can be met at best."""
    found: set[Goal] = set()
    for wizard, declared in reference.wizards.items():
        if declared.get("informative") != "true":
            for raw in reference.completions(wizard, {})[1]:
                found |= _met_by(reference, reference.scenario(raw))
    weaker = {Decides(g.rule, False) for g in found if isinstance(g, Decides) and g.alone}
    weaker_pairs = {Meets(g.over, g.under, False) for g in found if _prevails(g)}
    return found - weaker - weaker_pairs


def _prevails(goal: Goal) -> TypeGuard[Meets]:
    return isinstance(goal, Meets) and goal.prevails


def _met_by(reference: Reference, one: Seen) -> set[Goal]:
    carrying = carriers(reference, one)
    found: set[Goal] = {Decides(rule, False) for rule in carrying}
    found |= {Decides(rule, True) for rule in carrying if len(carrying) == 1}
    speaking = {
        reference.rules[r]["modality"]
        for r in one.rules
        if reference.rules[r].get("base") != "true"
    }
    ranked = [modality for modality in reference.modalities if modality in speaking]
    for at, over in enumerate(ranked):
        for under in ranked[at + 1 :]:
            found.add(Meets(over, under, False))
            if over == one.headline:
                found.add(Meets(over, under, True))
    return found
