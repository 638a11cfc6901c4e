"""What can still happen: questions to the tables under partly known answers.

Place in the flow: `consult` asks, the tables hold the facts. Answers select bits; nothing is
enumerated. Every sign is an OR of pieces that are independent once the cut facts are known, so that
each question is a few operations on integers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from rulecore.model import RuleBase, Wizard
from rulecore.space import Allowed, Piece, Space, shifted, union, without
from rulecore.tables import DECIDING, INFORMATIVE, Sign, Tables
from rulecore.view import View


class Survey:
    """The completions of one consultation.

    `allowed`: for every fact, the positions of the values it may have before pruning. `cut`: the
    combinations of the cut facts that remain.
    """

    def __init__(self, tables: Tables, allowed: Allowed) -> None:
        self.tables = tables
        self.allowed = allowed
        self.cut = tables.cut_space.allowing({fact: allowed[fact] for fact in tables.cut})
        self._look: Callable[[Space, Allowed], View] = tables.view
        self._views: dict[Space, View] = {}
        self._lower: dict[int, int] = {}
        self._rooms: tuple[Space, dict[int, int]] = (tables.cut_space, {})
        self._offs: dict[Sign, int] = {}

    def beside(self, changed: Allowed) -> Survey:
        """The survey with other values for some facts; it does not disturb what this one keeps."""
        other = Survey(self.tables, {**self.allowed, **changed})
        other._look = View
        other._views = {s: v for s, v in self._views.items() if changed.keys().isdisjoint(s.own)}
        return other

    def can_be_on(self, sign: Sign) -> bool:
        """Whether the sign is on in some completion."""
        pieces = self.tables.signs[sign]
        return any(self.cut & self._view(piece).only(piece, None) for piece in pieces)

    def is_certain(self, sign: Sign) -> bool:
        """Whether the sign is on in every completion."""
        return not self._off(sign)

    def can_be_headline(self, rank: int) -> bool:
        """Whether `rank` is the highest in some completion (0: no rule fires at all there)."""
        here = self._below(rank)
        if not rank or not here:
            return bool(here)
        higher = {piece.space: piece for piece in self._above(rank)}
        return any(
            here & self._view(piece).only(piece, higher.get(piece.space))
            for piece in self.tables.signs["rank", rank]
        )

    def can_carry(self, rank: int, firing: Iterable[Piece]) -> bool:
        """Whether a rule of that rank fires in a completion in which it is the highest.

        `firing`: where the rule fires, topic by topic.
        """
        return any(piece.on & self._room(rank, piece.space) for piece in firing)

    def _room(self, rank: int, space: Space) -> int:
        """Where a topic may be, with no rule of a higher rank there or in any other topic."""
        if self._rooms[0] is not space:
            self._rooms = space, {}
        rooms = self._rooms[1]
        if rank not in rooms:
            above = union(piece.on for piece in self._above(rank) if piece.space is space)
            rooms[rank] = without(self.view(space).live & space.wide(self._below(rank)), above)
        return rooms[rank]

    def _above(self, rank: int) -> Sequence[Piece]:
        """Where a rule of a higher rank fires."""
        return self.tables.signs.get(("rank", rank + 1), ())

    def _below(self, rank: int) -> int:
        """The cut combinations where no rule of a higher rank need fire."""
        if rank not in self._lower:
            self._lower[rank] = self._all_off(self._above(rank))
        return self._lower[rank]

    def can_count(self, fact: str) -> bool:
        """Whether the fact is relevant in some completion."""
        return bool(self.cut & self.view(self.tables.space_of(fact)).counts(fact))

    def can_change(self, fact: str, signs: Iterable[Sign]) -> bool:
        """Whether two assignments that differ in this fact alone can differ in one of the signs."""
        change = self._cut_changes if fact in self.tables.cut else self._own_changes
        return any(change(fact, sign) for sign in signs if fact in self.tables.reads[sign])

    def can_turn_off(self, fact: str, place: int, sign: Sign) -> bool:
        """Whether the sign can be on with another value of the fact and off with this one."""
        pieces = self.tables.signs[sign]
        if fact in self.tables.cut:
            values = sorted(self.allowed[fact] - {place})
            parted = self._parted(fact, pieces)
            return any(self._turns_off(fact, parted, value, place) for value in values)
        for piece in pieces:
            if fact in piece.reads:
                turned = self._view(piece).turned_off(fact, piece, place)
                return bool(turned & self._off(sign))
        return False

    def _own_changes(self, fact: str, sign: Sign) -> bool:
        for piece in self.tables.signs[sign]:
            if fact in piece.reads:
                turned = self.cut & self._view(piece).turned(fact, piece)
                return bool(turned and turned & self._off(sign))
        return False

    def _off(self, sign: Sign) -> int:
        """The cut combinations where the sign can be off.

        Where a fact can turn one of its pieces that piece can be off, so that these are also the
        combinations where all the others can be.
        """
        if sign not in self._offs:
            self._offs[sign] = self._all_off(self.tables.signs[sign])
        return self._offs[sign]

    def _cut_changes(self, fact: str, sign: Sign) -> bool:
        pieces = self.tables.signs[sign]
        first, *rest = sorted(self.allowed[fact])
        if not rest:
            return False
        if len(pieces) == 1:
            [piece] = pieces
            turned = self._view(piece).turned_by_cut(fact, piece, self.allowed[fact])
            return bool(self._beside_value(fact, first) & turned)
        parted = self._parted(fact, pieces)
        return any(
            self._turns_off(fact, parted, a, b)
            for value in rest
            for a, b in ((first, value), (value, first))
        )

    def _parted(self, fact: str, pieces: Iterable[Piece]) -> tuple[int, list[tuple[Piece, int]]]:
        """Where the pieces that do not read a cut fact can all be off; the others, each with where
        it can be off.
        """
        mask, reading = self.cut, []
        for piece in pieces:
            off = self._view(piece).off(piece)
            if fact in piece.reads:
                reading.append((piece, off))
            else:
                mask &= off
        return mask, reading

    def _turns_off(
        self, fact: str, parted: tuple[int, list[tuple[Piece, int]]], before: int, after: int
    ) -> bool:
        """Whether a piece can be on with one value of a cut fact, and all be off with the other.

        `parted`: see `_parted`.
        """
        space = self.tables.cut_space
        shift = (after - before) * space.stride[fact]
        still, reading = parted
        mask = still & space.raw(fact)[before]
        for _, off in reading:
            if not mask:
                return False
            mask &= shifted(off, shift)
        return bool(mask) and any(
            mask & self._view(piece).turned_off_beside(piece, shift) for piece, _ in reading
        )

    def _beside_value(self, fact: str, place: int) -> int:
        """The cut combinations that remain with this value of a cut fact, seen from its first."""
        space = self.tables.cut_space
        return (self.cut & space.raw(fact)[place]) >> place * space.stride[fact]

    def _all_off(self, pieces: Iterable[Piece]) -> int:
        """The cut combinations where all pieces can be off."""
        mask = self.cut
        for piece in pieces:
            mask &= self._view(piece).off(piece)
            if not mask:
                break
        return mask

    def _view(self, piece: Piece) -> View:
        return self.view(piece.space)

    def view(self, space: Space) -> View:
        """The space under the answers."""
        if space not in self._views:
            self._views[space] = self._look(space, self.allowed)
        return self._views[space]


def shown_by(tables: Tables, wizard: Wizard, fact: str) -> Sequence[Sign]:
    """Of all that a wizard can show, rules, notes and texts, what reads the fact."""
    return tables.reading(fact, INFORMATIVE if wizard.informative else DECIDING)


def headlines(base: RuleBase, survey: Survey) -> tuple[str, ...]:
    """The headlines of the completions, the most severe first."""
    return tuple(m.id for m in base.modalities if survey.can_be_headline(base.rank[m.id]))


def determined(base: RuleBase, survey: Survey, found: tuple[str, ...]) -> str | None:
    """The least severe headline, where every completion has one and all are of one tier."""
    if len({base.tier[modality] for modality in found}) != 1 or survey.can_be_headline(0):
        return None
    return found[-1]


def turning_tiers(base: RuleBase, found: Sequence[str], silent: bool) -> list[Sign]:
    """The ranks at which a new tier begins and which some completions reach and others do not.

    `found`: the headlines of the completions; `silent`: whether one of them has none.
    """
    upwards = [modality.tier for modality in reversed(base.modalities)]
    ranks = [base.rank[modality] for modality in found] + ([0] if silent else [])
    return [
        ("rank", rank)
        for rank, (below, tier) in enumerate(pairwise([None, *upwards]), start=1)
        if min(ranks) < rank <= max(ranks) and tier != below
    ]
