"""Which facts to cut out so that the others fall apart into small topics.

Place in the flow: before `tables`. The most used facts go first, as long as the tables shrink; if
a table is still too large, the fact that divides its topic best goes next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from rulecore.condition import Condition, facts_of
from rulecore.model import RuleBase

MOST_SPACE = 16_000_000
"""Bits of one table: facts that would need a larger one count as too entangled."""

MOST_WORK = 100_000_000
"""Bits that one sign may take over all topics."""

MOST_TABLES = 800_000_000
"""Bits that all tables together may take: 100 MB, which the browser must hold as well."""

MOST_CUT = MOST_SPACE.bit_length()
"""Facts that may be cut out; each has two values or more."""

MOST_EFFORT = 1_000_000
"""Sets of facts looked at before it is clear that nothing falls apart."""

MOST_IDLE = 1
"""Facts in a row that may be cut out without making the tables smaller."""

SPACE_COST = 10_000
"""What one more topic costs, in bits: the price of touching an integer at all."""


class TooEntangled(ValueError):
    """So many facts depend on each other that no tables of a sane size hold them.

    `facts`: those of the largest topic that would be left.
    """

    def __init__(self, facts: Sequence[str]) -> None:
        self.facts = tuple(facts)
        super().__init__(f"too entangled: {', '.join(facts)}")


@dataclass(frozen=True, slots=True)
class Separation:
    """`cut`: the facts taken out. `topics`: the others, grouped; the first group is empty and is
    the home of what reads cut facts alone. All in the order of the facts.
    """

    cut: tuple[str, ...]
    topics: tuple[tuple[str, ...], ...]


def direct_readings(base: RuleBase) -> Mapping[str, frozenset[str]]:
    """Fact → the fact itself and those that its own `ask_if` names."""
    return {
        fact.id: frozenset([fact.id, *facts_of(fact.ask_if, base.conditions)])
        for fact in base.facts
    }


def readings(direct: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    """Fact → every fact that its effective value depends on, itself included."""
    reads: dict[str, frozenset[str]] = {}
    for fact, found in direct.items():
        reads[fact] = frozenset([fact]).union(*(reads[f] for f in found - {fact}))
    return reads


def support(
    condition: Condition, base: RuleBase, reads: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """Every fact that decides whether the condition holds."""
    return frozenset[str]().union(*(reads[f] for f in facts_of(condition, base.conditions)))


def groups[F: Hashable](sets: Sequence[Iterable[F]]) -> Iterator[tuple[list[F], list[int]]]:
    """The sets that hang together through shared members: members and places, in order.

    Empty sets make one group.
    """
    leader: dict[F, F] = {}

    def find(member: F) -> F:
        while leader[member] != member:
            leader[member] = member = leader[leader[member]]
        return member

    listed = [list(members) for members in sets]
    for members in listed:
        for member in members:
            leader.setdefault(member, member)
            leader[find(member)] = find(members[0])
    found: dict[F | None, tuple[list[F], list[int]]] = {}
    for place, members in enumerate(listed):
        key = find(members[0]) if members else None
        found.setdefault(key, ([], []))[1].append(place)
    for member in leader:
        found[find(member)][0].append(member)
    yield from found.values()


def separate(
    facts: Sequence[str],
    sizes: Mapping[str, int],
    direct: Mapping[str, Sequence[frozenset[str]]],
    supports: Iterable[frozenset[str]],
) -> Separation:
    """The separation with the smallest tables that was found; raises `TooEntangled`.

    `sizes`: fact → how many values. `direct`: fact → what each rule base reads to know whether it
    counts, the fact included. `supports`: what must stay together.
    """
    cutting = _Cutting(facts, sizes, direct, supports)
    tried = list(cutting.by_use())
    found = min(tried, key=lambda parts: parts.work)
    if not found.fits:
        more = (cutting.until_it_fits(parts) for parts in tried)
        first = next((parts for parts in more if parts), None)
        if first is None:
            largest = max(found.topics, key=cutting.size, default=found.cut)
            raise TooEntangled(cutting.names(largest))
        found = first
    topics = sorted(found.topics, key=lambda topic: topic & -topic)
    return Separation(cutting.names(found.cut), ((), *map(cutting.names, topics)))


@dataclass(frozen=True, slots=True)
class _Parts:
    """The facts cut out and the topics that are left, each a mask of facts.

    `spaces`: the bits of the cut facts alone, then of each topic.
    """

    cut: int
    topics: tuple[int, ...]
    spaces: tuple[int, ...]

    @property
    def work(self) -> int:
        return sum(self.spaces) + SPACE_COST * len(self.spaces)

    @property
    def fits(self) -> bool:
        return max(self.spaces) <= MOST_SPACE and self.work <= MOST_WORK


class _Cutting:
    """Tries which facts to cut out. A set of facts is a mask, one bit a fact."""

    def __init__(
        self,
        facts: Sequence[str],
        sizes: Mapping[str, int],
        direct: Mapping[str, Sequence[frozenset[str]]],
        supports: Iterable[frozenset[str]],
    ) -> None:
        self.facts = facts
        self.effort = 0
        self.sizes = [sizes[fact] for fact in facts]
        self.bit = {fact: 1 << place for place, fact in enumerate(facts)}
        through = _through(facts, direct)
        # With a fact, all that it reads is cut: what is left hangs together by direct readings.
        self.reads = [self.mask(through[fact]) for fact in facts]
        stated = dict.fromkeys(map(self.mask, supports))
        self.together = [*stated, *(self.mask(f) for fact in facts for f in direct[fact])]
        self.uses = Counter(p for mask in {*stated, *self.reads} for p in _places(mask))

    def by_use(self) -> Iterator[_Parts]:
        """The most used facts go first, as long as the tables could shrink."""
        best = self.parted(0)
        yield best
        cut = 0
        for place in sorted(range(len(self.facts)), key=lambda place: -self.uses[place]):
            cut |= self.reads[place]
            if self.size(cut) > MOST_SPACE or self.least_work(cut) > best.work:
                break
            found = self.parted(cut)
            best = min(best, found, key=lambda parts: parts.work)
            yield found

    def until_it_fits(self, parts: _Parts) -> _Parts | None:
        """With more facts cut out, each the one that divides the largest topic best."""
        idle = 0
        while not parts.fits:
            found = self.one_more(parts)
            idle = idle + 1 if found and found.work >= parts.work else 0
            if found is None or idle > MOST_IDLE:
                return None
            parts = found
        return parts

    def one_more(self, parts: _Parts) -> _Parts | None:
        largest = max(parts.topics, key=self.size, default=0)
        cuts = {parts.cut | self.reads[place] for place in _places(largest)}
        small = (cut for cut in cuts if cut.bit_count() <= MOST_CUT)
        allowed = sorted(cut for cut in small if self.size(cut) <= MOST_SPACE)
        self.effort += len(allowed) * len(self.together)
        if self.effort > MOST_EFFORT:
            return None
        return min(map(self.parted, allowed), key=lambda parts: parts.work, default=None)

    def parted(self, cut: int) -> _Parts:
        """What is left without the facts cut out."""
        topics: list[int] = []
        # In this order a set mostly lies in the topic of the one before it.
        for mask in sorted({(mask | cut) ^ cut for mask in self.together}):
            if topics and mask | topics[-1] == topics[-1]:
                continue
            apart = [topic for topic in topics if not topic & mask]
            for topic in topics:
                if topic & mask:
                    mask |= topic
            topics = [*apart, mask] if mask else apart
        width = self.size(cut)
        return _Parts(cut, tuple(topics), (width, *(width * self.size(topic) for topic in topics)))

    def least_work(self, cut: int) -> int:
        """No separation takes less: a product is no smaller than the sum, but for ones."""
        rest = (size for place, size in enumerate(self.sizes) if not cut >> place & 1)
        return self.size(cut) * (1 + sum(size for size in rest if size > 1))

    def size(self, mask: int) -> int:
        """The combinations of the values of some facts."""
        return prod(self.sizes[place] for place in _places(mask))

    def mask(self, facts: Iterable[str]) -> int:
        return sum(self.bit[fact] for fact in facts)

    def names(self, mask: int) -> tuple[str, ...]:
        return tuple(self.facts[place] for place in _places(mask))


def _places(mask: int) -> Iterator[int]:
    """The places of the bits that are set, the lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _through(
    facts: Iterable[str], direct: Mapping[str, Sequence[frozenset[str]]]
) -> dict[str, frozenset[str]]:
    """Fact → every fact that its effective value depends on in any of the rule bases."""
    reads = {fact: frozenset[str]().union(*direct[fact]) for fact in facts}
    first = dict(reads)
    growing = True
    while growing:
        growing = False
        for fact, found in first.items():
            more = reads[fact].union(*(reads[other] for other in found))
            growing |= more != reads[fact]
            reads[fact] = more
    return reads
