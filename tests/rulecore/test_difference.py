"""The difference of two revisions is what enumeration finds, scenario by scenario."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rulecore.difference import changed_scenario, difference
from tests.generated import generated, revised
from tests.random_bases import Make, mutated, seeds
from tests.rulecore.revisions import enumerated, headline

PAIRS = seeds(75)

pytestmark = pytest.mark.usefixtures("taken_apart")


@pytest.mark.parametrize(("make", "seed"), PAIRS)
def test_counts_are_those_of_enumeration(make: Make, seed: int) -> None:
    old = make(seed)
    new = mutated(old, seed)
    found = difference(old, new, "w")
    classes, total = enumerated(old, new)
    assert found.total == total
    assert {(one.before, one.after): one.count for one in found.classes} == classes


@pytest.mark.parametrize(("make", "seed"), PAIRS[::3])
def test_a_witness_shows_its_class(make: Make, seed: int) -> None:
    old = make(seed)
    new = mutated(old, seed)
    found = difference(old, new, "w")
    for one in found.classes:
        given = {**found.outside, **one.witness}
        assert headline(old, given) == one.before
        assert headline(new, given) == one.after


@pytest.mark.parametrize(("make", "seed"), PAIRS)
def test_one_changed_scenario_is_found_where_there_is_one(make: Make, seed: int) -> None:
    old = make(seed)
    new = mutated(old, seed)
    found, outside = changed_scenario(old, new, "w"), difference(old, new, "w").outside
    assert (found is not None) == bool(enumerated(old, new)[0])
    if found is not None:
        given = {**outside, **found}
        assert headline(old, given) != headline(new, given)


def test_the_pairs_differ_often_enough_to_prove_something() -> None:
    bases = [(make(seed), seed) for make, seed in PAIRS]
    found = [difference(base, mutated(base, seed), "w") for base, seed in bases]
    assert sum(bool(one.classes) for one in found) > len(PAIRS) // 3
    assert sum(len(one.classes) > 1 for one in found) > len(PAIRS) // 10
    assert sum(bool(one.outside) for one in found) > len(PAIRS) // 20


def test_a_large_pair_is_compared_whole() -> None:
    old = generated(200, 60)
    found = difference(old, revised(old), "all")
    assert found.total == 4**60
    assert 0 < found.changed < found.total


def test_a_rule_that_speaks_where_none_did_makes_an_outcome_of_none() -> None:
    new = generated(37, 28)
    old = replace(new, rules=tuple(rule for rule in new.rules if not rule.base))
    for pair, ends in (((old, new), (None, "m1")), ((new, old), ("m1", None))):
        [one] = difference(*pair, wizard="all").classes
        assert (one.before, one.after) == ends


def test_what_was_most_severe_comes_first() -> None:
    old = generated(200, 60)
    found = difference(old, revised(old), "all").classes
    levels = [(old.rank[str(one.before)], old.rank[str(one.after)]) for one in found]
    assert levels == sorted(levels, reverse=True)
    assert len(levels) > 2


def test_nothing_changes_between_a_revision_and_itself() -> None:
    base = generated(37, 28)
    assert difference(base, base, "all").classes == ()
