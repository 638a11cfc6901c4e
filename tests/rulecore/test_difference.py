"""The difference of two revisions is what enumeration finds, scenario by scenario."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

import pytest

from rulecore import Consultation, Evaluation, RuleBase, Value, consult, evaluate
from rulecore.difference import changed_scenario, difference
from rulecore.pair import bring_together
from tests.generated import generated, revised
from tests.random_bases import mutated, random_base

PAIRS = 150


@pytest.mark.parametrize("seed", range(PAIRS))
def test_counts_are_those_of_enumeration(seed: int) -> None:
    old = random_base(seed)
    new = mutated(old, seed)
    found = difference(old, new, "w")
    classes, total = _enumerated(old, new)
    assert found.total == total
    assert {(one.before, one.after): one.count for one in found.classes} == classes


@pytest.mark.parametrize("seed", range(0, PAIRS, 3))
def test_a_witness_shows_its_class(seed: int) -> None:
    old = random_base(seed)
    new = mutated(old, seed)
    found = difference(old, new, "w")
    for one in found.classes:
        given = {**found.outside, **one.witness}
        assert _headline(old, given) == one.before
        assert _headline(new, given) == one.after


@pytest.mark.parametrize("seed", range(PAIRS))
def test_one_changed_scenario_is_found_where_there_is_one(seed: int) -> None:
    old = random_base(seed)
    new = mutated(old, seed)
    found, outside = changed_scenario(old, new, "w"), difference(old, new, "w").outside
    assert (found is not None) == bool(_enumerated(old, new)[0])
    if found is not None:
        given = {**outside, **found}
        assert _headline(old, given) != _headline(new, given)


@pytest.mark.parametrize("seed", range(PAIRS))
def test_the_causes_are_the_rules_that_carry_the_more_severe_outcome(seed: int) -> None:
    old = random_base(seed)
    new = replace(mutated(old, seed), modalities=old.modalities)
    wanted: dict[tuple[str | None, str | None], set[str]] = {}
    for one, other in _scenarios(old, new):
        if one.headline != other.headline:
            carrying = _carrying(old, new, one, other)
            wanted.setdefault((one.headline, other.headline), set()).update(carrying)
    found = difference(old, new, "w").classes
    assert {(c.before, c.after): {*c.old_rules, *c.new_rules} for c in found} == wanted


@pytest.mark.parametrize("seed", range(PAIRS))
def test_scenarios_that_the_same_rules_change_are_counted_together(seed: int) -> None:
    old = random_base(seed)
    new = replace(mutated(old, seed), modalities=old.modalities)
    wanted = Counter(
        (one.headline, other.headline, _carrying(old, new, one, other))
        for one, other in _scenarios(old, new)
        if one.headline != other.headline
    )
    found = difference(old, new, "w", by_cause=True).classes
    counts = {(c.before, c.after, frozenset([*c.old_rules, *c.new_rules])): c.count for c in found}
    assert counts == wanted


@pytest.mark.parametrize("seed", range(PAIRS))
def test_a_witness_shows_the_rules_of_its_class(seed: int) -> None:
    old = random_base(seed)
    new = replace(mutated(old, seed), modalities=old.modalities)
    found = difference(old, new, "w", by_cause=True)
    for one in found.classes:
        given = {**found.outside, **one.witness}
        for base, rules, headline in (
            (old, one.old_rules, one.before),
            (new, one.new_rules, one.after),
        ):
            shown = _consulted(base, given)
            assert shown.outcome == headline
            carrying = {rule for rule in shown.rules if base.rule[rule].modality == headline}
            assert not rules or {*rules} == carrying


def test_the_pairs_differ_often_enough_to_prove_something() -> None:
    bases = [(random_base(seed), seed) for seed in range(PAIRS)]
    found = [difference(base, mutated(base, seed), "w") for base, seed in bases]
    assert sum(bool(one.classes) for one in found) > PAIRS // 3
    assert sum(len(one.classes) > 1 for one in found) > PAIRS // 10
    assert sum(bool(one.outside) for one in found) > PAIRS // 20


def test_classes_by_cause_are_the_classes_taken_apart() -> None:
    old = generated(200, 60)
    new = revised(old)
    whole, apart = (difference(old, new, "all", by_cause=by_cause) for by_cause in (False, True))
    assert len(apart.classes) > 2 * len(whole.classes)
    for one in whole.classes:
        parts = [c for c in apart.classes if (c.before, c.after) == (one.before, one.after)]
        assert sum(part.count for part in parts) == one.count
        for side in ("old_rules", "new_rules"):
            found = {rule for part in parts for rule in getattr(part, side)}
            assert found == {*getattr(one, side)}


def test_another_order_of_the_outcomes_names_the_rules_of_both_revisions() -> None:
    old = generated(37, 28)
    modalities = (old.modalities[1], old.modalities[0], *old.modalities[2:])
    found = difference(old, replace(old, modalities=modalities), "all")
    assert {(one.before, one.after) for one in found.classes} == {("m8", "m7")}


def test_a_large_pair_is_compared_whole() -> None:
    old = generated(200, 60)
    found = difference(old, revised(old), "all")
    assert found.total == 4**60
    assert 0 < found.changed < found.total


def test_nothing_changes_between_a_revision_and_itself() -> None:
    base = generated(37, 28)
    assert difference(base, base, "all").classes == ()


def _carrying(old: RuleBase, new: RuleBase, one: Evaluation, other: Evaluation) -> frozenset[str]:
    """The rules that carry the more severe one of two outcomes."""
    ranks = [0 if e.headline is None else old.rank[e.headline] for e in (one, other)]
    base, severe = (old, one) if ranks[0] > ranks[1] else (new, other)
    return frozenset(r for r in severe.rules if base.rule[r].modality == severe.headline)


def _consulted(base: RuleBase, given: Mapping[str, str | list[str]]) -> Consultation:
    asked = {question.fact for question in base.wizard["w"].questions}
    answers = {fact: answer for fact, answer in given.items() if fact in asked}
    return consult(base, "w", answers, rest="default")


def _headline(base: RuleBase, given: Mapping[str, str | list[str]]) -> str | None:
    found = _consulted(base, given)
    return found.outcome or (found.could_be[0] if found.could_be else None)


def _enumerated(
    old: RuleBase, new: RuleBase
) -> tuple[dict[tuple[str | None, str | None], int], int]:
    seen = list(_scenarios(old, new))
    classes = Counter((one.headline, other.headline) for one, other in seen)
    return {pair: n for pair, n in classes.items() if pair[0] != pair[1]}, len(seen)


def _scenarios(old: RuleBase, new: RuleBase) -> Iterator[tuple[Evaluation, Evaluation]]:
    """Every scenario of what both ask, once, in both revisions."""
    pair = bring_together(old, new, "w")
    domains, places = pair.domains, [sorted(pair.allowed[fact]) for fact in pair.domains]
    seen: set[tuple[tuple[str, Value], ...]] = set()
    for chosen in product(*places):
        raw = {f: domains[f][at] for f, at in zip(domains, chosen, strict=True)}
        one, other = evaluate(pair.old, raw), evaluate(pair.new, raw)
        counting = one.relevant | other.relevant
        scenario = tuple((f, v) for f, v in raw.items() if f in counting and f in pair.asked)
        if scenario not in seen:
            seen.add(scenario)
            yield one, other
