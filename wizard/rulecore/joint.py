"""One topic in two revisions at once.

Place in the flow: under `difference` and `causes`. The level of a scenario is its rank in the old
revision and its rank in the new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import or_

from rulecore.levels import Grid, Level
from rulecore.scenarios import each_once, steps
from rulecore.space import Allowed
from rulecore.tables import Topic

OLD, NEW = 0, 1
"""The sides of a level."""


class Joint:
    """`cells`: level → the scenarios that have it; `folds`: the same as cut combinations alone.

    `stays`: level → where the topic can stay within it. `reaches`: for each side, level → where it
    can do so and reach the level's rank on that side.
    """

    def __init__(self, old: Topic, new: Topic, allowed: Allowed, grid: Grid) -> None:
        self.sides = (old, new)
        self.space = old.space
        live = each_once([old.space, new.space], old.space.own, allowed)
        ladders = ([piece.on for piece in topic.ranks] for topic in self.sides)
        self.cells = by_both(*(steps(live, ladder) for ladder in ladders))
        self.folds = {level: self.space.fold(mask) for level, mask in sorted(self.cells.items())}
        self.reaches = (grid.risen(self.folds, or_, [NEW]), grid.risen(self.folds, or_, [OLD]))
        self.stays = grid.risen(self.folds, or_)
        for topic in self.sides:
            topic.space.forget()

    def lowest(self, column: int, highest: Level, sides: Sequence[int] = ()) -> Level:
        """The lowest level that the topic can have at a cut combination.

        `sides`: where it must reach the rank of the highest one.
        """
        return next(
            level
            for level, fold in self.folds.items()
            if fold >> column & 1
            and level[OLD] <= highest[OLD]
            and level[NEW] <= highest[NEW]
            and all(level[side] == highest[side] for side in sides)
        )


def somewhere(topics: Sequence[Joint], level: Level, cut: int) -> int:
    """The cut combinations at which some scenario has the level.

    All topics stay within it; one of them has it, or two have its two ranks between them.
    """
    where, exactly = cut, 0
    old = new = both = 0
    for topic in topics:
        where &= topic.stays[level]
        exactly |= topic.folds.get(level, 0)
        to_old, to_new = topic.reaches[OLD][level], topic.reaches[NEW][level]
        both |= old & to_new | new & to_old
        old |= to_old
        new |= to_new
    return where & (exactly | both)


def by_both(old: Sequence[int], new: Sequence[int]) -> dict[Level, int]:
    """The scenarios at each level; those at each rank on either side are given."""
    same = {rank for rank, (one, other) in enumerate(zip(old, new, strict=False)) if one == other}
    cells: dict[Level, int] = {(rank, rank): old[rank] for rank in same if old[rank]}
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            if i not in same and j not in same and one & other:
                cells[i, j] = one & other
    return cells
