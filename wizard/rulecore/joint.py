"""One topic in two revisions at once.

Place in the flow: under `difference` and `causes`. The level of a scenario is its rank in the old
revision and its rank in the new one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from operator import or_

from rulecore.counting import Counts, at_most
from rulecore.layout import Term
from rulecore.levels import Grid, Level
from rulecore.scenarios import each_once, steps
from rulecore.space import Allowed, union
from rulecore.tables import Topic

OLD, NEW = 0, 1
"""The sides of a level."""


class Joint:
    """`cells`: level → the scenarios that have it; `folds`: the same as cut combinations alone.

    `stays`: level → where the topic can stay within it. `reaches`: for each side, level → where it
    can do so and reach the level's rank on that side.
    """

    def __init__(self, old: Topic, new: Topic, cells: Mapping[Level, int], grid: Grid) -> None:
        self.sides = (old, new)
        self.space, self.cells, self.grid = old.space, cells, grid
        self.folds = {level: self.space.fold(mask) for level, mask in sorted(cells.items())}
        self.reaches = (grid.risen(self.folds, or_, [NEW]), grid.risen(self.folds, or_, [OLD]))
        self.stays = grid.risen(self.folds, or_)

    @classmethod
    def of(cls, old: Topic, new: Topic, allowed: Allowed, grid: Grid) -> Joint:
        """All scenarios of the topic."""
        live = each_once([old.space, new.space], old.space.own, allowed)
        cells = by_both(*(steps(live, ladder) for ladder in ladders(old, new)))
        for topic in (old, new):
            topic.space.forget()
        return cls(old, new, cells, grid)

    def within(self, mask: int) -> Joint:
        """The scenarios in the mask alone."""
        cells = {level: cell & mask for level, cell in self.cells.items() if cell & mask}
        return Joint(*self.sides, cells, self.grid)

    @cached_property
    def counts(self) -> Counts:
        """For each level, how many scenarios are nowhere above it."""
        return at_most(self.grid, self.space, self.cells)

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


def ladders(old: Topic, new: Topic) -> tuple[list[int], list[int]]:
    """For each side, where a rule of each rank from 1 up or of a higher one fires.

    What both have over the same space is looked up once.
    """
    if old.space is not new.space:
        return [piece.on for piece in old.ranks], [piece.on for piece in new.ranks]
    before, after = dict(old.ranked()), dict(new.ranked())
    terms: dict[Level, list[Term]] = {}
    for term in before | after:
        terms.setdefault((before.get(term, 0), after.get(term, 0)), []).append(term)
    where = old.space.where
    fires = {level: union(where(term.when) for term in found) for level, found in terms.items()}
    highest = len(old.base.modalities), len(new.base.modalities)
    return _ladder(fires, OLD, highest[OLD]), _ladder(fires, NEW, highest[NEW])


def _ladder(fires: Mapping[Level, int], side: int, highest: int) -> list[int]:
    """From where the rules of each level fire to where one of each rank or of a higher one does."""
    exactly = [0] * (highest + 1)
    for level, on in fires.items():
        exactly[level[side]] |= on
    return list(accumulate(exactly[:0:-1], or_))[::-1]


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
