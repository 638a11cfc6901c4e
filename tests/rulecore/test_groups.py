"""Changed scenarios are counted apart by the rules that change them, as enumeration counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from rulecore import Evaluation, Fact, FactType, Is, Question, Rule, RuleBase, Wizard
from rulecore.difference import difference
from rulecore.tables import compile_tables
from tests.generated import generated, revised
from tests.random_bases import MODALITIES, Make, random_base, seeds
from tests.rulecore.revisions import carrying, consulted, ranked_otherwise, scenarios

PAIRS = seeds(75)

pytestmark = pytest.mark.usefixtures("taken_apart")


@pytest.mark.parametrize(("make", "seed"), PAIRS)
def test_scenarios_that_the_same_rules_change_are_counted_together(make: Make, seed: int) -> None:
    old = make(seed)
    new = ranked_otherwise(old, seed)
    wanted = Counter(
        (one.headline, other.headline, carrying(old, new, one, other))
        for one, other in scenarios(old, new)
        if one.headline != other.headline
    )
    found = difference(old, new, "w", by_cause=True).classes
    counts = {(c.before, c.after, frozenset([*c.old_rules, *c.new_rules])): c.count for c in found}
    assert counts == wanted


@pytest.mark.parametrize(("make", "seed"), PAIRS)
def test_where_outcomes_are_ranked_otherwise_the_rules_of_both_revisions_count(
    make: Make, seed: int
) -> None:
    old = make(seed)
    new = replace(ranked_otherwise(old, seed), modalities=tuple(reversed(old.modalities)))
    wanted = Counter(
        (one.headline, other.headline, *_changed_and_carrying(old, new, one, other))
        for one, other in scenarios(old, new)
        if one.headline != other.headline
    )
    found = difference(old, new, "w", by_cause=True).classes
    counts = {
        (c.before, c.after, frozenset(c.old_rules), frozenset(c.new_rules)): c.count for c in found
    }
    assert counts == wanted


@pytest.mark.parametrize(("make", "seed"), PAIRS)
def test_a_witness_shows_the_rules_of_its_class(make: Make, seed: int) -> None:
    old = make(seed)
    new = ranked_otherwise(old, seed)
    found = difference(old, new, "w", by_cause=True)
    for one in found.classes:
        given = {**found.outside, **one.witness}
        for base, rules, headline in (
            (old, one.old_rules, one.before),
            (new, one.new_rules, one.after),
        ):
            shown = consulted(base, given)
            assert shown.outcome == headline
            carrying = {rule for rule in shown.rules if base.rule[rule].modality == headline}
            assert not rules or {*rules} == carrying


def test_the_pairs_have_several_causes_often_enough_to_prove_something() -> None:
    bases = [make(seed) for make, seed in PAIRS]
    pairs = [(old, ranked_otherwise(old, seed)) for seed, old in enumerate(bases)]
    found = [difference(old, new, "w", by_cause=True).classes for old, new in pairs]
    causes = [len(one.old_rules + one.new_rules) for classes in found for one in classes]
    assert sum(count > 1 for count in causes) > len(PAIRS) // 2


@pytest.mark.parametrize(("rules", "classes"), [(8, 255), (9, 1)])
def test_at_most_eight_rules_are_taken_apart(rules: int, classes: int) -> None:
    severe, mild = (_independent(rules, modality.id) for modality in MODALITIES[:2])
    found = difference(severe, mild, "w", by_cause=True).classes
    assert len(found) == classes
    assert sum(one.count for one in found) == 2**rules - 1


def test_rules_over_facts_that_are_all_cut_out_are_taken_apart() -> None:
    bases = []
    for modality in MODALITIES[:2]:
        base = _independent(1, modality.id)
        [rule] = base.rules
        other = replace(rule, id="other", when=Is("f0", ("no",)))
        bases.append(replace(base, rules=(rule, other)))
    assert compile_tables(bases[0]).cut == ("f0",)
    old, new = bases
    found = difference(old, new, "w", by_cause=True).classes
    assert [(one.old_rules, one.count) for one in found] == [(("f0",), 1), (("other",), 1)]


def test_the_largest_group_comes_first() -> None:
    old = generated(200, 60)
    found = difference(old, revised(old), "all", by_cause=True).classes
    counts: dict[tuple[str | None, str | None], list[int]] = {}
    for one in found:
        counts.setdefault((one.before, one.after), []).append(one.count)
    assert any(len(each) > 2 for each in counts.values())
    assert all(each == sorted(each, reverse=True) for each in counts.values())


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


def _changed_and_carrying(
    old: RuleBase, new: RuleBase, one: Evaluation, other: Evaluation
) -> Iterator[frozenset[str]]:
    """Of each revision, the rules that carry its outcome and have another one in the other."""
    for base, twin, found in ((old, new, one), (new, old, other)):
        carrying = (r for r in found.rules if base.rule[r].modality == found.headline)
        yield frozenset(
            r for r in carrying if r not in twin.rule or twin.rule[r].modality != found.headline
        )


def _independent(count: int, modality: str) -> RuleBase:
    """So many rules, each of which reads a fact of its own, all with the same modality."""
    answers = ("yes", "no")
    ids = [f"f{number}" for number in range(count)]
    return replace(
        random_base(0),
        facts=tuple(Fact(id=f, type=FactType.YES_NO, options=answers, default="no") for f in ids),
        conditions={},
        rules=tuple(
            Rule(id=f, modality=modality, when=Is(f, ("yes",)), clauses=("c",)) for f in ids
        ),
        wizards=(Wizard(id="w", questions=tuple(Question(fact=f, options=answers) for f in ids)),),
    )
