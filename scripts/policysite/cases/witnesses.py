"""Scenarios that show something, found in the tables, as ordinary as they can be.

Place in the flow: `goals` asks for one of each kind. The first wizard of the source that has one
gives it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from policysite.answered import Scenario, values_at
from rulecore import Rule, RuleBase
from rulecore.scenarios import Scenarios, Wanted
from rulecore.space import union, without
from rulecore.tables import Topic, compile_tables


class Witnesses:
    """The search in one rule base; raises `topics.TooEntangled`."""

    def __init__(self, base: RuleBase) -> None:
        self.base, self.tables = base, compile_tables(base)
        deciding = (wizard for wizard in base.wizards if not wizard.informative)
        self.wizards = [(wizard, Scenarios.of(self.tables, wizard)) for wizard in deciding]

    def deciding(self, rule: Rule, *, alone: bool) -> Scenario | None:
        """One in which the rule carries the outcome; `alone`: no other rule does."""
        others = [r.id for r in self.base.rules if r.modality == rule.modality and r != rule]
        below = self._at_most(rule.modality, silent=others if alone else ())
        return self._first(
            {**below, topic.space: below[topic.space] & topic.fires(rule.id).on}
            for topic in self.tables.topics
            if rule.id in topic.terms
        )

    def meeting(self, over: str, under: str, *, prevails: bool) -> Scenario | None:
        """One in which rules of both modalities fire; `prevails`: and `over` is the outcome."""
        below = self._at_most(over if prevails else self.base.modalities[0].id)
        return self._first(self._both(below, over, under))

    def _both(self, below: Wanted, over: str, under: str) -> Iterator[Wanted]:
        for one, other in product(self._speaking(over), self._speaking(under)):
            wanted = dict(below)
            for topic, fires in (one, other):
                wanted[topic.space] &= fires
            yield wanted

    def _speaking(self, modality: str) -> list[tuple[Topic, int]]:
        """Topic by topic, where a rule of the modality fires that is not the base rule."""
        rules = [r.id for r in self.base.rules if r.modality == modality and not r.base]
        found = ((topic, _firing(topic, rules)) for topic in self.tables.topics)
        return [(topic, fires) for topic, fires in found if fires]

    def _at_most(self, modality: str, silent: Iterable[str] = ()) -> Wanted:
        """Where nothing more severe fires, nor any of the silent rules."""
        rank, silent = self.base.rank[modality], list(silent)
        return {
            topic.space: without(
                topic.space.everywhere,
                _firing(topic, silent) | union(piece.on for piece in topic.ranks[rank:]),
            )
            for topic in self.tables.topics
        }

    def _first(self, each: Iterable[Wanted]) -> Scenario | None:
        """A scenario that has what is wanted in one of these ways."""
        ways = list(each)
        for wizard, scenarios in self.wizards:
            for wanted in ways:
                places = scenarios.witness(wanted)
                if places is not None:
                    return Scenario(wizard=wizard, values=values_at(self.base, places))
        return None


def _firing(topic: Topic, rules: Iterable[str]) -> int:
    """Where one of the rules fires for a reason of this topic."""
    return union(topic.fires(rule).on for rule in rules if rule in topic.terms)
