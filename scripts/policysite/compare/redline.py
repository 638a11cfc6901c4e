"""A changed text as one text: words taken out and words put in, each marked.

Place in the flow: `report` shows changed clauses and headings so in the terminal, the pages of
comparisons in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import takewhile

from policysite.typography import plain, typeset

_SPACE = r"[ \t\n]|(?<=[^\W\d])\u00a0(?=\d)"
"""What parts words. A no-break space parts `article` from `6.1`, and no number or quotation."""

_WORD = re.compile(
    rf"(?P<space>(?:{_SPACE})*)(?P<word>(?:(?!{_SPACE}).)+?)"
    rf"(?P<sign>\u00a0?[.,;:!?…»”)\]]+)?(?={_SPACE}|$)",
    re.DOTALL,
)
"""A word with the space before it and the signs that end it."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or the signs that end one. `space`: what parts it from what is before."""

    text: str
    space: str = ""
    sign: bool = False

    @property
    def plain(self) -> str:
        return plain(self.text)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that are kept, taken out or put in; `space`: what stands before it."""

    kept: str = ""
    taken: str = ""
    put: str = ""
    space: str = ""


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbours with one fate. `same`: they are in both texts, in `taken` and in `put`."""

    taken: tuple[Token, ...]
    put: tuple[Token, ...]
    same: bool = False


def pieces(old: str, new: str, language: str) -> Iterator[Piece]:
    """The texts word by word, typeset; words that differ in their typography alone are kept."""
    for run in _slid(list(_runs(_tokens(old, language), _tokens(new, language)))):
        if run.same:
            yield Piece(kept=_joined(run.put), space=run.put[0].space)
            continue
        if run.taken:
            yield Piece(taken=_joined(run.taken), space=run.taken[0].space)
        if run.put:
            # The first word of a text has nothing before it, not even what was taken out there.
            apart = " " if run.taken and not run.put[0].sign else ""
            yield Piece(put=_joined(run.put), space=run.put[0].space or apart)


def redline(old: str, new: str, language: str) -> str:
    """The same for a terminal: `[-old-]{+new+}` around what differs."""
    said = ""
    after_taken = False
    for piece in pieces(old, new, language):
        together = after_taken and piece.put
        said += ("" if together else piece.space) + _marked(piece)
        after_taken = bool(piece.taken)
    return said.strip()


def _marked(piece: Piece) -> str:
    if piece.taken:
        return f"[-{piece.taken}-]"
    return f"{{+{piece.put}+}}" if piece.put else piece.kept


def _tokens(text: str, language: str) -> tuple[Token, ...]:
    found: list[Token] = []
    for match in _WORD.finditer(typeset(text, language).strip()):
        space = match["space"] and ("\u00a0" if match["space"] == "\u00a0" else " ")
        found.append(Token(match["word"], space))
        if match["sign"]:
            found.append(Token(match["sign"], sign=True))
    return tuple(found)


def _runs(old: tuple[Token, ...], new: tuple[Token, ...]) -> Iterator[_Run]:
    """What is the same is looked for word by word; signs follow the words that they end."""
    before, after = ([token.plain for token in side] for side in (old, new))
    signs = {token.plain for token in (*old, *new) if token.sign}
    # Its rule of thumb for words that come back often bounds the time of very long texts.
    matcher = SequenceMatcher(signs.__contains__, before, after)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        taken, put = old[old_from:old_to], new[new_from:new_to]
        if kind == "equal":
            yield _Run(taken, put, same=True)
            continue
        end = _shared_end(taken, put)
        if end < max(len(taken), len(put)):
            yield _Run(taken[: len(taken) - end], put[: len(put) - end])
        if end:
            yield _Run(taken[len(taken) - end :], put[len(put) - end :], same=True)


def _shared_end(taken: Sequence[Token], put: Sequence[Token]) -> int:
    """How many tokens at the end of both are the same."""
    pairs = zip(reversed(taken), reversed(put), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].plain == pair[1].plain, pairs))


def _slid(runs: list[_Run]) -> Iterator[_Run]:
    """A sentence is marked with its own period, not with that of the one before."""
    for at in range(1, len(runs) - 1):
        before, run, after = runs[at - 1 : at + 2]
        only = run.taken or run.put
        if run.same or (run.taken and run.put) or not (before.same and after.same):
            continue
        first, following = only[0], after.put[0]
        if first.sign and following.sign and first.plain == following.plain:
            moved = (*only[1:], following)
            runs[at - 1] = replace(before, taken=(*before.taken, first), put=(*before.put, first))
            runs[at] = _Run(moved, ()) if run.taken else _Run((), moved)
            runs[at + 1] = replace(after, taken=after.taken[1:], put=after.put[1:])
    return (run for run in runs if run.taken or run.put)


def _joined(tokens: Sequence[Token]) -> str:
    return "".join(token.space + token.text for token in tokens).strip(" \u00a0")
