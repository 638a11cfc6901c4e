"""The compiled rule base: packed truth tables, one small table a topic.

Place in the flow: built once from the rule base; `survey` reads it for one consultation.

A few facts that almost everything reads are *cut* out. Given their values, the other facts fall
apart into *topics* that have nothing to do with each other, each with a handful of *rows* (one for
each combination of its own facts). For every row and every *sign* (a rule fires, a note holds, the
rank is at least k) one integer says where the sign is on: a bit for each combination of the cut
facts. Topics cost their sum, not their product.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from math import prod

from rulecore.condition import And, Atom, Condition, Not, Or, Ref, Value, atom_holds
from rulecore.domain import domain, every_condition, position
from rulecore.model import Fact, RuleBase
from rulecore.normal import alternatives
from rulecore.topics import readings, separate, support

type Sign = tuple[str, str | int]
"""What a bit says: ("rule", id), ("note", id), ("extension", id), ("text", id), ("answers", id),
or ("rank", k): a rule of rank k or higher fires."""


@dataclass(frozen=True, slots=True)
class Row:
    """One combination of a topic's own facts.

    `values`: positions in the domains, in the order of the topic's facts. `on`: sign → the cut
    combinations where it is on (absent: nowhere). `relevant`: fact → where it counts.
    """

    values: tuple[int, ...]
    on: Mapping[Sign, int]
    relevant: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Topic:
    """Facts that depend on each other once the cut facts are known, and all their rows."""

    facts: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """A cut fact as a dimension of the bits, its values `stride` bits apart.

    `raw`: for each value, the bits where the fact has it. `relevant`: where the fact counts.
    """

    stride: int
    raw: tuple[int, ...]
    relevant: int


@dataclass(frozen=True, slots=True)
class Tables:
    """`domains`: fact → its values. `axes`: the cut facts. `everywhere`: all the bits."""

    domains: Mapping[str, tuple[Value, ...]]
    axes: Mapping[str, Axis]
    topics: tuple[Topic, ...]
    everywhere: int


@lru_cache(maxsize=8)
def compile_tables(base: RuleBase) -> Tables:
    """Compile a rule base, once; raises `topics.TooEntangled`."""
    compared = list(every_condition(base))
    domains = {fact.id: domain(fact, compared) for fact in base.facts}
    pieces = [(s, a) for s, c in _signs(base) for a in alternatives(c, base.conditions)]
    sizes = {fact: len(values) for fact, values in domains.items()}
    parts = separate(base, sizes, [condition for _, condition in pieces])
    reads = readings(base)
    homes: list[list[_Piece]] = [[] for _ in parts.topics]
    for sign, condition in pieces:
        homes[parts.home(support(condition, base, reads))].append((sign, condition))
    everywhere = (1 << prod(sizes[f] for f in parts.cut)) - 1
    compiler = _Compiler(base, domains, frozenset(parts.cut), everywhere)
    axes = compiler.cut(parts.cut)
    topics = [compiler.topic(*each) for each in zip(parts.topics, homes, strict=True)]
    return Tables(domains, axes, tuple(topics), everywhere)


type _Piece = tuple[Sign, Condition]


def _signs(base: RuleBase) -> Iterable[_Piece]:
    for rule in base.rules:
        yield ("rule", rule.id), rule.when
    for note in base.notes:
        yield ("note", note.id), note.when
    for extension in base.extensions:
        yield ("extension", extension.id), extension.when
    for text in base.texts:
        if text.after or text.folded_after:
            yield ("text", text.id), text.after_if
        if text.answers is not None:
            yield ("answers", text.id), text.answers


@dataclass(slots=True)
class _Compiler:
    """Evaluates conditions on all combinations of the cut facts at once.

    `holding`: fact → position of a value → the combinations where that is its effective value.
    `settled`: where an atom over a cut fact holds, which no row changes.
    """

    base: RuleBase
    domains: Mapping[str, tuple[Value, ...]]
    cut_facts: frozenset[str]
    everywhere: int
    holding: dict[str, dict[int, int]] = field(default_factory=dict)
    settled: dict[Atom, int] = field(default_factory=dict)

    def cut(self, facts: Sequence[str]) -> Mapping[str, Axis]:
        """The axes of the cut facts, the first one the slowest; fills `holding` with them."""
        axes: dict[str, Axis] = {}
        stride = self.everywhere.bit_length()
        for id_ in facts:
            size = len(self.domains[id_])
            stride //= size
            period = self.everywhere // ((1 << (stride * size)) - 1)
            one = (1 << stride) - 1
            raw = tuple((one << (i * stride)) * period for i in range(size))
            fact = self.base.fact[id_]
            relevant = self.where(fact.ask_if)
            self.hold(fact, {i: mask & relevant for i, mask in enumerate(raw)}, relevant)
            axes[id_] = Axis(stride, raw, relevant)
        return axes

    def topic(self, facts: tuple[str, ...], pieces: Sequence[_Piece]) -> Topic:
        """One topic, with a row for each combination of its facts' values."""
        choices = product(*(range(len(self.domains[f])) for f in facts))
        return Topic(facts, tuple(self.row(facts, values, pieces) for values in choices))

    def row(self, facts: tuple[str, ...], values: tuple[int, ...], pieces: Sequence[_Piece]) -> Row:
        relevant: dict[str, int] = {}
        for id_, value in zip(facts, values, strict=True):
            fact = self.base.fact[id_]
            relevant[id_] = self.where(fact.ask_if)
            self.hold(fact, {value: relevant[id_]}, relevant[id_])
        on: dict[Sign, int] = {}
        for sign, condition in pieces:
            if mask := self.where(condition):
                on[sign] = on.get(sign, 0) | mask
        return Row(values, on | self.ranks(on), relevant)

    def ranks(self, on: Mapping[Sign, int]) -> dict[Sign, int]:
        """For each rank, where some rule of this rank or higher fires."""
        at_least: dict[Sign, int] = {}
        for rule in self.base.rules:
            if mask := on.get(("rule", rule.id), 0):
                for rank in range(1, self.base.rank[rule.modality] + 1):
                    at_least["rank", rank] = at_least.get(("rank", rank), 0) | mask
        return at_least

    def hold(self, fact: Fact, where: dict[int, int], relevant: int) -> None:
        """Note where the fact has which effective value: its default where it is irrelevant."""
        if fact.default is not None and relevant != self.everywhere:
            default = position(fact, self.domains[fact.id], fact.default)
            where[default] = where.get(default, 0) | (self.everywhere & ~relevant)
        self.holding[fact.id] = where

    def where(self, condition: Condition) -> int:
        """The combinations of the cut facts where the condition holds."""
        match condition:
            case And(parts):
                mask = self.everywhere
                for part in parts:
                    mask &= self.where(part)
                return mask
            case Or(parts):
                mask = 0
                for part in parts:
                    mask |= self.where(part)
                return mask
            case Not(part):
                return self.everywhere & ~self.where(part)
            case Ref(name):
                return self.where(self.base.conditions[name])
            case _:
                return self.where_atom(condition)

    def where_atom(self, atom: Atom) -> int:
        if atom in self.settled:
            return self.settled[atom]
        values = self.domains[atom.fact]
        mask = 0
        for value, where in self.holding[atom.fact].items():
            if atom_holds(atom, values[value]):
                mask |= where
        if atom.fact in self.cut_facts:
            self.settled[atom] = mask
        return mask
