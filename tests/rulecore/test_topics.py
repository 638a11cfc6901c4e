"""Which facts are cut out: nothing is torn, and it is the cheapest of what is tried."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import prod

import pytest

from rulecore import Is, Ref, topics
from rulecore.topics import (
    Separation,
    TooEntangled,
    direct_readings,
    groups,
    readings,
    separate,
    support,
)
from tests.everything import CONSENT, EVERYTHING, IMAGE

SEEDS = range(150)

type Sets = Sequence[frozenset[str]]
type Direct = Mapping[str, Sets]


def _earlier(fact: str, order: Sequence[str], dice: random.Random) -> Sequence[str]:
    """What the question of a fact reads: nothing, or something asked before it."""
    at = order.index(fact)
    return dice.sample(order[:at], min(at, dice.choice((0, 0, 1))))


class Asked:
    """Facts with their sizes, what their questions read, and what must stay together."""

    def __init__(self, seed: int) -> None:
        dice = random.Random(seed)
        self.facts = [f"f{number}" for number in range(dice.randint(4, 9))]
        self.sizes = {fact: dice.randint(1, 4) for fact in self.facts}
        # Another revision may ask in another order.
        orders = [self.facts, dice.sample(self.facts, len(self.facts))][: dice.randint(1, 2)]
        self.direct: Direct = {
            fact: [frozenset([fact, *_earlier(fact, order, dice)]) for order in orders]
            for fact in self.facts
        }
        shared = self.facts[0] if dice.random() < 0.6 else None
        self.supports: Sets = [
            frozenset([*dice.sample(self.facts, dice.randint(1, 2)), *([shared] if shared else [])])
            for _ in range(dice.randint(2, 7))
        ]

    def separated(self) -> Separation:
        return separate(self.facts, self.sizes, self.direct, self.supports)

    def through(self, fact: str) -> frozenset[str]:
        """Every fact that a fact's value depends on."""
        found, fresh = frozenset[str](), frozenset([fact])
        while fresh:
            found |= fresh
            read = (one for other in fresh for one in self.direct[other])
            fresh = frozenset[str]().union(*read) - found
        return found

    def uses(self, fact: str) -> int:
        """How many different things read the fact."""
        read = {*self.supports, *map(self.through, self.facts)}
        return sum(fact in one for one in read)

    def left(self, cut: frozenset[str]) -> list[frozenset[str]]:
        """What hangs together without the facts that are cut out."""
        found: list[frozenset[str]] = []
        for one in (*self.supports, *(one for some in self.direct.values() for one in some)):
            whole = one - cut
            if whole:
                whole = whole.union(*(topic for topic in found if topic & whole))
                found = [topic for topic in found if not topic & whole] + [whole]
        return found

    def spaces(self, cut: frozenset[str]) -> list[int]:
        """The bits of the cut facts alone, then of each topic."""
        return [self.size(cut) * self.size(topic) for topic in (frozenset[str](), *self.left(cut))]

    def size(self, facts: frozenset[str]) -> int:
        return prod(self.sizes[fact] for fact in facts)

    def work(self, cut: frozenset[str]) -> int:
        spaces = self.spaces(cut)
        return sum(spaces) + topics.SPACE_COST * len(spaces)

    def by_use(self) -> Iterator[frozenset[str]]:
        """The most used facts first, until a cut cannot be better than one before it."""
        cut = frozenset[str]()
        best = self.work(cut)
        yield cut
        for fact in sorted(self.facts, key=self.uses, reverse=True):
            cut |= self.through(fact)
            alone = sum(self.sizes[f] for f in self.facts if f not in cut and self.sizes[f] > 1)
            if self.size(cut) > topics.MOST_SPACE or self.size(cut) * (1 + alone) > best:
                return
            best = min(best, self.work(cut))
            yield cut

    def largest(self, cut: frozenset[str]) -> frozenset[str]:
        """The largest topic, the earliest of several."""
        left = sorted(self.left(cut), key=self.place)
        return max(left, key=self.size, default=cut)

    def place(self, facts: frozenset[str]) -> int:
        return sum(1 << self.facts.index(fact) for fact in facts)

    def fits(self, cut: frozenset[str]) -> bool:
        return max(self.spaces(cut)) <= topics.MOST_SPACE and self.work(cut) <= topics.MOST_WORK

    def fitting(self) -> frozenset[str] | None:
        """What fits, from the first of the cuts by use from which one more after the other does."""
        best = min(self.by_use(), key=self.work)
        if self.fits(best):
            return best
        return next((cut for begun in self.by_use() if (cut := self.until_it_fits(begun))), None)

    def until_it_fits(self, cut: frozenset[str]) -> frozenset[str] | None:
        idle = 0
        while not self.fits(cut):
            more = {cut | self.through(fact) for fact in self.largest(cut) if fact not in cut}
            small = [one for one in more if self.size(one) <= topics.MOST_SPACE]
            if not small:
                return None
            found = min(sorted(small, key=self.place), key=self.work)
            idle = idle + 1 if self.work(found) >= self.work(cut) else 0
            if idle > 1:
                return None
            cut = found
        return cut


def whole(asked: Asked, found: Separation) -> None:
    """Nothing that must stay together is torn, and every fact has its place."""
    nowhere, *others = found.topics
    assert nowhere == ()
    placed = [*found.cut, *(fact for topic in others for fact in topic)]
    assert sorted(placed) == asked.facts
    for facts in (found.cut, *others):
        assert list(facts) == sorted(facts)
    assert [topic[0] for topic in others] == sorted(topic[0] for topic in others)
    assert {frozenset(topic) for topic in others} == set(asked.left(frozenset(found.cut)))
    for fact in found.cut:
        assert asked.through(fact) <= set(found.cut)


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize("seed", SEEDS)
def test_the_most_used_facts_are_cut_out_as_far_as_it_pays(seed: int) -> None:
    asked = Asked(seed)
    found = asked.separated()
    whole(asked, found)
    assert asked.work(frozenset(found.cut)) == min(map(asked.work, asked.by_use()))


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize("seed", SEEDS)
def test_where_it_does_not_fit_more_is_cut_out_or_it_is_refused(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    asked = Asked(seed)
    best = asked.separated()
    work = asked.work(frozenset(best.cut))
    space = max(asked.spaces(frozenset(best.cut)))
    limit, least = [("MOST_SPACE", space), ("MOST_WORK", work)][seed % 2]
    monkeypatch.setattr(topics, limit, least)
    assert asked.separated() == best
    monkeypatch.setattr(topics, limit, least - 1)
    fitting = asked.fitting()
    if fitting is None:
        with pytest.raises(TooEntangled) as refused:
            asked.separated()
        largest = asked.largest(min(asked.by_use(), key=asked.work))
        assert frozenset(refused.value.facts) == largest
        assert str(refused.value) == f"too entangled: {', '.join(refused.value.facts)}"
        return
    found = asked.separated()
    whole(asked, found)
    assert frozenset(found.cut) == fitting


def chain(links: int) -> tuple[list[str], dict[str, int], Direct, Sets]:
    """Groups of six facts of four values; one fact of two links each with the next."""
    parts = [[f"p{part}.{at}" for at in range(6)] for part in range(links + 1)]
    between = [f"link{at}" for at in range(links)]
    supports = [frozenset(pair) for part in parts for pair in pairwise(part)]
    for at, link in enumerate(between):
        supports += [frozenset([parts[at][0], link]), frozenset([link, parts[at + 1][-1]])]
    facts = [*(fact for part in parts for fact in part), *between]
    sizes = {fact: 2 if fact in between else 4 for fact in facts}
    return facts, sizes, {fact: [frozenset([fact])] for fact in facts}, supports


def test_what_divides_best_is_cut_out_where_tables_would_be_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    facts, sizes, direct, supports = chain(3)
    monkeypatch.setattr(topics, "MOST_SPACE", 2**3 * 4**6)
    found = separate(facts, sizes, direct, supports)
    assert found.cut == ("link0", "link1", "link2")
    assert [len(topic) for topic in found.topics] == [0, 6, 6, 6, 6]


# For the three facts, 27, 13 and 13 are tried, each against 53 sets of facts.
@pytest.mark.parametrize(
    ("limit", "least"), [("MOST_CUT", 3), ("MOST_EFFORT", (27 + 13 + 13) * 53)]
)
def test_the_search_ends(monkeypatch: pytest.MonkeyPatch, limit: str, least: int) -> None:
    facts, sizes, direct, supports = chain(3)
    monkeypatch.setattr(topics, "MOST_SPACE", 2**3 * 4**6)
    monkeypatch.setattr(topics, limit, least)
    assert len(separate(facts, sizes, direct, supports).cut) == 3
    monkeypatch.setattr(topics, limit, least - 1)
    with pytest.raises(TooEntangled) as refused:
        separate(facts, sizes, direct, supports)
    assert len(refused.value.facts) > 6


def test_where_everything_is_cut_out_nothing_more_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topics, "MOST_WORK", 1)
    with pytest.raises(TooEntangled) as refused:
        separate(["a"], {"a": 2}, {"a": [frozenset("a")]}, [frozenset("a")])
    assert refused.value.facts == ("a",)


def test_what_depends_on_what() -> None:
    direct = direct_readings(EVERYTHING)
    assert direct[IMAGE.id] == {IMAGE.id}
    assert direct[CONSENT.id] == {CONSENT.id, IMAGE.id}
    reads = readings({"a": frozenset("a"), "b": frozenset("ab"), "c": frozenset("bc")})
    assert reads == {"a": {"a"}, "b": {"a", "b"}, "c": {"a", "b", "c"}}
    consent = Is(CONSENT.id, ("yes",))
    assert support(consent, EVERYTHING, readings(direct)) == {CONSENT.id, IMAGE.id}


def test_a_condition_reads_what_its_named_conditions_read() -> None:
    asked = replace(CONSENT, ask_if=Ref("shown"))
    shown = Is(IMAGE.id, ("self",))
    base = replace(EVERYTHING, facts=(IMAGE, asked), conditions={"shown": shown})
    assert direct_readings(base)[CONSENT.id] == {CONSENT.id, IMAGE.id}
    assert support(Ref("shown"), base, readings(direct_readings(base))) == {IMAGE.id}


@pytest.mark.parametrize("seed", range(40))
def test_sets_that_share_a_member_hang_together(seed: int) -> None:
    dice = random.Random(seed)
    sets = [dice.sample(range(9), dice.randint(0, 3)) for _ in range(dice.randint(0, 7))]
    left = list(range(len(sets)))
    wanted: list[tuple[set[int], list[int]]] = []
    while left:
        places, members = left[:1], set(sets[left[0]])
        for _ in sets:
            places = [at for at in left if at in places or members & set(sets[at])]
            members |= {member for at in places for member in sets[at]}
        if not members:
            places = [at for at in left if not sets[at]]
        wanted.append((members, places))
        left = [at for at in left if at not in places]
    assert [(set(members), places) for members, places in groups(sets)] == wanted
    for listed, places in groups(sets):
        assert listed == list(dict.fromkeys(m for at in places for m in sets[at]))
