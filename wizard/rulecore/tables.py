"""The compiled rule base: packed truth tables.

Place in the flow: built once from the rule base; `survey` reads it for one consultation.

A few facts that almost everything reads are *cut* out. Given their values, the other facts fall
apart into *topics* that have nothing to do with each other. A *sign* (a rule fires, a note holds,
the rank is at least k) is an OR of *pieces*, each a table over a handful of facts and the cut ones;
the pieces of one sign share no fact of their own. Topics cost their sum, not their product.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import prod

from rulecore.condition import Condition
from rulecore.domain import domain, every_condition
from rulecore.model import RuleBase
from rulecore.normal import alternatives
from rulecore.space import Domains, Piece, Space, union
from rulecore.topics import MOST_WORK, TooEntangled, groups, readings, separate, support
from rulecore.view import Allowed, View

type Sign = tuple[str, str | int]
"""What a bit says: ("rule", id), ("note", id), ("extension", id), ("text", id), ("answers", id),
or ("rank", k): a rule of rank k or higher fires."""


@dataclass(frozen=True, slots=True)
class Term:
    """An alternative of a rule's condition, without `or`; `reads`: what it depends on."""

    rule: str
    when: Condition
    reads: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """Facts that depend on each other once the cut facts are known, and the rules over them."""

    space: Space
    terms: tuple[Term, ...]

    def piece(self, rule: str) -> Piece:
        """Where the rule fires for a reason of this topic."""
        terms = [term for term in self.terms if term.rule == rule]
        return piece_of(self.space, terms)


def piece_of(space: Space, terms: Sequence[Term]) -> Piece:
    """Where one of the terms holds."""
    on = union(space.where(term.when) for term in terms)
    return Piece(space, on, frozenset[str]().union(*(term.reads for term in terms)))


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """`cut`: the facts cut out; `cut_space`: their combinations. `signs`: sign → its pieces.
    `reads`: sign → every fact that it depends on. `views`: the last view of each space. `wholes`:
    rule → where it fires, topic by topic, once somebody has asked.
    """

    domains: Domains
    cut: tuple[str, ...]
    cut_space: Space
    topics: tuple[Topic, ...]
    signs: Mapping[Sign, tuple[Piece, ...]]
    reads: Mapping[Sign, frozenset[str]]
    views: dict[Space, View] = field(default_factory=dict)
    wholes: dict[str, tuple[Piece, ...]] = field(default_factory=dict)

    def space_of(self, fact: str) -> Space:
        """The space of the fact's topic, or that of the cut facts."""
        spaces = (topic.space for topic in self.topics if fact in topic.space.own)
        return next(spaces, self.cut_space)

    def whole(self, rule: str) -> tuple[Piece, ...]:
        """Where a rule fires, topic by topic."""
        if rule not in self.wholes:
            self.wholes[rule] = tuple(topic.piece(rule) for topic in self.topics)
        return self.wholes[rule]

    def view(self, space: Space, allowed: Allowed) -> View:
        """The space under these answers; the last one again where they are the same."""
        view = self.views.get(space)
        if view is None or not view.shows(allowed):
            view = self.views[space] = View(space, allowed)
        return view


@lru_cache(maxsize=8)
def compile_tables(base: RuleBase) -> Tables:
    """Compile a rule base, once; raises `topics.TooEntangled`."""
    return _Compiler(base).tables()


class _Compiler:
    def __init__(self, base: RuleBase) -> None:
        self.base = base
        compared = list(every_condition(base))
        self.domains = {fact.id: domain(fact, compared) for fact in base.facts}
        self.sizes = {fact: len(values) for fact, values in self.domains.items()}
        self.order = {fact.id: place for place, fact in enumerate(base.facts)}
        self.reads = readings(base)
        self.cut: tuple[str, ...] = ()
        self.spaces: dict[tuple[str, ...], Space] = {}

    def tables(self) -> Tables:
        base = self.base
        terms = [term for rule in base.rules for term in self.terms(rule.id, rule.when)]
        parts = separate(base, self.sizes, self.reads, [term.reads for term in terms])
        self.cut = parts.cut
        homes: list[list[Term]] = [[] for _ in parts.topics]
        for term in terms:
            homes[parts.home(term.reads)].append(term)
        topics = tuple(
            Topic(self.space(own), tuple(home))
            for own, home in zip(parts.topics, homes, strict=True)
        )
        signs: dict[Sign, tuple[Piece, ...]] = {}
        for sign, condition in _signs(base):
            signs[sign] = tuple(self.pieces(list(self.terms("", condition))))
        signs |= self.ranks(topics)
        for space in self.spaces.values():
            space.forget()
        reads = {s: frozenset[str]().union(*(p.reads for p in found)) for s, found in signs.items()}
        return Tables(self.domains, self.cut, self.space(()), topics, signs, reads)

    def terms(self, rule: str, condition: Condition) -> Iterator[Term]:
        for when in alternatives(condition, self.base.conditions):
            yield Term(rule, when, support(when, self.base, self.reads))

    def pieces(self, terms: Sequence[Term]) -> Iterator[Piece]:
        """The terms of one sign, those together that share a fact of their own."""
        own = [self.own(term.reads) for term in terms]
        for facts, members in groups(own):
            yield piece_of(self.space(self.own(facts)), [terms[i] for i in members])

    def ranks(self, topics: Sequence[Topic]) -> dict[Sign, tuple[Piece, ...]]:
        """For each rank, where a topic has a rule of this rank or higher."""
        pieces: dict[Sign, list[Piece]] = {("rank", k): [] for k in self.base.rank.values()}
        rank = {rule.id: self.base.rank[rule.modality] for rule in self.base.rules}
        for topic in topics:
            on, reads = 0, frozenset[str]()
            for k in range(len(self.base.modalities), 0, -1):
                here = [term for term in topic.terms if rank[term.rule] == k]
                on |= union(topic.space.where(term.when) for term in here)
                reads = reads.union(*(term.reads for term in here))
                if on:
                    pieces["rank", k].append(Piece(topic.space, on, reads))
            topic.space.forget()
        return {sign: tuple(found) for sign, found in pieces.items()}

    def own(self, facts: Iterable[str]) -> tuple[str, ...]:
        """Those that are not cut out, in the order of the facts."""
        return tuple(sorted((f for f in facts if f not in self.cut), key=self.order.__getitem__))

    def space(self, own: tuple[str, ...]) -> Space:
        if own not in self.spaces:
            if prod(self.sizes[fact] for fact in (*own, *self.cut)) > MOST_WORK:
                raise TooEntangled(own)
            self.spaces[own] = Space(self.base, self.domains, self.cut, own)
        return self.spaces[own]


def _signs(base: RuleBase) -> Iterable[tuple[Sign, Condition]]:
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
