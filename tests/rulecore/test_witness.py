"""A scenario that is shown is one that is wanted, and as ordinary as it can be."""

from __future__ import annotations

import random

import pytest

from rulecore.allowed import allowed_by
from rulecore.domain import domains_of
from rulecore.space import Space
from rulecore.tables import compile_tables
from rulecore.witness import Places, choose, usual_places
from tests.everything import EVERYTHING, NARROW, WHOLE
from tests.random_bases import topical_base
from tests.rulecore.combinations import bit, combinations


def most_ordinary(places: list[dict[str, int]], usual: Places) -> dict[str, int]:
    """The one that has, fact by fact, the usual value or else the first of its values."""
    return min(places, key=lambda one: [(one[f] != usual[f], one[f]) for f in one])


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize("seed", range(60))
def test_the_most_ordinary_of_those_wanted_is_chosen(seed: int) -> None:
    dice, tables = random.Random(seed), compile_tables(topical_base(seed))
    usual = {fact: dice.randrange(len(tables.domains[fact])) for fact in tables.domains}
    cut = [c for c in combinations(tables.domains, tables.cut) if dice.random() < 0.5] or [
        {fact: usual[fact] for fact in tables.cut}
    ]
    wanted: dict[Space, int] = {}
    own: dict[Space, list[dict[str, int]]] = {}
    here = most_ordinary(cut, usual)
    for topic in tables.topics:
        everything = combinations(tables.domains, topic.space.own)
        own[topic.space] = dice.sample(everything, dice.randint(1, len(everything)))
        wanted[topic.space] = 0
        for column in combinations(tables.domains, tables.cut):
            some = own[topic.space] if column == here else everything
            for one in some:
                wanted[topic.space] |= bit(topic.space, {**column, **one})
    mask = sum(bit(tables.cut_space, places) for places in cut)
    expected = here.copy()
    for places in own.values():
        expected |= most_ordinary(places, usual)
    assert choose(tables.cut_space, mask, wanted, usual) == expected


def test_where_nothing_is_wanted_nothing_is_chosen() -> None:
    tables = compile_tables(EVERYTHING)
    usual = dict.fromkeys(tables.domains, 0)
    with pytest.raises(ValueError, match="nothing wanted"):
        choose(tables.cut_space, 0, {}, usual)


def test_the_usual_value_is_the_default_or_the_first_there_may_be() -> None:
    domains = domains_of(EVERYTHING)
    whole = allowed_by(EVERYTHING, domains, WHOLE, {})
    ordinary = {"roles": 3, "image": 0, "consent": 0, "fee": 1, "start": 0, "count": 0}
    assert usual_places(EVERYTHING, domains, whole) == ordinary
    narrow = allowed_by(EVERYTHING, domains, NARROW, {})
    assert usual_places(EVERYTHING, domains, narrow) == {
        **ordinary,
        "roles": 0,
        "image": 2,
        "fee": 2,
    }
