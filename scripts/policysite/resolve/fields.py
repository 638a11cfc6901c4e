"""Typed reading of a keyed entry, whatever the author wrote there.

Place in the flow: under every part of `resolve`. What is missing or of another shape has been
reported by `schema` and reads as empty here; an empty text is never reported a second time.
"""

from __future__ import annotations

from policysite.nodes import Mapping, Node, Scalar, Sequence
from policysite.policy import Place


class Fields:
    """The keys of one entry."""

    def __init__(self, node: Node) -> None:
        self.place: Place = node.place
        self._node = node if isinstance(node, Mapping) else Mapping(pairs=(), place=node.place)

    @property
    def pairs(self) -> tuple[tuple[Scalar, Node], ...]:
        return self._node.pairs

    def get(self, key: str) -> Node | None:
        return self._node.values.get(key)

    def has(self, key: str) -> bool:
        return key in self._node.values

    def text(self, key: str) -> Scalar:
        """The text under a key; an empty one where there is none."""
        return as_text(self.get(key), self.place)

    def flag(self, key: str, *, otherwise: bool = False) -> bool:
        return self.text(key).text == "true" if self.has(key) else otherwise

    def whole(self, key: str, otherwise: int = 0) -> int:
        """A whole number; the schema has reported what is none."""
        text = self.text(key).text
        return int(text) if text.removeprefix("-").isdecimal() and len(text) < 12 else otherwise

    def nodes(self, key: str) -> tuple[Node, ...]:
        node = self.get(key)
        return node.items if isinstance(node, Sequence) else ()

    def texts(self, key: str) -> tuple[Scalar, ...]:
        """The texts of the list under a key."""
        return tuple(as_text(node, self.place) for node in self.nodes(key))

    def entries(self, key: str) -> tuple[Fields, ...]:
        """The entries of the list under a key."""
        return tuple(Fields(node) for node in self.nodes(key))

    def entry(self, key: str) -> Fields | None:
        """The entry under a key, where there is one."""
        node = self.get(key)
        return Fields(node) if isinstance(node, Mapping) else None


def as_text(node: Node | None, place: Place) -> Scalar:
    """The node if it is a text, else an empty text at its place."""
    if isinstance(node, Scalar):
        return node
    return Scalar(text="", place=node.place if node else place)
