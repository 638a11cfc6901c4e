"""A fictional second revision of the policy, made up for tests: nobody ever adopted it.

`edits.md` holds it, as edits of the source that a person can read: each names the item of the memo
for a next revision that it takes up and shows the passages it changes, to the letter. The tests
make the revision from the source as it stands today, so that it never falls behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.sources import REAL

ID = "2026-09-16"
SAID = Path(__file__).with_name("edits.md")

HEADING = re.compile(r"(?P<name>[a-z-]+) \(memo (?P<memo>\d+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One passage: whole lines of the source, and what stands there instead."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What one item of the memo changes, and why. Its passages are those that the edits before it
    leave; each of them stands there exactly once.
    """

    name: str
    memo: int
    why: str
    changes: tuple[Change, ...]

    def made(self, text: str) -> str:
        """The text after the edit; an AssertionError says which passage is not the only one."""
        for change in self.changes:
            times = text.count(change.old)
            assert times == 1, f"{self.name}: {times} times, not once:\n{change.old}"
            text = text.replace(change.old, change.new)
        return text


def demonstration() -> str:
    """The source of the fictional revision."""
    text = REAL.read_text(encoding="utf-8")
    for edit in EDITS:
        text = edit.made(text)
    return text


def read(said: str) -> Iterator[Edit]:
    """The edits of a text such as `edits.md`."""
    _, *parts = re.split("^## ", said, flags=re.MULTILINE)
    for part in parts:
        heading, _, rest = part.partition("\n")
        why, *blocks = rest.split("```diff\n")
        found = HEADING.fullmatch(heading)
        assert found, f"no name and memo item: {heading}"
        yield Edit(
            name=found["name"],
            memo=int(found["memo"]),
            why=why.strip(),
            changes=tuple(_change(block) for block in blocks),
        )


def _change(block: str) -> Change:
    """A block after its first fence; its first line is for the reader."""
    _, *lines = block.partition("```")[0].splitlines(keepends=True)
    return Change(old=_without("+", lines), new=_without("-", lines))


def _without(sign: str, lines: list[str]) -> str:
    """The lines that do not bear that sign; an empty one has none."""
    return "".join(line[1:] or line for line in lines if not line.startswith(sign))


EDITS = tuple(read(SAID.read_text(encoding="utf-8")))
