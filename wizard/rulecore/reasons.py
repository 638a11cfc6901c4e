"""Why: the answers that suffice for an outcome, and those that would make an open one certain.

Place in the flow: `consult` asks; everything is read off the tables. An answer has no part in a
reason if the outcome is the same whatever it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rulecore.allowed import value_at
from rulecore.answers import Given, show_value
from rulecore.model import RuleBase, Wizard
from rulecore.scenarios import Scenarios
from rulecore.space import Allowed, Space, union, without
from rulecore.survey import Survey
from rulecore.view import View
from rulecore.witness import Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """An outcome that is still open, and answers that would make it certain."""

    outcome: str
    answers: Given


def sufficient(
    base: RuleBase, survey: Survey, opened: Allowed, facts: Sequence[str], outcome: str
) -> tuple[str, ...]:
    """Those of the facts whose answers lead to the outcome by themselves.

    None of them can be left out. `opened`: the values that a fact may have where its answer is left
    out. The last facts are left out first, so that a reason begins where the wizard does.
    """
    resting = _Resting(base, survey, outcome)
    left_out = {fact for fact in reversed(facts) if resting.without(fact, opened[fact])}
    return tuple(fact for fact in facts if fact not in left_out)


def possible(
    base: RuleBase, wizard: Wizard, survey: Survey, could_be: Iterable[str]
) -> Iterator[Possible]:
    """For each outcome that is still open, answers to the open questions that make it certain."""
    scenarios = Scenarios(survey.tables, survey.allowed)
    facts = [q.fact for q in wizard.questions if len(survey.allowed[q.fact]) > 1]
    domains = survey.tables.domains
    for outcome in could_be:
        places = _reaching(scenarios, base.rank[outcome])
        certain = survey.beside({fact: frozenset([places[fact]]) for fact in facts})
        needed = sufficient(base, certain, survey.allowed, facts, outcome)
        yield Possible(
            outcome=outcome,
            answers={
                f: show_value(base.fact[f], value_at(base.fact[f], domains[f], places[f]))
                for f in needed
            },
        )


def _reaching(scenarios: Scenarios, rank: int) -> Places:
    """A scenario whose headline has the rank, which one has."""
    below, at = {}, {}
    for topic in scenarios.tables.topics:
        reached = [*(piece.on for piece in topic.ranks), 0]
        below[topic.space] = topic.space.everywhere ^ reached[rank]
        at[topic.space] = without(reached[rank - 1], reached[rank])
    where = scenarios.cut
    for space, mask in below.items():
        where &= space.fold(scenarios.live[space] & mask)
    there = (s for s, mask in at.items() if where & s.fold(scenarios.live[s] & mask))
    space = next(there)
    return scenarios.shown({**below, space: at[space]})


class _Resting:
    """What an outcome rests on, while answers are left out one by one.

    Some completion has the outcome, and more of them follow. So it is the outcome of all as long as
    no topic can fire a rule of a worse tier, and one at least must fire a rule of its rank.
    `worse`, `lower`: topic → where it can do the first, and where it need not do the second.
    """

    def __init__(self, base: RuleBase, survey: Survey, outcome: str) -> None:
        tier = [base.rank[m.id] for m in base.modalities if m.tier == base.tier[outcome]]
        self.tables = tables = survey.tables
        self.allowed = dict(survey.allowed)
        self.cut = survey.cut
        above = tables.signs.get(("rank", max(tier) + 1), ())
        self.above = {piece.space: piece for piece in above}
        self.at = {piece.space: piece for piece in tables.signs["rank", base.rank[outcome]]}
        self.worse = {space: survey.view(space).only(p, None) for space, p in self.above.items()}
        self.lower = {space: survey.view(space).off(p) for space, p in self.at.items()}
        self.others = (tables.cut_space, 0)

    def without(self, fact: str, values: frozenset[int]) -> bool:
        """Leave the answer out, if the outcome stays with any of these values."""
        before = self.allowed[fact]
        self.allowed[fact] = values
        leave = self._without_cut if fact in self.tables.cut else self._without_own
        stays = leave(fact)
        if not stays:
            self.allowed[fact] = before
        return stays

    def _without_cut(self, _: str) -> bool:
        cut = self.tables.cut_space.allowing({fact: self.allowed[fact] for fact in self.tables.cut})
        if cut & union(self.worse.values()) or self._all_lower(cut):
            return False
        self.cut = cut
        self.others = (self.tables.cut_space, 0)
        return True

    def _without_own(self, fact: str) -> bool:
        space = self.tables.space_of(fact)
        view = View(space, self.allowed)
        if space in self.above and self.cut & view.only(self.above[space], None):
            return False
        if space in self.at:
            lower = view.off(self.at[space])
            if lower & self._beside(space):
                return False
            self.lower[space] = lower
        return True

    def _beside(self, space: Space) -> int:
        """The cut combinations where no other topic must fire a rule of the outcome's rank."""
        if self.others[0] is not space:
            self.others = space, self._all_lower(self.cut, space)
        return self.others[1]

    def _all_lower(self, cut: int, but: Space | None = None) -> int:
        for space, lower in self.lower.items():
            if space is not but:
                cut &= lower
        return cut
