"""How many scenarios: bits of packed tables, counted for every combination of the cut facts.

Place in the flow: beside `space`; `scenarios` and `difference` count with it. A count is kept in a
lane of 32 bits, one lane a combination of the cut facts, all lanes in one integer: adding two of
them adds all their counts.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from operator import add, mul

from rulecore.levels import Grid, Level
from rulecore.space import Space, first_bits

LANE = 32
"""Bits of one count: no space has that many rows."""

type Counts = dict[Level, tuple[int, ...]]
"""Level → a count for every combination of the cut facts; not the levels that nothing has."""


def distribution(grid: Grid, topics: Iterable[Counts], cut: Counts) -> dict[Level, int]:
    """For each level, how many scenarios have it.

    `topics`: for each topic, how many combinations of its own facts are at most at a level. `cut`:
    see `once`.
    """
    factors = sorted([cut, *topics], key=_different)
    while len(factors) > 1:
        pairs = zip_longest(factors[::2], factors[1::2])
        factors = [multiplied(one, other) if other else one for one, other in pairs]
    return grid.fallen({level: sum(column) for level, column in factors[0].items()})


def once(levels: Iterable[Level], space: Space, cut: int) -> Counts:
    """At every one of the levels each combination of the cut facts in `cut` once, others never."""
    return dict.fromkeys(levels, tuple(cut >> place & 1 for place in range(space.width)))


def _different(factor: Counts) -> int:
    """How many different counts a factor has: those that have few are multiplied first."""
    return len(set(map(id, factor.values())))


def multiplied(one: Counts, other: Counts) -> Counts:
    """The products, each pair of factors multiplied once however many levels have it."""
    products: dict[tuple[int, int], tuple[int, ...]] = {}
    found: Counts = {}
    for level, factor in one.items():
        second = other.get(level)
        if second is None:
            continue
        same = id(factor), id(second)
        if same not in products:
            products[same] = tuple(map(mul, factor, second))
        found[level] = products[same]
    return found


def at_most(grid: Grid, space: Space, cells: Mapping[Level, int]) -> Counts:
    """For each level, how many rows are nowhere above it; equal counts are the same object."""
    counts = grid.risen({level: lanes(space, mask) for level, mask in cells.items()}, add)
    unpacked = {count: unpack(count, space.width) for count in set(counts.values())}
    return {level: unpacked[count] for level, count in counts.items() if count}


def lanes(space: Space, mask: int) -> int:
    """For each combination of the cut facts, how many rows of the own facts `mask` has."""
    planes, counts = _planes(space, mask), bytearray(space.width * LANE // 8)
    for first in range(0, len(planes), 8):
        counts[first // 8 :: LANE // 8] = _digits(planes[first : first + 8], space.width)
    return int.from_bytes(counts, "little")


def _digits(planes: Sequence[int], width: int) -> bytes:
    """Eight planes at most as the bits of one byte for every combination of the cut facts."""
    digits = 0
    for place, plane in enumerate(planes):
        text = format(plane, f"0{width}b").encode()
        digits |= (int.from_bytes(text) & _ones(width)) << place
    return digits.to_bytes(width, "little")


@lru_cache(maxsize=64)
def _ones(width: int) -> int:
    """The lowest bit of so many bytes; ASCII `1` has it, `0` has not."""
    return int.from_bytes(b"\1" * width)


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
    carry, sums = first[0] & second[0], [first[0] ^ second[0]]
    for one, other in zip(first[1:], second[1:], strict=True):
        both = one ^ other
        sums.append(both ^ carry)
        carry = (one & other) | (carry & both)
    return [*sums, carry] if carry else sums
