"""Levels: how severe a scenario is, in one rule base or in two at once.

Place in the flow: under `counting` and `joint`. The level of a scenario is the highest of its
topics, side by side, so that "at most this level" is asked of each topic alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product

type Level = tuple[int, ...]
"""A rank (0: no rule fires) in each of the rule bases that are looked at."""


class Grid:
    """All levels up to the highest ranks. `steps`: for each rule base, every level with the next
    lower one there, in rising order.
    """

    def __init__(self, ranks: Sequence[int]) -> None:
        self.levels: list[Level] = list(product(*(range(highest + 1) for highest in ranks)))
        self.steps: list[list[tuple[Level, Level]]] = [
            [
                (level, (*level[:axis], level[axis] - 1, *level[axis + 1 :]))
                for level in self.levels
                if level[axis]
            ]
            for axis in range(len(ranks))
        ]

    def risen(
        self,
        values: Mapping[Level, int],
        joined: Callable[[int, int], int],
        axes: Sequence[int] | None = None,
    ) -> dict[Level, int]:
        """For each level, what it has joined with all that is lower, in some or all rule bases."""
        found = {level: values.get(level, 0) for level in self.levels}
        for axis in range(len(self.steps)) if axes is None else axes:
            for level, lower in self.steps[axis]:
                found[level] = joined(found[level], found[lower])
        return found

    def fallen(self, totals: Mapping[Level, int]) -> dict[Level, int]:
        """The values of which these are the sums with all that is lower: undoes `risen`."""
        found = {level: totals.get(level, 0) for level in self.levels}
        for steps in self.steps:
            for level, lower in reversed(steps):
                found[level] -= found[lower]
        return found
