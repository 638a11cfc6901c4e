"""How many scenarios: bits of packed tables, counted for every combination of the cut facts.

Place in the flow: beside `space`; `scenarios` and `difference` count with it. A count is kept in a
lane of 32 bits, one lane a combination of the cut facts, all lanes in one integer: adding two of
them adds all their counts.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from math import prod
from operator import add

from rulecore.levels import Grid, Level
from rulecore.space import Space

LANE = 32
"""Bits of one count: no space has that many rows."""


def distribution(
    grid: Grid, topics: Sequence[tuple[Space, Mapping[Level, int]]], cut: int
) -> dict[Level, int]:
    """For each level, how many scenarios have it.

    `topics`: of each topic, level → the combinations that have it, every scenario once. `cut`: the
    combinations of the cut facts that count.
    """
    factors = [at_most(grid, space, cells) for space, cells in topics]
    inside = tuple(cut >> place & 1 for place in range(topics[0][0].width))
    sums: dict[tuple[int, ...], int] = {}
    totals: dict[Level, int] = {}
    for level in grid.levels:
        columns = [each[level] for each in factors]
        same = tuple(map(id, columns))
        if same not in sums:
            sums[same] = sum(map(prod, zip(inside, *columns, strict=True)))
        totals[level] = sums[same]
    return grid.fallen(totals)


def at_most(grid: Grid, space: Space, cells: Mapping[Level, int]) -> dict[Level, tuple[int, ...]]:
    """For each level, how many rows are nowhere above it; equal counts are the same object."""
    counts = grid.risen({level: lanes(space, mask) for level, mask in cells.items()}, add)
    unpacked = {count: unpack(count, space.width) for count in set(counts.values())}
    return {level: unpacked[count] for level, count in counts.items()}


def lanes(space: Space, mask: int) -> int:
    """For each combination of the cut facts, how many rows of the own facts `mask` has."""
    counts = 0
    for place, plane in enumerate(_planes(space, mask)):
        spread = int(("0" * (LANE // 4 - 1)).join(format(plane, "b")), 16)
        counts += spread << place
    return counts


def unpack(counts: int, width: int) -> tuple[int, ...]:
    """The counts of all lanes, the first combination of the cut facts first."""
    return struct.unpack(f"<{width}I", counts.to_bytes(width * LANE // 8, "little"))


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
