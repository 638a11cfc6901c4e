"""One scenario that shows something: chosen from what is possible, as ordinary as it can be.

Place in the flow: `proofs` and `difference` point at it, and a consultation for what is still open.
Answers stay at their defaults where they may.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rulecore.allowed import place_of
from rulecore.answers import Given, show_value
from rulecore.evaluate import Evaluation
from rulecore.model import RuleBase, Wizard
from rulecore.space import Allowed, Domains, Space

type Places = Mapping[str, int]
"""For every fact, the position of its value before pruning."""


def choose(cut_space: Space, cut: int, wanted: Mapping[Space, int], usual: Places) -> Places:
    """A value for every fact: in `cut`, and in what is wanted of each topic.

    Each topic must have something wanted at every combination in `cut`. `usual`: the values that
    are taken where they may be.
    """
    chosen = _narrowed(cut_space, cut, cut_space.stride, usual)
    column = 1 << sum(cut_space.stride[fact] * place for fact, place in chosen.items())
    for space, mask in wanted.items():
        chosen |= _narrowed(space, mask & space.wide(column), space.own, usual)
    return chosen


def usual_places(base: RuleBase, domains: Domains, allowed: Allowed) -> Places:
    """The default of every fact; the first value that it may have where it cannot have that."""
    places = {}
    for fact in base.facts:
        place = place_of(fact, domains[fact.id], None)
        places[fact.id] = place if place in allowed[fact.id] else min(allowed[fact.id])
    return places


def told(base: RuleBase, wizard: Wizard, seen: Evaluation) -> Given:
    """The answers of a scenario to those questions of the wizard that count."""
    return {
        question.fact: show_value(base.fact[question.fact], seen.values[question.fact])
        for question in wizard.questions
        if question.fact in seen.relevant
    }


def _narrowed(space: Space, mask: int, facts: Iterable[str], usual: Places) -> dict[str, int]:
    """One combination in the mask, fact by fact; raises `ValueError` where there is none."""
    chosen: dict[str, int] = {}
    for fact in facts:
        raw = space.raw(fact)
        first = usual[fact]
        others = (place for place in range(len(raw)) if place != first)
        place = next((p for p in (first, *others) if mask & raw[p]), None)
        if place is None:
            raise ValueError(f"nothing wanted is possible at {fact}")
        chosen[fact] = place
        mask &= raw[place]
    return chosen
