"""Which facts to cut out so that the others fall apart into small topics.

Place in the flow: before `tables`. The most used facts go first, as long as the tables shrink.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from rulecore.condition import Condition, facts_of
from rulecore.model import RuleBase

MOST_WORK = 40_000_000
"""Bits that one sign may take over all topics before the facts count as too entangled."""

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

    def home(self, facts: frozenset[str]) -> int:
        """The topic of a condition that reads these facts."""
        own = facts.difference(self.cut)
        return next((i for i, topic in enumerate(self.topics) if own.intersection(topic)), 0)


def direct_readings(base: RuleBase) -> Mapping[str, frozenset[str]]:
    """Fact → the fact itself and those that its own `ask_if` names."""
    return {
        fact.id: frozenset([fact.id, *facts_of(fact.ask_if, base.conditions)])
        for fact in base.facts
    }


def readings(base: RuleBase) -> Mapping[str, frozenset[str]]:
    """Fact → every fact that its effective value depends on, itself included."""
    reads: dict[str, frozenset[str]] = {}
    for fact, direct in direct_readings(base).items():
        reads[fact] = frozenset([fact]).union(*(reads[f] for f in direct - {fact}))
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
    """The separation with the smallest tables; raises `TooEntangled`.

    `sizes`: fact → how many values. `direct`: fact → what each rule base reads to know whether it
    counts, the fact included. `supports`: what must stay together.
    """
    order = {fact: place for place, fact in enumerate(facts)}
    reads = _through(facts, direct)
    stated = dict.fromkeys(supports)
    uses = Counter(fact for found in {*stated, *reads.values()} for fact in found)
    # With a fact, all that it reads is cut: what is left hangs together through direct readings.
    together = [*stated, *(found for fact in facts for found in direct[fact])]
    best: tuple[int, frozenset[str], list[list[str]]] | None = None
    cut = frozenset[str]()
    for fact in ["", *sorted(order, key=lambda fact: (-uses[fact], order[fact]))]:
        cut = cut.union(reads.get(fact, ()))
        bits = prod(sizes[f] for f in cut)
        if bits > MOST_WORK or (best and bits > best[0]):
            break
        topics = [own for own, _ in groups([found - cut for found in together]) if own]
        work = sum(prod(sizes[f] for f in own) for own in topics) * bits + SPACE_COST * len(topics)
        if best is None or work < best[0]:
            best = work, cut, topics
    assert best is not None
    work, cut, topics = best
    if work > MOST_WORK:
        largest = max(topics, key=lambda own: len(own))
        raise TooEntangled(sorted(largest, key=order.__getitem__))
    ordered = (tuple(sorted(own, key=order.__getitem__)) for own in topics)
    return Separation(
        tuple(sorted(cut, key=order.__getitem__)),
        ((), *sorted(ordered, key=lambda own: order[own[0]])),
    )


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
