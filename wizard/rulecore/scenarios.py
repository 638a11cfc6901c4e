"""All scenarios of a wizard: how many reach what, and one that shows it.

Place in the flow: over `tables`, beside `survey`; `proofs` asks it. A scenario is a complete set of
answers without those that do not count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from rulecore.allowed import allowed_by
from rulecore.counting import at_most, distribution, once
from rulecore.levels import Grid, Level
from rulecore.model import Wizard
from rulecore.space import Allowed, Space, union, without
from rulecore.tables import Tables
from rulecore.witness import Places, choose, usual_places

type Wanted = Mapping[Space, int]
"""Of some topics, the combinations that are wanted; of the others, any."""


class Scenarios:
    """`allowed`: fact → the values that it may have. `live`: the scenarios, topic by topic. `cut`:
    those of the cut facts.
    """

    def __init__(self, tables: Tables, allowed: Allowed) -> None:
        self.tables, self.allowed = tables, allowed
        self.live = {t.space: each_once([t.space], t.space.own, allowed) for t in tables.topics}
        self.cut = each_once([tables.cut_space], tables.cut, allowed)

    @classmethod
    def of(cls, tables: Tables, wizard: Wizard) -> Scenarios:
        """Those of a wizard in which nothing has been answered."""
        return cls(tables, allowed_by(tables.base, tables.domains, wizard, {}))

    def count(self) -> Mapping[str | None, int]:
        """How many have each modality as their headline; None: no rule fires."""
        base = self.tables.base
        grid = Grid([len(base.modalities)])
        topics = (
            at_most(grid, t.space, by_level(self.live[t.space], [piece.on for piece in t.ranks]))
            for t in self.tables.topics
        )
        cut = once(grid.levels, self.tables.cut_space, self.cut)
        found = distribution(grid, topics, cut)
        names: dict[Level, str] = {(rank,): name for name, rank in base.rank.items()}
        return {names.get(level): count for level, count in found.items()}

    def shown(self, wanted: Wanted) -> Places:
        """One that has what is wanted of every topic; raises `LookupError` where none has."""
        found = self.witness(wanted)
        if found is None:
            raise LookupError("no scenario has what is wanted")
        return found

    def witness(self, wanted: Wanted) -> Places | None:
        """One that has what is wanted of every topic; None where none has."""
        masks = {**self.live, **{space: self.live[space] & mask for space, mask in wanted.items()}}
        cut = self.cut
        for space in wanted:
            cut &= space.fold(masks[space])
        if not cut:
            return None
        usual = usual_places(self.tables.base, self.tables.domains, self.allowed)
        return choose(self.tables.cut_space, cut, masks, usual)


def each_once(spaces: Sequence[Space], facts: Sequence[str], allowed: Allowed) -> int:
    """Of all combinations of the values that some facts may have, those that are a scenario.

    An answer that does not count is no part of a scenario: among the combinations that differ in
    such answers alone, the one with the first of their values stands for all. `spaces`: of each
    rule base; a fact counts where it counts in one of them.
    """
    first = spaces[0]
    mask = first.allowing({fact: allowed[fact] for fact in facts})
    for fact in facts:
        counts = union(space.relevant(fact) for space in spaces)
        if counts != first.everywhere:
            mask &= counts | first.raw(fact)[min(allowed[fact])]
    return mask


def by_level(live: int, ladder: Sequence[int]) -> dict[Level, int]:
    """The scenarios at each rank; `ladder`: for each rank from 1 up, where it is reached."""
    return {(rank,): mask for rank, mask in enumerate(steps(live, ladder)) if mask}


def steps(live: int, ladder: Sequence[int]) -> list[int]:
    """The scenarios at each rank, from 0 up."""
    reached = [live, *(live & on for on in ladder), 0]
    return [without(on, above) for on, above in pairwise(reached)]
