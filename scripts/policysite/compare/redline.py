"""A changed text as one text: words taken out and words put in, each marked.

Place in the flow: `report` shows changed clauses and headings so in the terminal, the pages of
comparisons in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from policysite.typography import plain, typeset

_WORD = re.compile(r"(?P<word>[^ \t\n]+?)(?P<sign>\u00a0?[.,;:!?…»”)\]]+)?(?=[ \t\n]|$)")
"""A word with what follows it; no-break spaces inside quotation marks and numbers part no words."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or the signs that end one. `glued`: no space parts it from what is before."""

    text: str
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that are kept, taken out or put in; `glued`: as of its first word."""

    kept: str = ""
    taken: str = ""
    put: str = ""
    glued: bool = False


def pieces(old: str, new: str, language: str) -> Iterator[Piece]:
    """The texts word by word, typeset; words that differ in their typography alone are kept."""
    before, after = (list(_tokens(typeset(text, language).strip())) for text in (old, new))
    # Its rule of thumb for words that come back often bounds the time of very long texts.
    matcher = SequenceMatcher(None, [plain(t.text) for t in before], [plain(t.text) for t in after])
    for same, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        taken, put = before[old_from:old_to], after[new_from:new_to]
        if same == "equal":
            yield Piece(kept=_joined(put), glued=put[0].glued)
            continue
        if taken:
            yield Piece(taken=_joined(taken), glued=taken[0].glued)
        if put:
            yield Piece(put=_joined(put), glued=put[0].glued)


def redline(old: str, new: str, language: str) -> str:
    """The same for a terminal: `[-old-]{+new+}` around what differs."""
    said = "".join(_marked(piece) for piece in pieces(old, new, language))
    return said.replace("-] {+", "-]{+").strip()


def _marked(piece: Piece) -> str:
    marked = piece.kept
    if piece.taken:
        marked = f"[-{piece.taken}-]"
    if piece.put:
        marked = f"{{+{piece.put}+}}"
    return marked if piece.glued else f" {marked}"


def _tokens(text: str) -> Iterator[Token]:
    for found in _WORD.finditer(text):
        yield Token(found["word"])
        if found["sign"]:
            yield Token(found["sign"], glued=True)


def _joined(tokens: Sequence[Token]) -> str:
    return "".join(("" if t.glued else " ") + t.text for t in tokens).strip(" ")
