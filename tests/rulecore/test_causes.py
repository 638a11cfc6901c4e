"""The causes of a difference are the rules that carry the more severe outcome."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rulecore.difference import difference
from tests.generated import generated
from tests.random_bases import Make, mutated, seeds
from tests.rulecore.revisions import carrying, scenarios

PAIRS = seeds(75)

pytestmark = pytest.mark.usefixtures("taken_apart")


@pytest.mark.parametrize(("make", "seed"), PAIRS)
def test_the_causes_are_the_rules_that_carry_the_more_severe_outcome(make: Make, seed: int) -> None:
    old = make(seed)
    new = replace(mutated(old, seed), modalities=old.modalities)
    wanted: dict[tuple[str | None, str | None], set[str]] = {}
    for one, other in scenarios(old, new):
        if one.headline != other.headline:
            rules = carrying(old, new, one, other)
            wanted.setdefault((one.headline, other.headline), set()).update(rules)
    found = difference(old, new, "w").classes
    assert {(c.before, c.after): {*c.old_rules, *c.new_rules} for c in found} == wanted


def test_another_order_of_the_outcomes_names_the_rules_of_both_revisions() -> None:
    old = generated(37, 28)
    modalities = (old.modalities[1], old.modalities[0], *old.modalities[2:])
    found = difference(old, replace(old, modalities=modalities), "all")
    assert {(one.before, one.after) for one in found.classes} == {("m8", "m7")}
