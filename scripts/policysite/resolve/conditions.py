"""The conditions of the source: the named ones first, then whatever refers to them.

Place in the flow: after the facts' types are known. Named conditions are looked at as a whole: a
circle, or one that becomes huge when the names are put in, would hurt whoever reads it later.
"""

from __future__ import annotations

from collections.abc import Iterator

from policysite.expressions import Names, parse_condition
from policysite.nodes import Scalar
from policysite.policy import ConditionText, Place
from policysite.resolve.fields import Fields
from policysite.resolve.scope import Scope
from rulecore import ALWAYS, And, Condition, Fact, Not, Or, Ref

MOST_COMPARISONS = 2_000
"""In one condition, with the named conditions put in."""

DEEPEST = 64
"""`and`, `or`, `not` and names inside one another."""


class Conditions:
    """The named conditions, and the reader of all others. `named`: name → condition."""

    def __init__(self, root: Fields, facts: dict[str, Fact], scope: Scope) -> None:
        self.scope = scope
        untyped = frozenset(scope.ids("fact")).difference(facts)
        self.names = Names(facts, untyped, frozenset(scope.ids("condition")))
        self.named: dict[str, Condition] = {}
        self._sizes: dict[str, tuple[int, int]] = {}
        places: dict[str, Place] = {}
        for fields in root.entries("conditions"):
            name, when = fields.text("condition").text, fields.text("when")
            places.setdefault(name, when.place)
            self.named.setdefault(name, parse_condition(when, self.names, scope.problems))
        for name in self.named:
            self._settle(name, places, ())

    def texts(self, root: Fields) -> tuple[ConditionText, ...]:
        return tuple(
            ConditionText(
                id=fields.text("condition").text,
                place=fields.place,
                text=self.scope.words(fields),
            )
            for fields in root.entries("conditions")
        )

    def read(self, text: Scalar) -> Condition:
        """The condition; `ALWAYS` where there is none or where it is wrong."""
        if not text.text.strip():
            return ALWAYS
        condition = parse_condition(text, self.names, self.scope.problems)
        return self._bounded(condition, text.place)

    def _settle(self, name: str, places: dict[str, Place], path: tuple[str, ...]) -> None:
        """Measure a named condition after those it names; break circles and endless chains."""
        if name in self._sizes:
            return
        path = (*path, name)
        for inner in dict.fromkeys(_names_in(self.named[name])):
            if inner in path:
                circle = (*path[path.index(inner) :], inner)
                shown = " → ".join(circle)
                self.scope.problems.error("cyclic-condition", places[inner], circle=shown)
                self.named[name] = ALWAYS
            elif len(path) > DEEPEST:
                self._refuse(places[name])
                self.named[name] = ALWAYS
            else:
                self._settle(inner, places, path)
        self.named[name] = self._bounded(self.named[name], places[name])
        self._sizes[name] = self._size(self.named[name])

    def _bounded(self, condition: Condition, place: Place) -> Condition:
        comparisons, depth = self._size(condition)
        if comparisons <= MOST_COMPARISONS and depth <= DEEPEST:
            return condition
        self._refuse(place)
        return ALWAYS

    def _refuse(self, place: Place) -> None:
        self.scope.problems.error("huge-condition", place, most=str(MOST_COMPARISONS))

    def _size(self, condition: Condition) -> tuple[int, int]:
        """How many comparisons, and how deep, with the named conditions put in."""
        match condition:
            case And(parts) | Or(parts):
                sizes = [self._size(part) for part in parts]
                return sum(s for s, _ in sizes), 1 + max((d for _, d in sizes), default=0)
            case Not(part):
                size, depth = self._size(part)
                return size, depth + 1
            case Ref(name):
                size, depth = self._sizes[name]
                return size, depth + 1
            case _:
                return 1, 1


def _names_in(condition: Condition) -> Iterator[str]:
    match condition:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _names_in(part)
        case Not(part):
            yield from _names_in(part)
        case Ref(name):
            yield name
