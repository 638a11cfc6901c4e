"""One scenario that shows something: chosen from what is possible, as ordinary as it can be.

Place in the flow: `proofs` and `difference` point at it, and a consultation for what is still open.
Answers stay at their defaults where they may.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rulecore.allowed import place_of
from rulecore.model import RuleBase
from rulecore.space import Allowed, Domains, Space

type Places = Mapping[str, int]
"""For every fact, the position of its value before pruning."""


def choose(cut_space: Space, cut: int, wanted: Mapping[Space, int], usual: Places) -> Places:
    """A value for every fact: in `cut`, and in what is wanted of each topic.

    Each topic must have something wanted at every combination in `cut`. `usual`: the values that
    are taken where they may be.
    """
    chosen = _narrowed(cut_space, cut, cut_space.stride, usual)
    column = _place(cut_space, chosen)
    for space, mask in wanted.items():
        own = {fact: usual[fact] for fact in space.own}
        chosen |= (
            own
            if mask & 1 << column + _place(space, own)
            else _narrowed(space, mask & space.column(column), space.own, usual)
        )
    return chosen


def usual_places(base: RuleBase, domains: Domains, allowed: Allowed) -> Places:
    """The default of every fact; the first value that it may have where it cannot have that."""
    places = {}
    for fact in base.facts:
        place = place_of(fact, domains[fact.id], None)
        places[fact.id] = place if place in allowed[fact.id] else min(allowed[fact.id])
    return places


def _place(space: Space, places: Places) -> int:
    """Where the combination of some values stands."""
    return sum(space.stride[fact] * place for fact, place in places.items())


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
