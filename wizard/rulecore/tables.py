"""The compiled rule base: packed truth tables.

Place in the flow: built once from the rule base; `survey` reads it for one consultation, `proofs`
for all of them.

A few facts that almost everything reads are *cut* out. Given their values, the other facts fall
apart into *topics* that have nothing to do with each other. A *sign* (a rule fires, a note holds,
the rank is at least k) is an OR of *pieces*, each a table over a handful of facts and the cut ones;
the pieces of one sign share no fact of their own. Topics cost their sum, not their product.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from math import prod

from rulecore.condition import Condition
from rulecore.domain import domains_of
from rulecore.layout import Term, lay_out, terms_of
from rulecore.model import RuleBase
from rulecore.space import Allowed, Piece, Space, union
from rulecore.topics import MOST_SPACE, MOST_TABLES, TooEntangled, groups
from rulecore.view import View

type Sign = tuple[str, str | int]
"""What a bit says: ("rule", id), ("note", id), ("extension", id), ("text", id), ("answers", id),
or ("rank", k): a rule of rank k or higher fires."""


DECIDING = ("rule", "note", "extension", "text")
"""Kinds of sign that a wizard with outcomes shows."""

INFORMATIVE = ("answers",)
"""Kinds of sign that a wizard without outcomes shows."""


class Topic:
    """Facts that depend on each other once the cut facts are known, and the rules over them."""

    def __init__(self, base: RuleBase, space: Space, terms: Iterable[Term]) -> None:
        self.base, self.space = base, space
        self.terms: dict[str, list[Term]] = {}
        for term in terms:
            self.terms.setdefault(term.rule, []).append(term)

    def fires(self, rule: str) -> Piece:
        """Where the rule fires for a reason of this topic."""
        return piece_of(self.space, self.terms.get(rule, ()))

    @cached_property
    def ranks(self) -> tuple[Piece, ...]:
        """For each rank from 1 up, where a rule of this rank or higher fires."""
        here: list[list[Term]] = [[] for _ in self.base.modalities]
        for term, rank in self.ranked():
            here[rank - 1].append(term)
        pieces: list[Piece] = []
        on, reads = 0, frozenset[str]()
        for found in reversed(here):
            on |= union(self.space.where(term.when) for term in found)
            reads = reads.union(*(term.reads for term in found))
            pieces.append(Piece(self.space, on, reads))
        return tuple(reversed(pieces))

    def ranked(self) -> Iterator[tuple[Term, int]]:
        """Every term with the rank of its rule."""
        for rule, terms in self.terms.items():
            rank = self.base.rank[self.base.rule[rule].modality]
            for term in terms:
                yield term, rank


def piece_of(space: Space, terms: Sequence[Term]) -> Piece:
    """Where one of the terms holds."""
    on = union(space.where(term.when) for term in terms)
    return Piece(space, on, frozenset[str]().union(*(term.reads for term in terms)))


class Tables:
    """`cut`: the facts cut out; `cut_space`: their combinations. `signs`: sign → its pieces.
    `reads`: sign → every fact that it depends on.
    """

    def __init__(self, base: RuleBase) -> None:
        """Compile; raises `topics.TooEntangled`."""
        self.base = base
        self.domains = domains_of(base)
        self.layout = lay_out([base], self.domains)
        self.cut = self.layout.parts.cut
        self._spaces: dict[tuple[str, ...], Space] = {}
        self._bits = 0
        self._views: dict[Space, View] = {}
        self._reading: dict[tuple[str, tuple[str, ...]], Sequence[Sign]] = {}
        self.cut_space = self._space(())
        self.topics = tuple(
            Topic(base, self._space(own), terms)
            for own, terms in zip(self.layout.parts.topics, self.layout.terms[0], strict=True)
        )
        self._home = {fact: topic.space for topic in self.topics for fact in topic.space.own}
        self.signs = self._ranks() | self._others()
        self.reads = {
            sign: frozenset[str]().union(*(piece.reads for piece in pieces))
            for sign, pieces in self.signs.items()
        }

    def space_of(self, fact: str) -> Space:
        """The space of the fact's topic, or that of the cut facts."""
        return self._home.get(fact, self.cut_space)

    def reading(self, fact: str, kinds: tuple[str, ...]) -> Sequence[Sign]:
        """The signs of some kinds that depend on the fact."""
        key = fact, kinds
        if key not in self._reading:
            self._reading[key] = [
                sign for sign, reads in self.reads.items() if fact in reads and sign[0] in kinds
            ]
        return self._reading[key]

    def whole(self, rule: str) -> tuple[Piece, ...]:
        """Where a rule fires, topic by topic."""
        pieces = self._whole(rule)
        for piece in pieces:
            piece.space.forget()
        return pieces

    def wholes(self) -> Iterator[tuple[str, tuple[Piece, ...]]]:
        """Where each rule fires; those of a topic follow each other, as they read the same."""
        seen: set[str] = set()
        for topic in self.topics:
            for rule in topic.terms:
                if rule not in seen:
                    yield rule, self._whole(rule)
            seen.update(topic.terms)
            topic.space.forget()

    def _whole(self, rule: str) -> tuple[Piece, ...]:
        return tuple(topic.fires(rule) for topic in self.topics if rule in topic.terms)

    def view(self, space: Space, allowed: Allowed) -> View:
        """The space under these answers; the last one again where they are the same."""
        view = self._views.get(space)
        if view is None or not view.shows(allowed):
            view = self._views[space] = View(space, allowed)
        return view

    def _ranks(self) -> dict[Sign, tuple[Piece, ...]]:
        """For each rank, where a topic has a rule of this rank or higher."""
        found: dict[int, list[Piece]] = {rank: [] for rank in self.base.rank.values()}
        for topic in self.topics:
            for rank, piece in enumerate(topic.ranks, 1):
                if piece.on:
                    found[rank].append(piece)
            topic.space.forget()
        return {("rank", rank): tuple(pieces) for rank, pieces in found.items()}

    def _others(self) -> dict[Sign, tuple[Piece, ...]]:
        reads = self.layout.reads[0]
        found: dict[Sign, tuple[Piece, ...]] = {}
        for sign, condition in _signs(self.base):
            terms = list(terms_of("", condition, self.base, reads))
            found[sign] = tuple(self._pieces(terms))
        for space in self._spaces.values():
            space.forget()
        return found

    def _pieces(self, terms: Sequence[Term]) -> Iterator[Piece]:
        """The terms of one sign, those together that share a fact of their own."""
        own = [self.layout.own(term.reads) for term in terms]
        for facts, members in groups(own):
            space = self._space(self.layout.own(facts))
            self._bits += space.rows * space.width
            if self._bits > MOST_TABLES:
                raise TooEntangled(tuple(space.stride))
            yield piece_of(space, [terms[i] for i in members])

    def _space(self, own: tuple[str, ...]) -> Space:
        if own not in self._spaces:
            if prod(len(self.domains[fact]) for fact in (*own, *self.cut)) > MOST_SPACE:
                raise TooEntangled((*own, *self.cut))
            self._spaces[own] = Space(self.base, self.domains, self.cut, own)
        return self._spaces[own]


@lru_cache(maxsize=8)
def compile_tables(base: RuleBase) -> Tables:
    """Compile a rule base, once; raises `topics.TooEntangled`."""
    return Tables(base)


def _signs(base: RuleBase) -> Iterator[tuple[Sign, Condition]]:
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
