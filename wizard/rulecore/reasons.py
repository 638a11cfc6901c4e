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
from rulecore.space import Allowed, without
from rulecore.survey import Survey, is_outcome
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
    needed = list(facts)
    for fact in reversed(facts):
        wider = survey.beside({fact: opened[fact]})
        if is_outcome(base, wider, outcome):
            survey = wider
            needed.remove(fact)
    return tuple(needed)


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
    found = (scenarios.witness({**below, space: mask}) for space, mask in at.items())
    return next(places for places in found if places is not None)
