"""What has another place among its neighbours.

Place in the flow: `clauses` and `entries` ask it about everything that stands in an order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def moved(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """The fewest of those in both without which the others stand in the same order."""
    places = {id_: place for place, id_ in enumerate(old)}
    both = [id_ for id_ in new if id_ in places]
    stayed = _longest_increasing([places[id_] for id_ in both])
    return frozenset(both) - {old[place] for place in stayed}


def _longest_increasing(numbers: Sequence[int]) -> set[int]:
    """A longest increasing subsequence of numbers that are all different."""
    ends: list[int] = []
    """The smallest number that ends an increasing subsequence of each length."""
    before: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_left(ends, number)
        before[number] = ends[length - 1] if length else None
        ends[length : length + 1] = [number]
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found
