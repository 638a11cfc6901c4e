"""Which facts to cut out so that the others fall apart into small topics.

Place in the flow: before `tables`. The most used facts go first, as long as the tables shrink.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

from rulecore.condition import Condition, facts_of
from rulecore.model import RuleBase

MOST_WORK = 40_000_000
"""Bits that one sign may take over all rows before the facts count as too entangled."""

ROW_COST = 2_000
"""What one more row costs, in bits of the cut: the price of touching an integer at all."""


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


def readings(base: RuleBase) -> Mapping[str, frozenset[str]]:
    """Fact → every fact that its effective value depends on, itself included."""
    reads: dict[str, frozenset[str]] = {}
    for fact in base.facts:
        direct = facts_of(fact.ask_if, base.conditions)
        reads[fact.id] = frozenset([fact.id]).union(*(reads[f] for f in direct))
    return reads


def support(
    condition: Condition, base: RuleBase, reads: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """Every fact that decides whether the condition holds."""
    return frozenset[str]().union(*(reads[f] for f in facts_of(condition, base.conditions)))


def separate(base: RuleBase, sizes: Mapping[str, int], pieces: Sequence[Condition]) -> Separation:
    """The separation with the smallest tables; raises `TooEntangled`.

    `sizes`: fact → how many values. `pieces`: the conditions that must each stay in one topic.
    """
    order = [fact.id for fact in base.facts]
    reads = readings(base)
    together = list(dict.fromkeys(support(piece, base, reads) for piece in pieces))
    together += reads.values()
    uses = {f: sum(f in facts for facts in together) for f in order}
    best: tuple[int, Separation] | None = None
    cut: frozenset[str] = frozenset()
    for fact in ["", *sorted(order, key=lambda f: (-uses[f], order.index(f)))]:
        cut = cut.union(reads.get(fact, ()))
        bits = prod(sizes[f] for f in cut)
        if bits > MOST_WORK:
            break
        topics = _topics([f for f in order if f not in cut], together, cut)
        work = sum(prod(sizes[f] for f in topic) for topic in topics) * (bits + ROW_COST)
        if best is None or work < best[0]:
            best = work, Separation(tuple(f for f in order if f in cut), topics)
    assert best is not None
    if best[0] > MOST_WORK:
        raise TooEntangled(max(best[1].topics, key=len))
    return best[1]


def _topics(
    own: Sequence[str], together: Sequence[frozenset[str]], cut: frozenset[str]
) -> tuple[tuple[str, ...], ...]:
    """The groups of facts that stay connected once the cut facts are known."""
    place = {fact: i for i, fact in enumerate(own)}
    first = dict(zip(own, own, strict=True))

    def find(fact: str) -> str:
        while first[fact] != fact:
            fact = first[fact]
        return fact

    for facts in together:
        ends = sorted({find(fact) for fact in facts if fact not in cut}, key=place.__getitem__)
        for end in ends[1:]:
            first[end] = ends[0]
    groups: dict[str, list[str]] = {}
    for fact in own:
        groups.setdefault(find(fact), []).append(fact)
    return ((), *(tuple(group) for group in groups.values()))
