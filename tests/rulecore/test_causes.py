"""The causes of a difference are the rules that carry the more severe outcome."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from rulecore import And, RuleBase
from rulecore.difference import difference
from tests.generated import generated
from tests.random_bases import Make, mutated, seeds
from tests.rulecore.revisions import carrying, ranked_otherwise, scenarios

PAIRS = seeds(75)

pytestmark = pytest.mark.usefixtures("taken_apart")


@pytest.mark.parametrize("revise", [mutated, ranked_otherwise])
@pytest.mark.parametrize(("make", "seed"), PAIRS)
def test_the_causes_are_the_rules_that_carry_the_more_severe_outcome(
    make: Make, seed: int, revise: Callable[[RuleBase, int], RuleBase]
) -> None:
    old = make(seed)
    new = replace(revise(old, seed), modalities=old.modalities)
    wanted: dict[tuple[str | None, str | None], set[str]] = {}
    for one, other in scenarios(old, new):
        if one.headline != other.headline:
            rules = carrying(old, new, one, other)
            wanted.setdefault((one.headline, other.headline), set()).update(rules)
    found = difference(old, new, "w").classes
    assert {(c.before, c.after): {*c.old_rules, *c.new_rules} for c in found} == wanted


def test_another_order_of_the_outcomes_is_not_the_doing_of_a_rule() -> None:
    old = generated(37, 28)
    found = difference(old, _swapped(old), "all")
    assert [(one.before, one.after) for one in found.classes] == [("m8", "m7")]
    assert (found.classes[0].old_rules, found.classes[0].new_rules) == ((), ())


def test_a_rule_in_other_words_is_no_cause() -> None:
    old = generated(37, 28)
    reworded = (replace(rule, when=And((rule.when, rule.when))) for rule in old.rules)
    found = difference(old, replace(_swapped(old), rules=tuple(reworded)), "all")
    assert (found.classes[0].old_rules, found.classes[0].new_rules) == ((), ())


def test_with_another_order_of_the_outcomes_only_changed_rules_are_named() -> None:
    old = generated(37, 28)
    milder = [next(r for r in old.rules if r.modality == outcome) for outcome in ("m8", "m7")]
    rules = (replace(r, modality="m6") if r in milder else r for r in old.rules)
    new = replace(_swapped(old), rules=tuple(rules))
    one, other = difference(old, new, "all").classes, difference(new, old, "all").classes
    assert {rule for changed in one for rule in changed.old_rules} == {r.id for r in milder}
    assert {rule for changed in other for rule in changed.new_rules} == {r.id for r in milder}


def _swapped(base: RuleBase) -> RuleBase:
    """The two most severe outcomes in the other order."""
    first, second, *others = base.modalities
    return replace(base, modalities=(second, first, *others))
