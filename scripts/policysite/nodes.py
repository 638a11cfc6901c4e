"""The raw source: a tree of texts, lists and keyed entries, each with its place.

Place in the flow: `read` makes it from bytes, `schema` looks at its structure, `resolve` gives it a
meaning. Every scalar is text: what looks like a number or a date is read by the field it stands in.
"""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass
from functools import cached_property

from policysite.policy import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """One text. `raw`: as it stands in the source, quotation marks and indentation included."""

    text: str
    place: Place
    raw: str = ""

    def place_at(self, offset: int) -> Place:
        """Where the character at `offset` of the text stands in the source.

        Folding and indentation change white space only, so the characters that are not white space
        are counted; an escape in double quotes shifts what follows it by its own length.
        """
        wanted = sum(not c.isspace() for c in self.text[:offset])
        for at in range(self._content_starts(), len(self.raw)):
            if not self.raw[at].isspace():
                if wanted == 0:
                    return self.place_in_raw(at)
                wanted -= 1
        return self.place_in_raw(len(self.raw))

    def _content_starts(self) -> int:
        """After the quotation mark, or after the line that announces a block."""
        if self.raw[:1] in ("|", ">"):
            return self.raw.find("\n") + 1
        return 1 if self.raw[:1] in ("'", '"') else 0

    def place_in_raw(self, at: int) -> Place:
        """Where the character at `at` of the raw text stands in the source."""
        before = self.raw[:at]
        lines = before.count("\n")
        column = at - before.rfind("\n") if lines else self.place.column + at
        return Place(self.place.line + lines, column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """An entry with keys, in the order of the source; no key twice."""

    pairs: tuple[tuple[Scalar, Node], ...]
    place: Place

    @cached_property
    def values(self) -> AbstractMapping[str, Node]:
        """Values by key."""
        return {key.text: value for key, value in self.pairs}

    @cached_property
    def keys(self) -> AbstractMapping[str, Scalar]:
        """The keys themselves, which know their places."""
        return {key.text: key for key, _ in self.pairs}


type Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file, read. `digest`: SHA-256 of its bytes, in hexadecimal."""

    file: str
    digest: str
    root: Node
