"""Conditions split into alternatives, so that what has nothing to do with each other falls apart.

Place in the flow: before `tables`. A rule fires where one of its alternatives holds; each
alternative reads few facts, however many the rule names.
"""

from __future__ import annotations

from itertools import product

from rulecore.condition import And, Compare, Condition, Has, Is, Named, Not, Or, Ref

MOST_ALTERNATIVES = 64
"""A condition with more alternatives than this stays in one piece."""


def alternatives(condition: Condition, named: Named) -> tuple[Condition, ...]:
    """Conditions without `or` of which one holds exactly where `condition` does."""
    if _is_alternative(condition):
        return (condition,)
    split = _split(condition, named, positive=True)
    return (condition,) if split is None else tuple(And(parts) for parts in split)


def _is_alternative(condition: Condition) -> bool:
    """Whether it is an atom, or says that some atoms all hold."""
    parts = condition.parts if isinstance(condition, And) else (condition,)
    return all(isinstance(part, Is | Has | Compare) for part in parts)


type _Terms = tuple[tuple[Condition, ...], ...]


def _split(condition: Condition, named: Named, *, positive: bool) -> _Terms | None:
    """The disjunctive normal form, each term a tuple of literals; None where it is too large."""
    match condition:
        case Ref(name):
            return _split(named[name], named, positive=positive)
        case Not(part):
            return _split(part, named, positive=not positive)
        case And(parts):
            return _join(parts, named, positive=positive, all_of=positive)
        case Or(parts):
            return _join(parts, named, positive=positive, all_of=not positive)
        case _:
            return ((condition if positive else Not(condition),),)


def _join(
    parts: tuple[Condition, ...], named: Named, *, positive: bool, all_of: bool
) -> _Terms | None:
    terms: _Terms = ((),) if all_of else ()
    for part in parts:
        split = _split(part, named, positive=positive)
        if split is None:
            return None
        joined = (tuple(dict.fromkeys(a + b)) for a, b in product(terms, split))
        terms = tuple(dict.fromkeys(joined)) if all_of else terms + split
        if len(terms) > MOST_ALTERNATIVES:
            return None
    return terms
