"""Bytes to characters: bad encodings and characters that a reader cannot see are refused.

Place in the flow: the first half of `read`. What is refused is replaced by U+FFFD, so that the rest
of the file can still be looked at.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from itertools import islice

from policysite.policy import Place
from policysite.problem import Problems

MOST_PROBLEMS = 50
"""Mistakes of one kind reported for one file; a file in another encoding has thousands."""

REPLACEMENT = "\ufffd"

OTHER_BOMS = (BOM_UTF32_LE, BOM_UTF32_BE, BOM_UTF16_LE, BOM_UTF16_BE)

BAD_BYTE = re.compile("[\udc80-\udcff]")
BAD_BYTES = re.compile("[\udc80-\udcff]+")
"""As Python decodes a byte that stands for no character."""

BIDIRECTIONAL = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)

# Everything that is not printed, but the tabulation, the line feed and the two joiners that some
# scripts and emoji need. U+2028 and the like would also make our lines differ from the editor's.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
    + "".join(
        chr(plane + last)
        for plane in range(0x10000, 0x110000, 0x10000)
        for last in (0xFFFE, 0xFFFF)
    )
    + "]"
)


def decode(data: bytes, problems: Problems) -> str | None:
    """The text with plain line ends; None where the encoding is another one altogether."""
    if data.startswith(OTHER_BOMS) or data.count(0) > MOST_PROBLEMS:
        problems.error("not-utf8", Place(1, 1))
        return None
    text = _characters(data)
    where = Lines(text)
    for match in islice(BAD_BYTES.finditer(text), MOST_PROBLEMS):
        shown = " ".join(f"{ord(c) - 0xDC00:02X}" for c in match[0][:8])
        problems.error("bad-utf8", where.place(match.start()), bytes=shown)
    text = BAD_BYTE.sub(REPLACEMENT, text)
    for match in islice(UNSEEN.finditer(text), MOST_PROBLEMS):
        report_unseen(match[0], where.place(match.start()), problems)
    return UNSEEN.sub(REPLACEMENT, text)


def shown_lines(data: bytes) -> tuple[str, ...]:
    """The lines as problems count them, with nothing in them that a terminal would obey."""
    return tuple(UNSEEN.sub(REPLACEMENT, BAD_BYTE.sub(REPLACEMENT, _characters(data))).split("\n"))


def _characters(data: bytes) -> str:
    return data.removeprefix(BOM_UTF8).decode("utf-8", "surrogateescape").replace("\r\n", "\n")


def report_unseen(character: str, place: Place, problems: Problems) -> None:
    """Report a character that nobody can see, by its number and its name."""
    name = unicodedata.name(character, "").lower()
    shown = f"U+{ord(character):04X}" + (f" ({name})" if name else "")
    code = "bidirectional-character" if character in BIDIRECTIONAL else "control-character"
    problems.error(code, place, character=shown)


class Lines:
    """Offsets in a text to lines and columns."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int) -> Place:
        line = bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1)
