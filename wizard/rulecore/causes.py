"""Which rules make the difference between two revisions.

Place in the flow: under `difference`. Where one revision is more severe than the other, the rules
that carry its outcome are the cause: they do not say the same in the other one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rulecore.condition import Condition, facts_of, names_of
from rulecore.joint import NEW, OLD, Joint
from rulecore.levels import Level
from rulecore.model import Rule, RuleBase
from rulecore.pair import Pair
from rulecore.space import union


class Causes:
    """Finds, for a level, the rules that carry the outcome on one side and have changed."""

    def __init__(self, pair: Pair, topics: Sequence[Joint], cut: int) -> None:
        self.topics, self.cut = topics, cut
        self.bases = bases = (pair.old, pair.new)
        orders = [[modality.id for modality in base.modalities] for base in bases]
        self.comparable = orders[OLD] == orders[NEW]
        self.rules: dict[tuple[int, int], list[str]] = defaultdict(list)
        for side, base in enumerate(bases):
            for rule in changed_rules(base, bases[1 - side]):
                self.rules[side, base.rank[rule.modality]].append(rule.id)
        self._reached: dict[tuple[str, int], list[tuple[int, Level, int]]] = {}

    def of(self, level: Level, side: int) -> tuple[str, ...]:
        """The causes on that side, in the order of its rules."""
        less_severe = self.comparable and level[side] < level[1 - side]
        rules = self.rules[side, level[side]]
        if less_severe or not rules:
            return ()
        where = self.cut
        for topic in self.topics:
            where &= topic.stays[level]
        reach = [topic.reaches[1 - side][level] for topic in self.topics]
        return tuple(rule for rule in rules if self._carries(rule, side, level, where, reach))

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


def changed_rules(base: RuleBase, other: RuleBase) -> Iterator[Rule]:
    """The rules that do not mean the same in the other rule base."""
    conditions = _changed_conditions(base, other)
    facts = _changed_facts(base, other, conditions)
    for rule in base.rules:
        twin = other.rule.get(rule.id)
        same = twin is not None and (twin.when, twin.modality) == (rule.when, rule.modality)
        if not same or _reads(rule.when, base, conditions, facts):
            yield rule


def _reads(condition: Condition, base: RuleBase, names: set[str], facts: set[str]) -> bool:
    """Whether the condition uses one of the names or of the facts."""
    if names and not names.isdisjoint(names_of(condition)):
        return True
    return bool(facts) and not facts.isdisjoint(facts_of(condition, base.conditions))


def _changed_conditions(base: RuleBase, other: RuleBase) -> set[str]:
    """The named conditions that are defined otherwise, or by others that are."""
    changed = {n for n, when in base.conditions.items() if other.conditions.get(n) != when}
    growing = True
    while growing:
        more = {n for n, when in base.conditions.items() if not changed.isdisjoint(names_of(when))}
        growing = not more <= changed
        changed |= more
    return changed


def _changed_facts(base: RuleBase, other: RuleBase, conditions: set[str]) -> set[str]:
    """The facts that count in other scenarios, or have another default where they do not."""
    changed: set[str] = set()
    for fact in base.facts:
        twin = other.fact.get(fact.id)
        same = twin is not None and (twin.ask_if, twin.default) == (fact.ask_if, fact.default)
        if not same or _reads(fact.ask_if, base, conditions, changed):
            changed.add(fact.id)
    return changed
