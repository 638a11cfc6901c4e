"""The bad sources of `tests/bad/`: one small complete policy a file, with one mistake in it.

Each says at its top which problems it has, at which line and column, and the one-line mend after
which it is good again:

    # problem: unknown-fact 37:29
    # mend: replace 37 |             when: shown and consent == no

The other mends are `add after 36 | …` and `remove 37`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

BAD = Path(__file__).parent / "bad"

PROBLEM = re.compile(r"# problem: (?P<code>[a-z0-9-]+) (?P<line>\d+):(?P<column>\d+)")
MEND = re.compile(r"# mend: (?P<act>replace|remove|add after) (?P<line>\d+)(?: \| (?P<text>.*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class BadSource:
    """One file: what it holds, and the problems that it says it has (code, line, column)."""

    name: str
    text: str
    expected: tuple[tuple[str, int, int], ...]

    def mended(self) -> str:
        """The text after the one-line mend."""
        found = next(match for line in self._lines() if (match := MEND.fullmatch(line)))
        lines, at = self._lines(), int(found["line"])
        match found["act"]:
            case "replace":
                lines[at - 1] = found["text"]
            case "remove":
                del lines[at - 1]
            case _:
                lines.insert(at, found["text"])
        return "\n".join(lines)

    @property
    def above(self) -> int:
        """How many lines stand above the policy itself."""
        return self.text[: self.text.index("\n\n")].count("\n") + 2

    def _lines(self) -> list[str]:
        return self.text.split("\n")


def bad_source(path: Path) -> BadSource:
    text = path.read_text(encoding="utf-8")
    expected = tuple(
        (found["code"], int(found["line"]), int(found["column"]))
        for line in text.split("\n")
        if (found := PROBLEM.fullmatch(line))
    )
    return BadSource(name=path.stem, text=text, expected=expected)


def bad_sources() -> list[BadSource]:
    return [bad_source(path) for path in sorted(BAD.glob("*.yaml"))]


def good_source() -> str:
    """The small policy that all bad sources are variants of, without the lines at the top."""
    text = bad_source(BAD / "unknown-fact.yaml").mended()
    return text[text.index("format:") :]


def changed_source(*changes: tuple[str, str]) -> str:
    """The small policy with some of its words changed, each once: old, new."""
    text = good_source()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text
