"""The changes that are named are the smallest, and reach what is said of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

import pytest

from rulecore import And, Evaluation, RuleBase, Value, consult, evaluate, show_value
from rulecore.answers import Given
from rulecore.domain import domains_of
from tests.random_bases import Make, assignments, completions, seeds

SEEDS = seeds(120)

type Better = Mapping[str, Value]


def changeable(base: RuleBase, seed: int) -> RuleBase:
    """Most questions have a better answer, and most rules hold seldom enough to be got rid of."""
    dice = random.Random(seed)
    domains = domains_of(base)
    facts = [
        replace(fact, change=dice.choice(domains[fact.id])) if dice.random() < 0.9 else fact
        for fact in base.facts
    ]
    rules = [
        replace(rule, when=And((rule.when, dice.choice(base.rules).when)))
        if not rule.base and dice.random() < 0.8
        else rule
        for rule in base.rules
    ]
    return replace(base, facts=tuple(facts), rules=tuple(rules))


def badly_answered(base: RuleBase, seed: int) -> Given:
    """An answer to every question, "I don't know" among them: of the worst there are."""
    dice = random.Random(seed)
    raws = list(assignments(base, base.wizards[0]))
    worst = _worst(base, raws, {})
    raw = dice.choice([raw for raw in raws if _tier(base, evaluate(base, raw)) == worst])
    return {
        question.fact: "?"
        if dice.random() < 0.15
        else show_value(base.fact[question.fact], raw[question.fact])
        for question in base.wizards[0].questions
    }


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_the_changes_are_those_of_enumeration(make: Make, seed: int) -> None:
    base = changeable(make(seed), seed)
    given = badly_answered(base, seed)
    found = consult(base, "w", given)
    raws = list(completions(base, given))
    better = dict(_better(base, raws))
    smallest = [facts for facts in _smallest(base, raws, better) if not _silent(base, raws, facts)]
    assert [tuple(change.answers) for change in found.changes] == [*map(tuple, smallest)]
    for change in found.changes:
        after = consult(base, "w", {**given, **change.answers})
        assert (change.outcome, change.could_be) == (after.outcome, after.could_be)


def test_the_seeds_cover_every_kind_of_change() -> None:
    bases = [changeable(make(seed), seed) for make, seed in SEEDS]
    given = (badly_answered(base, seed) for base, (_, seed) in zip(bases, SEEDS, strict=True))
    found = [consult(b, "w", g).changes for b, g in zip(bases, given, strict=True)]
    assert sum(len(changes) > 1 for changes in found) > 10
    assert sum(any(len(change.answers) > 1 for change in changes) for changes in found) > 4
    assert sum(len({len(c.answers) for c in changes}) > 1 for changes in found) > 1
    assert sum(any(change.outcome is None for change in changes) for changes in found) > 1


def _better(base: RuleBase, raws: list[Mapping[str, Value]]) -> Iterator[tuple[str, Value]]:
    """The answers that a person can change, in the order of the questions."""
    for question in base.wizards[0].questions:
        value = base.fact[question.fact].change
        if value is None or not question.offers(value):
            continue
        if any(raw[question.fact] != value for raw in raws):
            yield question.fact, value


def _smallest(
    base: RuleBase, raws: list[Mapping[str, Value]], better: Better
) -> Iterator[tuple[str, ...]]:
    """Every set of changes that reaches a better tier than all sets as small."""
    best = _worst(base, raws, {})
    if all(evaluate(base, raw).headline is None for raw in raws):
        return
    for size in range(len(better) + 1):
        reached = {
            facts: _worst(base, raws, {fact: better[fact] for fact in facts})
            for facts in combinations(better, size)
        }
        if min(reached.values()) < best:
            best = min(reached.values())
            yield from (facts for facts, tier in reached.items() if tier == best)


def _worst(base: RuleBase, raws: list[Mapping[str, Value]], changes: Better) -> int:
    """The worst tier; where no rule fires, the best one, because no rule is against it."""
    return max(_tier(base, evaluate(base, {**raw, **changes})) for raw in raws)


def _tier(base: RuleBase, found: Evaluation) -> int:
    return min(base.tier.values()) if found.headline is None else base.tier[found.headline]


def _silent(base: RuleBase, raws: list[Mapping[str, Value]], facts: tuple[str, ...]) -> bool:
    changes = {fact: base.fact[fact].change for fact in facts}
    after = ({**raw, **changes} for raw in raws)
    return any(evaluate(base, raw).headline is None for raw in after)  # type: ignore[arg-type]
