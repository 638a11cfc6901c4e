"""The scenarios that go from one outcome to another, taken apart by the rules that cause it.

Place in the flow: under `difference`. A topic with some of the rules falls into parts, in each of
which the same ones fire; every way to take one part of each such topic has a count of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from rulecore.counting import Counts, multiplied, once
from rulecore.joint import NEW, OLD, Joint
from rulecore.levels import Level
from rulecore.space import without

MOST_CAUSES = 8
"""Rules that are taken apart: each may double the groups."""

type Rules = tuple[tuple[str, ...], tuple[str, ...]]
"""Those of the old revision and those of the new one."""

type _Fired = frozenset[tuple[int, str]]
"""Rules that fire: the side, the rule."""

type _Piece = tuple[_Fired, Joint]
"""Of one topic, the scenarios where these rules fire."""


@dataclass(frozen=True, slots=True)
class Group:
    """The scenarios that the same rules cause. `topics`: some of them, at least."""

    rules: Rules
    count: int
    topics: Sequence[Joint]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of each topic that was looked at, where the same rules fire; how many scenarios."""

    fired: _Fired
    topics: tuple[Joint, ...]
    counts: Counts


def grouped(topics: Sequence[Joint], level: Level, rules: Rules, cut: int) -> list[Group]:
    """The scenarios at a level by the ones of its causing rules that fire, the most first.

    `cut`: the combinations of the cut facts that count.
    """
    signs = _corners(level)
    causing = {topic: own for topic in topics if (own := _rules_of(topic, rules))}
    rest = tuple(topic for topic in topics if topic not in causing)
    counts = once(signs, topics[0].space, cut)
    for topic in rest:
        counts = multiplied(counts, topic.counts)
    pieces = [list(_split(topic, own)) for topic, own in causing.items()]
    found: dict[_Fired, tuple[int, tuple[Joint, ...]]] = {}
    for part in _parts(_Part(frozenset(), rest, counts), pieces, level):
        count = sum(signs[corner] * sum(column) for corner, column in part.counts.items())
        if count:
            before, shown = found.get(part.fired, (0, part.topics))
            found[part.fired] = before + count, shown
    groups = [
        Group(_in_order(rules, fired), count, shown) for fired, (count, shown) in found.items()
    ]
    return sorted(groups, key=lambda group: -group.count)


def _corners(level: Level) -> Mapping[Level, int]:
    """The levels whose counts of scenarios at most there, added with this sign, give its own."""
    one, other = level
    signs = {(one - i, other - j): (-1) ** (i + j) for i, j in product((0, 1), repeat=2)}
    return {corner: sign for corner, sign in signs.items() if min(corner) >= 0}


def _parts(begun: _Part, topics: Sequence[Sequence[_Piece]], level: Level) -> Iterator[_Part]:
    """Every way to take one piece of each topic that leaves a scenario; one at a time in memory."""
    if not topics:
        yield begun
        return
    for fired, piece in topics[0]:
        counts = multiplied(begun.counts, piece.counts)
        if level in counts:
            part = _Part(begun.fired | fired, (*begun.topics, piece), counts)
            yield from _parts(part, topics[1:], level)


def _rules_of(topic: Joint, rules: Rules) -> _Fired:
    """Those of the rules that can fire for a reason of the topic."""
    return frozenset(
        (side, rule)
        for side in (OLD, NEW)
        for rule in rules[side]
        if rule in topic.sides[side].terms
    )


def _split(topic: Joint, rules: _Fired) -> Iterator[_Piece]:
    """The scenarios of a topic by the ones of its rules that fire."""
    masks: dict[_Fired, int] = {frozenset(): topic.space.everywhere}
    for side, rule in sorted(rules):
        on = topic.sides[side].fires(rule).on
        firing = {fired | {(side, rule)}: mask & on for fired, mask in masks.items()}
        masks = {fired: without(mask, on) for fired, mask in masks.items()} | firing
    for fired, mask in masks.items():
        yield fired, topic.within(mask)


def _in_order(rules: Rules, fired: _Fired) -> Rules:
    old, new = (tuple(rule for rule in rules[side] if (side, rule) in fired) for side in (OLD, NEW))
    return old, new
