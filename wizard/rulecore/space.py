"""The combinations of some facts' values as the bits of one integer.

Place in the flow: under `tables`. A condition becomes the integer of the combinations where it
holds; `and`, `or` and `not` are single operations on integers, however many combinations there are.

The values of the *cut* facts vary fastest, in the same order in every space, so that what is left
when the *own* facts are folded away can be compared between spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from math import prod
from operator import and_, or_

from rulecore.condition import And, Atom, Condition, Not, Or, Ref, Value, atom_holds
from rulecore.domain import position
from rulecore.model import RuleBase

type Domains = Mapping[str, tuple[Value, ...]]
"""Fact → every value that can make a difference."""

type Allowed = Mapping[str, frozenset[int]]
"""Fact → the positions of the values that it may have before pruning."""


class Space:
    """All combinations of the values of `own` facts and of the `cut` facts.

    `own` must hold, with the cut facts, every fact that the relevance of its facts reads. `width`:
    the bits of one combination of the own facts; `everywhere`: all the bits.
    """

    def __init__(
        self, base: RuleBase, domains: Domains, cut: Sequence[str], own: Sequence[str]
    ) -> None:
        self.base, self.domains = base, domains
        self.own = tuple(own)
        self.width = prod(len(domains[fact]) for fact in cut)
        self.rows = prod(len(domains[fact]) for fact in own)
        self.everywhere = (1 << self.rows * self.width) - 1
        self.stride: dict[str, int] = {}
        stride = self.rows * self.width
        for fact in (*own, *cut):
            stride //= len(domains[fact])
            self.stride[fact] = stride
        self._values: dict[str, tuple[int, ...]] = {}
        self._relevant: dict[str, int] = {}
        self._found: dict[Condition, int] = {}

    def raw(self, fact: str) -> tuple[int, ...]:
        """For each value of the fact, where it is the answer, relevant or not."""
        return _value_masks(self.stride[fact], len(self.domains[fact]), self.rows * self.width)

    def relevant(self, fact: str) -> int:
        """Where the fact counts."""
        if fact not in self._relevant:
            self._relevant[fact] = self.where(self.base.fact[fact].ask_if)
        return self._relevant[fact]

    def values(self, fact: str) -> tuple[int, ...]:
        """For each value of the fact, where it is the effective one: the default, if irrelevant."""
        if fact not in self._values:
            self._values[fact] = self._effective(fact)
        return self._values[fact]

    def _effective(self, fact: str) -> tuple[int, ...]:
        relevant = self.relevant(fact)
        if relevant == self.everywhere:
            return self.raw(fact)
        masks = [mask & relevant for mask in self.raw(fact)]
        default = self.base.fact[fact].default
        if default is not None:
            masks[position(self.base.fact[fact], self.domains[fact], default)] |= (
                self.everywhere ^ relevant
            )
        return tuple(masks)

    def where(self, condition: Condition) -> int:
        """The combinations where the condition holds."""
        found = self._found.get(condition)
        if found is None:
            found = self._found[condition] = self._where(condition)
        return found

    def _where(self, condition: Condition) -> int:
        match condition:
            case And(parts):
                return reduce(and_, map(self.where, parts)) if parts else self.everywhere
            case Or(parts):
                return union(self.where(part) for part in parts)
            case Not(part):
                return self.everywhere ^ self.where(part)
            case Ref(name):
                return self.where(self.base.conditions[name])
            case _:
                return self._where_atom(condition)

    def _where_atom(self, atom: Atom) -> int:
        domain = self.domains[atom.fact]
        masks = self.values(atom.fact)
        return union(
            mask for value, mask in zip(domain, masks, strict=True) if atom_holds(atom, value)
        )

    def allowing(self, allowed: Allowed) -> int:
        """Where every one of these facts has one of the values that it may have."""
        mask = self.everywhere
        for fact, values in allowed.items():
            if len(values) < len(self.domains[fact]):
                raw = self.raw(fact)
                mask &= union(raw[value] for value in values)
        return mask

    def fold(self, mask: int) -> int:
        """The combinations of the cut facts that `mask` has with any values of the own facts."""
        rows = self.rows
        while rows > 1 and mask:
            rows = (rows + 1) // 2
            half = rows * self.width
            mask = mask >> half | mask & first_bits(half)
        return mask

    def wide(self, cut: int) -> int:
        """These combinations of the cut facts, with any values of the own facts."""
        if cut + 1 == 1 << self.width:
            return self.everywhere
        return cut * _first_columns(self.rows, self.width)

    def column(self, place: int) -> int:
        """One combination of the cut facts, with any values of the own facts."""
        return _first_columns(self.rows, self.width) << place

    def held(self, mask: int, fact: str, place: int) -> int:
        """What the mask would be if the fact had this value, whatever it has."""
        stride, raw = self.stride[fact], self.raw(fact)
        there = (mask & raw[place]) >> place * stride
        return union(there << value * stride for value in range(len(raw)))

    def forget(self) -> None:
        """Drop where conditions hold, which is kept for those that are read again and again."""
        self._found.clear()


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Where something is on in a space, and every fact that this depends on."""

    space: Space
    on: int
    reads: frozenset[str]


def union(masks: Iterable[int]) -> int:
    """Every bit that one of the masks has."""
    masks = iter(masks)
    return reduce(or_, masks, next(masks, 0))


def shifted(mask: int, bits: int) -> int:
    """The mask as seen from `bits` bits further up."""
    return mask >> bits if bits > 0 else mask << -bits


def without(mask: int, other: int) -> int:
    """The bits of `mask` that `other` has not; `mask & ~other` takes ten times as long."""
    return (mask | other) ^ other


@lru_cache(maxsize=64)
def first_bits(count: int) -> int:
    """So many bits from the first on."""
    return (1 << count) - 1


@lru_cache(maxsize=64)
def _first_columns(rows: int, width: int) -> int:
    """The first bit of each of so many rows."""
    return ((1 << rows * width) - 1) // ((1 << width) - 1)


@lru_cache(maxsize=256)
def _value_masks(stride: int, size: int, bits: int) -> tuple[int, ...]:
    """For each of `size` values, the bits where it stands, `stride` bits apart."""
    first, length = (1 << stride) - 1, stride * size
    while length < bits:
        first |= first << length
        length *= 2
    first &= (1 << bits) - 1
    return tuple(first << value * stride for value in range(size))
