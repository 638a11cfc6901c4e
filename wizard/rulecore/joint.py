"""One topic in two revisions at once.

Place in the flow: under `difference` and `causes`. The level of a scenario is its rank in the old
revision and its rank in the new one.
"""

from __future__ import annotations

from collections.abc import Sequence

from rulecore.counting import Level
from rulecore.scenarios import by_level, each_once
from rulecore.space import Allowed, union
from rulecore.tables import Topic

OLD, NEW = 0, 1
"""The sides of a level."""


class Joint:
    """`cells`: level → the scenarios that have it; `folds`: the same as cut combinations alone."""

    def __init__(self, old: Topic, new: Topic, allowed: Allowed) -> None:
        self.sides = (old, new)
        self.space = old.space
        live = each_once([old.space, new.space], old.space.own, allowed)
        ladders = ([piece.on for piece in topic.ranks] for topic in self.sides)
        self.cells = by_level(live, *ladders)
        self.folds = {level: self.space.fold(mask) for level, mask in self.cells.items()}
        for topic in self.sides:
            topic.space.forget()

    def levels_at(self, column: int, highest: Level) -> list[Level]:
        """The levels, nowhere above `highest`, that the topic can have at a cut combination."""
        return [
            level
            for level, fold in self.folds.items()
            if fold >> column & 1 and within(level, highest)
        ]

    def can_stay(self, highest: Level) -> int:
        """The cut combinations where the topic can stay within a level."""
        return union(fold for level, fold in self.folds.items() if within(level, highest))

    def can_reach(self, side: int, highest: Level) -> int:
        """Those where it can do so and reach the level's rank on one side."""
        return union(
            fold
            for level, fold in self.folds.items()
            if level[side] == highest[side] and within(level, highest)
        )


def somewhere(topics: Sequence[Joint], level: Level, cut: int) -> int:
    """The cut combinations at which some scenario has the level.

    All topics stay within it; one of them has it, or two have its two ranks between them.
    """
    where, exactly = cut, 0
    old = new = both = 0
    for topic in topics:
        where &= topic.can_stay(level)
        exactly |= topic.folds.get(level, 0)
        to_old, to_new = topic.can_reach(OLD, level), topic.can_reach(NEW, level)
        both |= old & to_new | new & to_old
        old |= to_old
        new |= to_new
    return where & (exactly | both)


def within(level: Level, highest: Level) -> bool:
    """Whether the level is nowhere above the highest."""
    return all(one <= other for one, other in zip(level, highest, strict=True))
