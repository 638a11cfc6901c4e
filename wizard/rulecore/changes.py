"""What would make this allowed: the smallest changes that reach a better tier.

Place in the flow: `consult` asks once nothing is left to ask. Only answers that the policy says a
person can change are changed, and only to the better answer that it names: nobody is told to be
somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, product

from rulecore.answers import Given, show_value
from rulecore.domain import position
from rulecore.model import RuleBase, Wizard
from rulecore.space import Allowed, Piece
from rulecore.survey import Survey, determined, headlines
from rulecore.tables import Tables
from rulecore.view import View

type Change = frozenset[str]
"""The facts whose answers change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Better answers to some facts, and what would come of them.

    `outcome`: null where outcomes of several tiers remain possible, all of them better.
    """

    answers: Given
    outcome: str | None
    could_be: tuple[str, ...]


def changes(base: RuleBase, wizard: Wizard, survey: Survey, tier: int) -> tuple[Changed, ...]:
    """For each tier better than `tier`, all the smallest changes that reach it; the smallest first.

    One that another beats, with fewer changes or as many to a better tier, is left out.
    """
    better = dict(_better(base, wizard, survey))
    ranks = [rank for better_tier, rank in _tops(base) if better_tier < tier]
    found = list(_smallest(survey.tables, survey.allowed, better, ranks))
    changed = (
        _changed(base, survey, {fact: better[fact] for fact in better if fact in change})
        for sets in reversed(found)
        for change in sorted(sets, key=lambda change: [fact not in change for fact in better])
    )
    return tuple(one for one in changed if one is not None)


def _better(base: RuleBase, wizard: Wizard, survey: Survey) -> Iterator[tuple[str, int]]:
    """The facts that can change, in the wizard's order, and the positions of the better answers."""
    for question in wizard.questions:
        fact = base.fact[question.fact]
        if fact.change is not None and question.offers(fact.change):
            place = position(fact, survey.tables.domains[fact.id], fact.change)
            if survey.allowed[fact.id] != {place}:
                yield fact.id, place


def _tops(base: RuleBase) -> list[tuple[int, int]]:
    """Every tier and its highest rank, the least severe first."""
    return sorted({base.tier[m.id]: base.rank[m.id] for m in reversed(base.modalities)}.items())


def _changed(base: RuleBase, survey: Survey, places: Mapping[str, int]) -> Changed | None:
    """What comes of a change; None where it may leave no outcome at all, which improves nothing."""
    after = Survey(survey.tables, _after(survey.allowed, places, places))
    if after.can_be_headline(0):
        return None
    found = headlines(base, after)
    return Changed(
        answers=_named(base, places),
        outcome=determined(base, after, found),
        could_be=found,
    )


def _named(base: RuleBase, facts: Iterable[str]) -> Given:
    """The better answers that the policy names, not those that stand for their intervals."""
    better = ((base.fact[id_], base.fact[id_].change) for id_ in facts)
    return {fact.id: show_value(fact, change) for fact, change in better if change is not None}


def _after(allowed: Allowed, better: Mapping[str, int], change: Iterable[str]) -> Allowed:
    return {**allowed, **{fact: frozenset([better[fact]]) for fact in change}}


def _smallest(
    tables: Tables, allowed: Allowed, better: Mapping[str, int], ranks: Iterable[int]
) -> Iterator[list[Change]]:
    """For each rank, the least severe first: all changes of the smallest size after which no
    rule of a higher rank can fire; nothing where a less severe one takes no more of them.
    """
    fewest: int | None = None
    for rank in ranks:
        found = _Search(tables, allowed, better, rank).smallest()
        if found and (fewest is None or len(found[0]) < fewest):
            fewest = len(found[0])
            yield found


class _Search:
    """The search for one rank: topics are independent, so that their smallest changes add up."""

    def __init__(
        self, tables: Tables, allowed: Allowed, better: Mapping[str, int], rank: int
    ) -> None:
        self.tables, self.allowed, self.better = tables, allowed, better
        self.above = tables.signs["rank", rank + 1]

    def smallest(self) -> list[Change]:
        """All changes of the smallest size; none where the rank is out of reach."""
        best: list[Change] = []
        cut_facts = [fact for fact in self.better if fact in self.tables.cut]
        for chosen in _subsets(cut_facts):
            if best and len(chosen) > len(best[0]):
                break
            found = self.with_cut(chosen)
            if found and (not best or len(found[0]) < len(best[0])):
                best = found
            elif found and len(found[0]) == len(best[0]):
                best += found
        return best

    def with_cut(self, chosen: Change) -> list[Change]:
        """The smallest changes that change these cut facts and no other."""
        after = _after(self.allowed, self.better, chosen)
        cut = self.tables.cut_space.allowing({fact: after[fact] for fact in self.tables.cut})
        parts = [[chosen], *(self.in_topic(piece, cut) for piece in self.above)]
        return [frozenset[str]().union(*each) for each in product(*parts)]

    def in_topic(self, piece: Piece, cut: int) -> list[Change]:
        """The smallest changes of the piece's own facts that keep it off everywhere in the cut."""
        own = [fact for fact in self.better if fact in piece.space.own]
        for _, sets in groupby(_subsets(own), len):
            found = [change for change in sets if not cut & self.on_after(piece, change)]
            if found:
                return found
        return []

    def on_after(self, piece: Piece, change: Change) -> int:
        return View(piece.space, _after(self.allowed, self.better, change)).only(piece, None)


def _subsets(facts: Sequence[str]) -> Iterator[Change]:
    """Every subset, the smallest first."""
    for size in range(len(facts) + 1):
        yield from map(frozenset, combinations(facts, size))
