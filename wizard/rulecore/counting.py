"""How many scenarios: bits of packed tables, counted for every combination of the cut facts.

Place in the flow: beside `space`; `scenarios` and `difference` count with it. A count is kept in a
lane of 32 bits, one lane a combination of the cut facts, all lanes in one integer: adding two of
them adds all their counts.

A *level* is how severe things are: one rank, or two where two revisions are compared. The level of
a scenario is the highest of its topics, so that "at most this level" is a product over topics.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import prod

from rulecore.space import Space

LANE = 32
"""Bits of one count: no space has that many rows."""

type Level = tuple[int, ...]
"""A rank (0: no rule fires) in each of the rule bases that are looked at."""


def distribution(
    topics: Sequence[tuple[Space, Mapping[Level, int]]], ranks: Level, cut: int
) -> dict[Level, int]:
    """For each level, how many scenarios have it.

    `topics`: of each topic, level → the combinations that have it, every scenario once. `ranks`:
    the highest rank in each rule base. `cut`: the combinations of the cut facts that count.
    """
    levels = list(product(*(range(highest + 1) for highest in ranks)))
    factors = [at_most(space, cells, levels) for space, cells in topics]
    inside = tuple(cut >> place & 1 for place in range(topics[0][0].width))
    sums: dict[tuple[int, ...], int] = {}
    found: dict[Level, int] = {}
    for level in levels:
        columns = [each[level] for each in factors]
        same = tuple(map(id, columns))
        if same not in sums:
            sums[same] = sum(map(prod, zip(inside, *columns, strict=True)))
        found[level] = sums[same]
    for axis in range(len(ranks)):
        for level in reversed(levels):
            if level[axis]:
                found[level] -= found[_lower(level, axis)]
    return found


def at_most(
    space: Space, cells: Mapping[Level, int], levels: Iterable[Level]
) -> dict[Level, tuple[int, ...]]:
    """For each level, how many rows are nowhere above it."""
    counts = {level: lanes(space, cells.get(level, 0)) for level in levels}
    for axis in range(len(next(iter(counts)))):
        for level in counts:
            if level[axis]:
                counts[level] += counts[_lower(level, axis)]
    unpacked: dict[int, tuple[int, ...]] = {}
    for count in counts.values():
        if count not in unpacked:
            unpacked[count] = unpack(count, space.width)
    return {level: unpacked[count] for level, count in counts.items()}


def lanes(space: Space, mask: int) -> int:
    """For each combination of the cut facts, how many rows of the own facts `mask` has."""
    counts = 0
    for place, plane in enumerate(_planes(space, mask) if mask else ()):
        spread = int(("0" * (LANE // 4 - 1)).join(format(plane, "b")), 16)
        counts += spread << place
    return counts


def unpack(counts: int, width: int) -> tuple[int, ...]:
    """The counts of all lanes, the first combination of the cut facts first."""
    return struct.unpack(f"<{width}I", counts.to_bytes(width * LANE // 8, "little"))


def _lower(level: Level, axis: int) -> Level:
    return (*level[:axis], level[axis] - 1, *level[axis + 1 :])


def _planes(space: Space, mask: int) -> list[int]:
    """The binary digits of the counts, the lowest first: halves of the rows are added at once."""
    planes, rows = [mask], space.rows
    while rows > 1:
        rows = (rows + 1) // 2
        half = rows * space.width
        low = (1 << half) - 1
        planes = _added([plane >> half for plane in planes], [plane & low for plane in planes])
    return planes


def _added(first: list[int], second: list[int]) -> list[int]:
    carry, sums = 0, []
    for one, other in zip(first, second, strict=True):
        both = one ^ other
        sums.append(both ^ carry)
        carry = (one & other) | (carry & both)
    return [*sums, carry] if carry else sums
