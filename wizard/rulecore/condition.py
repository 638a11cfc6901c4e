"""Conditions over facts: what a rule's `when` and a question's `ask_if` become.

Place in the flow: `policysite` parses the source's expressions into these; `evaluate` asks whether
one holds, `tables` compiles them. A condition reads effective values and nothing else.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass

type Value = str | frozenset[str] | int
"""An answer: an option's id, a set of option ids, a number in units of its last decimal, or a day
as its ordinal in the Gregorian calendar."""


@dataclass(frozen=True, slots=True)
class Is:
    """The fact's value is one of `values`: `image == others`, `action in (post, share)`."""

    fact: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Has:
    """The option is among the fact's several answers: `staff in roles`."""

    fact: str
    option: str


@dataclass(frozen=True, slots=True)
class Compare:
    """The fact's number or day stands in that relation to `number`: `age < 14`."""

    fact: str
    relation: str
    number: int


@dataclass(frozen=True, slots=True)
class Ref:
    """A condition that the source names once and uses by its name: `covered`."""

    name: str


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Condition, ...]


type Condition = Is | Has | Compare | Ref | Not | And | Or
type Atom = Is | Has | Compare
type Named = Mapping[str, Condition]

ALWAYS: Condition = And(())

RELATIONS: dict[str, Callable[[int, int], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def atom_holds(atom: Atom, value: Value) -> bool:
    """Whether the atom holds when its fact has `value`, whose type is the fact's own."""
    match atom, value:
        case Is(values=values), str():
            return value in values
        case Has(option=option), frozenset():
            return option in value
        case Compare(relation=relation, number=number), int():
            return RELATIONS[relation](value, number)
    raise TypeError(f"{atom!r} cannot read {value!r}")


def holds(condition: Condition, values: Mapping[str, Value], named: Named) -> bool:
    """Whether the condition holds for these effective values."""
    match condition:
        case And(parts):
            return all(holds(part, values, named) for part in parts)
        case Or(parts):
            return any(holds(part, values, named) for part in parts)
        case Not(part):
            return not holds(part, values, named)
        case Ref(name):
            return holds(named[name], values, named)
        case _:
            return atom_holds(condition, values[condition.fact])


def atoms(condition: Condition, named: Named) -> list[Atom]:
    """Every atom of the condition, named conditions included, in reading order."""
    match condition:
        case And(parts) | Or(parts):
            return [atom for part in parts for atom in atoms(part, named)]
        case Not(part):
            return atoms(part, named)
        case Ref(name):
            return atoms(named[name], named)
        case _:
            return [condition]


def facts_of(condition: Condition, named: Named) -> tuple[str, ...]:
    """The ids of the facts that the condition reads, each once, in reading order."""
    return tuple(dict.fromkeys(atom.fact for atom in atoms(condition, named)))
