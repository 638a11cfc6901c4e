"""Which rules make the difference between two revisions.

Place in the flow: under `difference`. Where one revision is more severe than the other, the rules
that carry its outcome are the cause: they do not say the same in the other one.
"""

from __future__ import annotations

from collections.abc import Sequence

from rulecore.joint import NEW, OLD, Joint
from rulecore.levels import Level
from rulecore.model import Rule
from rulecore.pair import Pair
from rulecore.space import union


class Causes:
    """Finds, for a level, the rules that carry the outcome on one side and have changed.

    `alike`: whether the same condition means the same in both revisions.
    """

    def __init__(self, pair: Pair, topics: Sequence[Joint], cut: int, *, alike: bool) -> None:
        self.topics, self.cut, self.alike = topics, cut, alike
        self.bases = bases = (pair.old, pair.new)
        orders = [[modality.id for modality in base.modalities] for base in bases]
        self.comparable = orders[OLD] == orders[NEW]
        self._changed: dict[tuple[int, int], list[str]] = {}
        self._reached: dict[tuple[str, int], list[tuple[int, Level, int]]] = {}

    def of(self, level: Level, side: int) -> tuple[str, ...]:
        """The causes on that side, in the order of its rules."""
        less_severe = self.comparable and level[side] < level[1 - side]
        rules = [] if less_severe else self._changed_rules(side, level[side])
        if not rules:
            return ()
        where = self.cut
        for topic in self.topics:
            where &= topic.stays[level]
        reach = [topic.reaches[1 - side][level] for topic in self.topics]
        return tuple(rule for rule in rules if self._carries(rule, side, level, where, reach))

    def _changed_rules(self, side: int, rank: int) -> list[str]:
        """The rules of a rank that do not say the same on the other side."""
        if (side, rank) not in self._changed:
            base = self.bases[side]
            of_rank = (rule for rule in base.rules if base.rank[rule.modality] == rank)
            self._changed[side, rank] = [r.id for r in of_rank if not self._is_same(r, side)]
        return self._changed[side, rank]

    def _is_same(self, rule: Rule, side: int) -> bool:
        """Whether the rule leads to the same outcome in the same scenarios on the other side."""
        twin = self.bases[1 - side].rule.get(rule.id)
        if twin is None or twin.modality != rule.modality:
            return False
        if self.alike and twin.when == rule.when:
            return True
        pairs = (topic.sides for topic in self.topics)
        return all(old.fires(rule.id).on == new.fires(rule.id).on for old, new in pairs)

    def _carries(
        self, rule: str, side: int, level: Level, where: int, reach: Sequence[int]
    ) -> bool:
        """Whether the rule fires in some scenario of the level.

        `where`: the cut combinations at which all topics can stay within it. `reach`: those at
        which each can reach its rank on the other side.
        """
        for place, own, fold in self._firing(rule, side):
            if own[1 - side] <= level[1 - side] and fold & where:
                others = union(on for other, on in enumerate(reach) if other != place)
                if own == level or fold & where & others:
                    return True
        return False

    def _firing(self, rule: str, side: int) -> list[tuple[int, Level, int]]:
        """Where it fires and none of a higher rank: (topic, level there, cut combinations)."""
        if (rule, side) not in self._reached:
            base = self.bases[side]
            rank = base.rank[base.rule[rule].modality]
            self._reached[rule, side] = [
                (place, level, topic.space.fold(fires & cell))
                for place, topic in enumerate(self.topics)
                if rule in topic.sides[side].terms
                for fires in [topic.sides[side].fires(rule).on]
                for level, cell in topic.cells.items()
                if level[side] == rank
            ]
        return self._reached[rule, side]
