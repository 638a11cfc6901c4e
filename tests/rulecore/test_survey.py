"""What the tables say of partly known answers is what the completions say, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import pytest

from rulecore import Evaluation, RuleBase, evaluate
from rulecore.allowed import allowed_by
from rulecore.answers import read_answers
from rulecore.space import Allowed
from rulecore.survey import Survey, headlines, turning_tiers
from rulecore.tables import Sign, Tables, compile_tables
from rulecore.witness import Places
from tests.random_bases import Make, partly_answered, seeds

SEEDS = seeds(60)


@dataclass
class Case:
    """A consultation as the tables hold it, and what it means at each completion."""

    base: RuleBase
    tables: Tables
    survey: Survey
    completions: Sequence[tuple[Places, Evaluation]]


def case(make: Make, seed: int) -> Case:
    base = make(seed)
    tables, wizard = compile_tables(base), base.wizards[0]
    known = read_answers(base, wizard, partly_answered(base, seed, rate=0.3)).known
    allowed = allowed_by(base, tables.domains, wizard, known)
    return Case(base, tables, Survey(tables, allowed), list(completions(base, tables, allowed)))


def completions(
    base: RuleBase, tables: Tables, allowed: Allowed
) -> Sequence[tuple[Places, Evaluation]]:
    found = []
    for chosen in product(*(sorted(allowed[fact]) for fact in tables.domains)):
        places = dict(zip(tables.domains, chosen, strict=True))
        raw = {fact: tables.domains[fact][place] for fact, place in places.items()}
        found.append((places, evaluate(base, raw)))
    return found


def signs(base: RuleBase) -> list[Sign]:
    ranks: list[Sign] = [("rank", rank) for rank in base.rank.values()]
    return [*ranks, *(("rule", rule.id) for rule in base.rules)]


def is_on(base: RuleBase, sign: Sign, found: Evaluation) -> bool:
    kind, which = sign
    if kind == "rule":
        return which in found.rules
    return _rank(base, found) >= int(which)


def _rank(base: RuleBase, found: Evaluation) -> int:
    return 0 if found.headline is None else base.rank[found.headline]


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_what_can_be_and_what_must_be(make: Make, seed: int) -> None:
    one = case(make, seed)
    for sign in signs(one.base):
        on = [is_on(one.base, sign, found) for _, found in one.completions]
        assert one.survey.can_be_on(sign) is any(on)
        assert one.survey.is_certain(sign) is all(on)
    ranks = {_rank(one.base, found) for _, found in one.completions}
    for rank in range(len(one.base.modalities) + 1):
        assert one.survey.can_be_headline(rank) is (rank in ranks)
    for fact in one.base.fact:
        counts = any(fact in found.relevant for _, found in one.completions)
        assert one.survey.can_count(fact) is counts


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_a_tier_turns_where_some_completions_reach_it_and_others_do_not(
    make: Make, seed: int
) -> None:
    one = case(make, seed)
    upwards = [modality.tier for modality in reversed(one.base.modalities)]
    begins: list[Sign] = [("rank", upwards.index(tier) + 1) for tier in dict.fromkeys(upwards)]
    turning = [s for s in begins if one.survey.can_be_on(s) and not one.survey.is_certain(s)]
    found = headlines(one.base, one.survey)
    assert turning_tiers(one.base, found, one.survey.can_be_headline(0)) == turning


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_a_rule_carries_the_headline_where_no_worse_one_fires(make: Make, seed: int) -> None:
    one = case(make, seed)
    carrying = {
        rule
        for _, found in one.completions
        for rule in found.rules
        if one.base.rule[rule].modality == found.headline
    }
    for rule in one.base.rules:
        rank, firing = one.base.rank[rule.modality], one.tables.whole(rule.id)
        assert one.survey.can_carry(rank, firing) is (rule.id in carrying)


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_what_one_answer_alone_can_change(make: Make, seed: int) -> None:
    one = case(make, seed)
    for fact in one.base.fact:
        beside: dict[tuple[int, ...], list[tuple[int, Evaluation]]] = {}
        for places, found in one.completions:
            rest = tuple(place for other, place in places.items() if other != fact)
            beside.setdefault(rest, []).append((places[fact], found))
        for sign in signs(one.base):
            rows = [
                {place: is_on(one.base, sign, found) for place, found in row}
                for row in beside.values()
            ]
            changes = any(len(set(row.values())) > 1 for row in rows)
            assert one.survey.can_change(fact, [sign]) is changes
            for place in one.survey.allowed[fact]:
                turned = any(not row[place] and any(row.values()) for row in rows)
                assert one.survey.can_turn_off(fact, place, sign) is turned


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS[::3])
def test_beside_a_survey_nothing_of_it_changes(make: Make, seed: int) -> None:
    one = case(make, seed)
    everything = signs(one.base)
    before = [one.survey.can_be_on(sign) for sign in everything]
    for fact in one.base.fact:
        for place in one.survey.allowed[fact]:
            other = one.survey.beside({fact: frozenset([place])})
            some = [found for places, found in one.completions if places[fact] == place]
            assert [other.can_be_on(sign) for sign in everything] == [
                any(is_on(one.base, sign, found) for found in some) for sign in everything
            ]
    assert [one.survey.can_be_on(sign) for sign in everything] == before
