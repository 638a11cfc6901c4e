"""How many scenarios: bits of packed tables, counted for every combination of the cut facts.

Place in the flow: beside `space`; `scenarios` and `difference` count with it. A count is kept in a
lane of 32 bits, one lane a combination of the cut facts, all lanes in one integer: adding two of
them adds all their counts.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from operator import add, mul

from rulecore.levels import Grid, Level
from rulecore.space import Space, first_bits

LANE = 32
"""Bits of one count: no space has that many rows."""

type Counts = dict[Level, tuple[int, ...]]
"""Level → a count for every combination of the cut facts."""

_LANES = [
    b"".join((byte >> bit & 1).to_bytes(LANE // 8, "little") for bit in range(8))
    for byte in range(256)
]
"""The eight lanes that begin with the bits of each byte."""


def distribution(
    grid: Grid, topics: Sequence[tuple[Space, Mapping[Level, int]]], cut: int
) -> dict[Level, int]:
    """For each level, how many scenarios have it.

    `topics`: of each topic, level → the combinations that have it, every scenario once. `cut`: the
    combinations of the cut facts that count.
    """
    inside = tuple(cut >> place & 1 for place in range(topics[0][0].width))
    factors: list[Counts] = [dict.fromkeys(grid.levels, inside)]
    factors += (at_most(grid, space, cells) for space, cells in topics)
    while len(factors) > 1:
        pairs = zip_longest(factors[::2], factors[1::2])
        factors = [_multiplied(one, other) if other else one for one, other in pairs]
    return grid.fallen({level: sum(column) for level, column in factors[0].items()})


def _multiplied(one: Counts, other: Counts) -> Counts:
    """The products, each pair of factors multiplied once however many levels have it."""
    products: dict[tuple[int, int], tuple[int, ...]] = {}
    found: Counts = {}
    for level, factor in one.items():
        second = other[level]
        same = id(factor), id(second)
        if same not in products:
            products[same] = tuple(map(mul, factor, second))
        found[level] = products[same]
    return found


def at_most(grid: Grid, space: Space, cells: Mapping[Level, int]) -> Counts:
    """For each level, how many rows are nowhere above it; equal counts are the same object."""
    counts = grid.risen({level: lanes(space, mask) for level, mask in cells.items()}, add)
    unpacked = {count: unpack(count, space.width) for count in set(counts.values())}
    return {level: unpacked[count] for level, count in counts.items()}


def lanes(space: Space, mask: int) -> int:
    """For each combination of the cut facts, how many rows of the own facts `mask` has."""
    counts = 0
    for place, plane in enumerate(_planes(space, mask)):
        counts += _spread(plane, space.width) << place
    return counts


def _spread(plane: int, width: int) -> int:
    """Every bit at the beginning of a lane of its own."""
    lanes = map(_LANES.__getitem__, plane.to_bytes((width + 7) // 8, "little"))
    return int.from_bytes(b"".join(lanes), "little")


def unpack(counts: int, width: int) -> tuple[int, ...]:
    """The counts of all lanes, the first combination of the cut facts first."""
    return struct.unpack(f"<{width}I", counts.to_bytes(width * LANE // 8, "little"))


def _planes(space: Space, mask: int) -> list[int]:
    """The binary digits of the counts, the lowest first: halves of the rows are added at once."""
    planes, rows = [mask], space.rows
    while rows > 1:
        rows = (rows + 1) // 2
        half = rows * space.width
        low = first_bits(half)
        planes = _added([plane >> half for plane in planes], [plane & low for plane in planes])
    return planes


def _added(first: list[int], second: list[int]) -> list[int]:
    carry, sums = 0, []
    for one, other in zip(first, second, strict=True):
        both = one ^ other
        sums.append(both ^ carry)
        carry = (one & other) | (carry & both)
    return [*sums, carry] if carry else sums
