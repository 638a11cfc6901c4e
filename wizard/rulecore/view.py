"""One space under the answers about its own facts.

Place in the flow: between `tables` and `survey`. What a view finds out holds for every combination
of the cut facts, so that it is kept until an answer about its own facts changes: a step of a
consultation costs one topic, not all of them.
"""

from __future__ import annotations

from collections.abc import Hashable

from rulecore.space import Allowed, Piece, Space, shifted, union, without


class View:
    """The combinations of a space that the answers leave; gives combinations of the cut facts."""

    def __init__(self, space: Space, allowed: Allowed) -> None:
        self.space = space
        self.allowed = {fact: allowed[fact] for fact in space.own}
        self.live = space.allowing(self.allowed)
        self._found: dict[Hashable, int] = {}

    def shows(self, allowed: Allowed) -> bool:
        """Whether the answers about the own facts are still these."""
        return all(allowed[fact] == values for fact, values in self.allowed.items())

    def off(self, piece: Piece) -> int:
        """Where the piece can be off."""
        found = self._found.get(piece)
        if found is None:
            found = self._found[piece] = self._fold(self.space.everywhere ^ piece.on)
        return found

    def only(self, piece: Piece, above: Piece | None) -> int:
        """Where the piece can be on and the one above it off."""
        key = piece, above
        if key not in self._found:
            self._found[key] = self._fold(without(piece.on, above.on if above else 0))
        return self._found[key]

    def counts(self, fact: str) -> int:
        """Where the fact, an own one or a cut one, can be relevant."""
        if fact not in self._found:
            self._found[fact] = self._fold(self.space.relevant(fact))
        return self._found[fact]

    def turned(self, fact: str, piece: Piece) -> int:
        """Where an own fact, and it alone, can turn the piece."""
        key = fact, piece
        if key not in self._found:
            self._found[key] = self._turned(fact, piece, self.allowed[fact])
        return self._found[key]

    def turned_by_cut(self, fact: str, piece: Piece, values: frozenset[int]) -> int:
        """Where a cut fact with these values, and it alone, can turn the piece.

        Of the combinations that differ in this fact alone the one with its first value.
        """
        key = fact, piece, values
        if key not in self._found:
            self._found[key] = self._turned(fact, piece, values)
        return self._found[key]

    def turned_off(self, fact: str, piece: Piece, place: int) -> int:
        """Where the piece can be on with another value of an own fact and is off with this one."""
        stride = self.space.stride[fact]
        others = union(piece.on >> value * stride for value in self.allowed[fact])
        turned = without(others, piece.on >> place * stride)
        return self.space.fold(turned & self._alike(fact, self.allowed[fact]))

    def turned_off_beside(self, piece: Piece, shift: int) -> int:
        """Where the piece can be on here and off there, the own facts being the same."""
        key = shift, piece
        if key not in self._found:
            self._found[key] = self._fold(without(piece.on, shifted(piece.on, shift)))
        return self._found[key]

    def _fold(self, mask: int) -> int:
        return self.space.fold(mask & self.live)

    def _turned(self, fact: str, piece: Piece, values: frozenset[int]) -> int:
        stride = self.space.stride[fact]
        first, *rest = (piece.on >> value * stride for value in values)
        turned = union(first ^ other for other in rest)
        return self.space.fold(turned & self._alike(fact, values))

    def _alike(self, fact: str, values: frozenset[int]) -> int:
        """The combinations left of the other facts, each where the fact has its first value.

        `values`: some that the answers leave to the fact.
        """
        value = min(values)
        return (self.live & self.space.raw(fact)[value]) >> value * self.space.stride[fact]
