"""The values a fact can have: finite, whatever the fact's type.

Place in the flow: under `answers` and `tables`. A number is cut into intervals at the places where
some condition can tell two values apart; one value stands for its interval. A day is such a number.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from itertools import combinations

from rulecore.condition import Atom, Compare, Value, atoms
from rulecore.model import Fact, FactType, RuleBase


def every_condition(base: RuleBase) -> Iterable[Atom]:
    """Every atom of the rule base, whichever rule, question, note or text it stands in."""
    conditions = [fact.ask_if for fact in base.facts]
    conditions += [rule.when for rule in base.rules]
    conditions += [extension.when for extension in base.extensions]
    conditions += [note.when for note in base.notes]
    for text in base.texts:
        conditions += [text.after_if] + ([] if text.answers is None else [text.answers])
    for condition in conditions:
        yield from atoms(condition, base.conditions)


def bounds(fact: Fact) -> tuple[int | None, int | None]:
    """The lowest and the highest value of a number or a date, where there is one.

    A date has always both: no day lies before the first of the calendar or after its last.
    """
    if fact.type is not FactType.DATE:
        return fact.low, fact.high
    first = date.min.toordinal() if fact.low is None else fact.low
    last = date.max.toordinal() if fact.high is None else fact.high
    return first, last


def intervals(fact: Fact, compared: Iterable[Atom]) -> tuple[int, ...]:
    """The first number of each interval of a number or a date, ascending.

    The first interval of a fact without a lowest value has no first number: the one before the
    next interval stands for it.
    """
    starts: set[int] = set()
    for atom in compared:
        if isinstance(atom, Compare) and atom.fact == fact.id:
            if atom.relation in ("<", ">=", "==", "!="):
                starts.add(atom.number)
            if atom.relation in ("<=", ">", "==", "!="):
                starts.add(atom.number + 1)
    low, high = bounds(fact)
    inside = sorted(s for s in starts if (low is None or s > low) and (high is None or s <= high))
    if fact.low is not None:
        first = fact.low
    elif inside:
        first = inside[0] - 1
    else:
        first = 0 if high is None else high
    return (first, *inside)


def subsets(fact: Fact) -> tuple[frozenset[str], ...]:
    """The sets of answers that a fact of several answers can have, the smallest first."""
    free = [option for option in fact.options if option not in fact.exclusive]
    sets = [frozenset(c) for n in range(1, len(free) + 1) for c in combinations(free, n)]
    return (*sets, *(frozenset([option]) for option in fact.options if option in fact.exclusive))


def domain(fact: Fact, compared: Iterable[Atom]) -> tuple[Value, ...]:
    """Every value that can make a difference, in a fixed order."""
    match fact.type:
        case FactType.SEVERAL:
            return subsets(fact)
        case FactType.NUMBER | FactType.DATE:
            return intervals(fact, compared)
        case _:
            return fact.options


def domains_of(base: RuleBase) -> dict[str, tuple[Value, ...]]:
    """Fact → its domain, in the order of the facts."""
    compared = list(every_condition(base))
    return {fact.id: domain(fact, compared) for fact in base.facts}


def position(fact: Fact, values: tuple[Value, ...], value: Value) -> int:
    """Where `value` stands in the fact's domain `values`; for a number or a date, its interval."""
    if fact.type.is_ordered and isinstance(value, int):
        starts = [v for v in values if isinstance(v, int)]
        return max(0, bisect_right(starts, value) - 1)
    return values.index(value)
