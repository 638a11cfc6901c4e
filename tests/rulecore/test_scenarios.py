"""Counts of scenarios are those of enumeration, and what is chosen is a scenario."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from policysite.source import load
from rulecore import evaluate
from rulecore.scenarios import Scenarios
from rulecore.tables import compile_tables
from tests.random_bases import Make, assignments, random_base, seeds

POLICY = Path(__file__).parents[2] / "policy_src/policy.yaml"


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), seeds(50))
def test_counts_are_those_of_enumeration(make: Make, seed: int) -> None:
    base = make(seed)
    wizard = base.wizards[0]
    seen = {}
    for raw in assignments(base, wizard):
        one = evaluate(base, raw)
        asked = (q.fact for q in wizard.questions if q.fact in one.relevant)
        seen[tuple((fact, raw[fact]) for fact in asked)] = one.headline
    found = Scenarios.of(compile_tables(base), wizard).count()
    assert {headline: n for headline, n in found.items() if n} == Counter(seen.values())


def test_the_policy_has_as_many_scenarios_as_its_analysis_counts() -> None:
    policy = load(POLICY).policy
    assert policy is not None
    tables = compile_tables(policy.base)
    found = Scenarios.of(tables, policy.base.wizard["publier"]).count()
    assert sum(found.values()) == 38_526_768


def test_a_scenario_that_nobody_can_have_is_refused() -> None:
    base = random_base(1)
    scenarios = Scenarios.of(compile_tables(base), base.wizards[0])
    nothing = {topic.space: 0 for topic in scenarios.tables.topics}
    assert scenarios.witness(nothing) is None
    with pytest.raises(LookupError):
        scenarios.shown(nothing)
