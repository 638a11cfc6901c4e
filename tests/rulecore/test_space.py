"""Each bit of a space is one combination of its facts' values, and every operation says so."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

import pytest

from rulecore import RuleBase, evaluate
from rulecore.domain import domains_of, position
from rulecore.space import Space, first_bits, shifted, union, without
from rulecore.witness import Places
from tests.random_bases import random_base
from tests.rulecore.combinations import bit, combinations

SEEDS = range(60)


@dataclass
class Case:
    """A space in which some facts, maybe none, maybe all, are cut out."""

    base: RuleBase
    space: Space
    cut: Sequence[str]
    combinations: Sequence[Places]
    bits: Mapping[int, Places]
    dice: random.Random

    def bit(self, places: Places) -> int:
        return bit(self.space, places)

    def column(self, places: Places) -> int:
        """The bit of the cut facts alone."""
        return self.bit({fact: place for fact, place in places.items() if fact in self.cut})

    def where(self, holds: Callable[[Places], bool]) -> int:
        """The bits of the combinations for which something holds."""
        return union(bit for bit, places in self.bits.items() if holds(places))

    def any(self) -> int:
        """Any of all masks."""
        return union(bit for bit in self.bits if self.dice.random() < 0.4)


def case(seed: int) -> Case:
    base, dice = random_base(seed, facts=4), random.Random(seed)
    domains = domains_of(base)
    facts = list(domains)
    cut = sorted(dice.sample(facts, seed % (len(facts) + 1)), key=facts.index)
    space = Space(base, domains, cut, [fact for fact in facts if fact not in cut])
    found = combinations(domains, facts)
    return Case(base, space, cut, found, {bit(space, one): one for one in found}, dice)


def with_value(places: Mapping[int, int], place: int) -> int:
    """The bits of the combinations in which a fact has its value at this place."""
    return union(bit for bit, at in places.items() if at == place)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_combination_has_a_bit_of_its_own(seed: int) -> None:
    one = case(seed)
    assert len(one.bits) == len(one.combinations)
    assert union(one.bits) == one.space.everywhere
    assert one.space.width == prod(len(one.space.domains[fact]) for fact in one.cut)
    assert one.space.rows * one.space.width == len(one.bits)


@pytest.mark.parametrize("seed", SEEDS)
def test_where_a_fact_has_a_value_and_where_it_counts(seed: int) -> None:
    one = case(seed)
    domains = one.space.domains
    found = {
        bit: evaluate(one.base, {f: domains[f][place] for f, place in places.items()})
        for bit, places in one.bits.items()
    }
    for fact, values in domains.items():
        places = {bit: places[fact] for bit, places in one.bits.items()}
        counted = {
            bit: position(one.base.fact[fact], values, each.values[fact])
            for bit, each in found.items()
            if fact in each.values
        }
        for place in range(len(values)):
            assert one.space.raw(fact)[place] == with_value(places, place)
            assert one.space.values(fact)[place] == with_value(counted, place)
        relevant = union(bit for bit, each in found.items() if fact in each.relevant)
        assert one.space.relevant(fact) == relevant
    for rule in one.base.rules:
        fires = union(bit for bit, each in found.items() if rule.id in each.rules)
        assert one.space.where(rule.when) == fires
        one.space.forget()
        assert one.space.where(rule.when) == fires


@pytest.mark.parametrize("seed", SEEDS)
def test_where_facts_have_values_that_they_may_have(seed: int) -> None:
    one = case(seed)
    allowed = {
        fact: frozenset(one.dice.sample(range(len(values)), one.dice.randint(1, len(values))))
        for fact, values in one.space.domains.items()
        if one.dice.random() < 0.7
    }
    wanted = one.where(lambda places: all(places[fact] in allowed[fact] for fact in allowed))
    assert one.space.allowing(allowed) == wanted


@pytest.mark.parametrize("seed", SEEDS)
def test_own_facts_are_folded_away_and_let_in_again(seed: int) -> None:
    one = case(seed)
    mask = one.any()
    columns = {one.column(places) for bit, places in one.bits.items() if bit & mask}
    assert one.space.fold(mask) == union(columns)
    wanted = one.where(lambda places: one.column(places) in columns)
    assert one.space.wide(union(columns)) == wanted
    assert one.space.wide(one.space.fold(one.space.everywhere)) == one.space.everywhere
    for column in columns:
        wanted = union(bit for bit, places in one.bits.items() if one.column(places) == column)
        assert one.space.column(column.bit_length() - 1) == wanted


@pytest.mark.parametrize("seed", SEEDS)
def test_a_fact_is_held_at_a_value(seed: int) -> None:
    one = case(seed)
    mask = one.any()
    for fact, values in one.space.domains.items():
        place = one.dice.randrange(len(values))
        there = {bit: one.bit({**places, fact: place}) for bit, places in one.bits.items()}
        wanted = union(bit for bit, other in there.items() if other & mask)
        assert one.space.held(mask, fact, place) == wanted


def test_masks_are_joined_shifted_and_taken_away() -> None:
    assert union([]) == 0
    assert union(iter([0b0011, 0b0110])) == 0b0111
    assert without(0b0111, 0b1010) == 0b0101
    assert (shifted(0b1100, 2), shifted(0b1100, 0), shifted(0b1100, -1)) == (0b11, 0b1100, 0b11000)
    assert (first_bits(0), first_bits(3)) == (0, 0b111)
