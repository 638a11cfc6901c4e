"""Conditions as boxes: for each fact, the answers with which a line of a table holds.

Place in the flow: under `decision_table`. A box is about answers as a person gives them in one
wizard: what the wizard takes for granted is worked in, and so is that an irrelevant question counts
with its default.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

from rulecore import Fact, RuleBase, Value, Wizard
from rulecore.condition import And, Atom, Condition, Not, Or, Ref, atom_holds
from rulecore.domain import domain, every_condition, position

type Box = Mapping[str, frozenset[int]]
"""Fact → positions in its domain; a fact that is absent may have any answer offered."""


class Boxes:
    """Turns conditions into boxes, for one wizard.

    `domains`: fact → every value that can make a difference; `offered`: fact asked → the positions
    that the wizard offers.
    """

    def __init__(self, base: RuleBase, wizard: Wizard) -> None:
        compared = list(every_condition(base))
        self.base = base
        self.domains = {fact.id: domain(fact, compared) for fact in base.facts}
        self.preset = wizard.preset
        self.offered: dict[str, frozenset[int]] = {}
        for question in wizard.questions:
            values = self.domains[question.fact]
            offered = set(question.options)
            self.offered[question.fact] = frozenset(
                i for i, value in enumerate(values) if _is_offered(value, offered)
            )

    def of(self, condition: Condition) -> list[Box]:
        """Boxes of which at least one contains exactly the answers where the condition holds."""
        return _merged(_absorbed(self._expand(condition, positive=True)))

    def contains(self, box: Box, answers: Mapping[str, Value]) -> bool:
        """Whether complete answers (fact asked → value) lie in the box."""
        return all(
            position(self.base.fact[fact], self.domains[fact], answers[fact]) in allowed
            for fact, allowed in box.items()
        )

    def _expand(self, condition: Condition, *, positive: bool) -> list[Box]:
        match condition:
            case Ref(name):
                return self._expand(self.base.conditions[name], positive=positive)
            case Not(part):
                return self._expand(part, positive=not positive)
            case And(parts) | Or(parts):
                expanded = [self._expand(part, positive=positive) for part in parts]
                if isinstance(condition, And) == positive:
                    return self._all(expanded)
                return _absorbed(box for boxes in expanded for box in boxes)
            case _:
                return self._atom(condition, positive=positive)

    def _atom(self, atom: Atom, *, positive: bool) -> list[Box]:
        """The atom over the effective value: over the answer where it counts, else the default."""
        fact = self.base.fact[atom.fact]
        boxes = self._all([self._expand(fact.ask_if, positive=True), self._raw(atom, positive)])
        if fact.default is not None and atom_holds(atom, fact.default) == positive:
            boxes = boxes + self._expand(fact.ask_if, positive=False)
        return _absorbed(boxes)

    def _raw(self, atom: Atom, positive: bool) -> list[Box]:
        values = self.domains[atom.fact]
        if atom.fact in self.offered:
            offered = self.offered[atom.fact]
            held = frozenset(i for i in offered if atom_holds(atom, values[i]) == positive)
            return [] if not held else [{} if held == offered else {atom.fact: held}]
        value = self._taken_for_granted(self.base.fact[atom.fact])
        return [{}] if atom_holds(atom, value) == positive else []

    def _taken_for_granted(self, fact: Fact) -> Value:
        value = self.preset.get(fact.id, fact.default)
        assert value is not None, f"{fact.id} has neither preset nor default"
        return value

    def _all(self, parts: Iterable[list[Box]]) -> list[Box]:
        """The boxes of a conjunction: every way to be in a box of each part."""
        boxes: list[Box] = [{}]
        for part in parts:
            met = (_meet(a, b) for a, b in product(boxes, part))
            boxes = _absorbed(box for box in met if box is not None)
        return boxes


def inside(box: Box, other: Box) -> bool:
    """Whether every answer of `box` lies in `other`."""
    return all(fact in box and box[fact] <= allowed for fact, allowed in other.items())


def _is_offered(value: Value, options: set[str]) -> bool:
    if isinstance(value, frozenset):
        return value <= options
    return isinstance(value, int) or value in options


def _meet(one: Box, other: Box) -> Box | None:
    both = dict(one)
    for fact, allowed in other.items():
        both[fact] = both.get(fact, allowed) & allowed
        if not both[fact]:
            return None
    return both


def _absorbed(boxes: Iterable[Box]) -> list[Box]:
    """Without the boxes that lie inside another one."""
    kept: list[Box] = []
    for box in boxes:
        if not any(inside(box, other) for other in kept):
            kept = [other for other in kept if not inside(other, box)] + [box]
    return kept


def _merged(boxes: list[Box]) -> list[Box]:
    """Boxes that differ in one fact alone become one."""
    merged = list(boxes)
    for i, one in enumerate(merged):
        for j in range(i + 1, len(merged)):
            other = merged[j]
            apart = [f for f in one.keys() | other.keys() if one.get(f) != other.get(f)]
            if len(apart) == 1 and apart[0] in one and apart[0] in other:
                union = {**one, apart[0]: one[apart[0]] | other[apart[0]]}
                return _merged([*merged[:i], union, *merged[i + 1 : j], *merged[j + 1 :]])
    return merged
