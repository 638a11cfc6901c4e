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
    `worse`, `lower`: topic → the cut combinations, whether they remain or not, where it can do the
    first, and where it need not do the second.
    """

    def __init__(self, base: RuleBase, survey: Survey, outcome: str) -> None:
        tier = [base.rank[m.id] for m in base.modalities if m.tier == base.tier[outcome]]
        self.tables = tables = survey.tables
        self.allowed = dict(survey.allowed)
        self.cut = survey.cut
        above = tables.signs.get(("rank", max(tier) + 1), ())
        self.above = {piece.space: piece for piece in above}
        self.at = {piece.space: piece for piece in tables.signs["rank", base.rank[outcome]]}
        self.worse = {s: self._worse(survey.view(s)) for s in self.above}
        self.lower = {s: self._lower(survey.view(s)) for s in self.at}
        self.others: tuple[Space, int] | None = None

    def without(self, fact: str, values: frozenset[int]) -> bool:
        """Leave the answer out, if the outcome stays with any of these values."""
        before = self.allowed[fact]
        self.allowed[fact] = values
        space = self.tables.space_of(fact)
        stays = self._with_cut() if space is self.tables.cut_space else self._with_own(space)
        if not stays:
            self.allowed[fact] = before
        return stays

    def _with_cut(self) -> bool:
        cut = self.tables.cut_space.allowing({fact: self.allowed[fact] for fact in self.tables.cut})
        if cut & union(self.worse.values()) or self._all_lower(cut):
            return False
        self.cut = cut
        self.others = None
        return True

    def _with_own(self, space: Space) -> bool:
        view = View(space, self.allowed)
        worse, lower = self._worse(view), self._lower(view)
        if self.cut & worse or self._beside(space) & lower:
            return False
        self.worse[space], self.lower[space] = worse, lower
        return True

    def _worse(self, view: View) -> int:
        above = self.above.get(view.space)
        return view.only(above, None) if above else 0

    def _lower(self, view: View) -> int:
        at = self.at.get(view.space)
        return view.off(at) if at else self.tables.cut_space.everywhere

    def _beside(self, space: Space) -> int:
        """The cut combinations where no other topic must fire a rule of the outcome's rank."""
        if self.others is None or self.others[0] is not space:
            self.others = space, self._all_lower(self.cut, space)
        return self.others[1]

    def _all_lower(self, cut: int, but: Space | None = None) -> int:
        for space, lower in self.lower.items():
            if space is not but:
                cut &= lower
        return cut
