"""In the place of a comparison that is not made: the same way step by step.

Place in the flow: after the pages are built. A revision is compared with its neighbours and with
the newest one. Which one that is changes, and what was published at an address goes on answering;
so does any other pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from policysite.build.choices import Choice, history_of
from policysite.build.look import Look
from policysite.build.notice import Notice, write_notice
from policysite.pages.voice import interface_words

type Pair = tuple[Choice, Choice]


def write_steps(
    published: Mapping[str, Sequence[Choice]], code: str, site: Path, look: Look
) -> None:
    """Write the page of every pair in one language that has none. `published`: language → what was
    published in it, the oldest first.

    A language that the newest revision no longer has, has no history, and no comparison.
    """
    steps = _Steps(published, code, site)
    if not steps.has_history(code):
        return
    for pair in combinations(published[code], 2):
        if not steps.is_made(pair):
            write_notice(site, look, steps.notice(pair))


@dataclass(frozen=True, slots=True)
class _Steps:
    published: Mapping[str, Sequence[Choice]]
    code: str
    site: Path

    @property
    def words(self) -> Mapping[str, Any]:
        return interface_words(self.code, "site")

    @property
    def history(self) -> str:
        return history_of(self.code)

    def has_history(self, code: str) -> bool:
        return (self.site / history_of(code) / "index.html").is_file()

    def address(self, pair: Pair) -> str:
        return _address(self.code, pair)

    def is_made(self, pair: Pair) -> bool:
        return (self.site / self.address(pair) / "index.html").is_file()

    def title(self, pair: Pair) -> str:
        said: str = self.words["changes"]["title"]
        return said.format(old=pair[0].name, new=pair[1].name)

    def notice(self, pair: Pair) -> Notice:
        words = self.words["changes"]
        gone = [one for one in pair if one.withdrawn]
        ways = [] if gone else [way for way in self.ways(pair) if self.is_made(way)]
        return Notice(
            here=self.address(pair),
            language=self.code,
            name=self.title(pair),
            title=words["heading"],
            said=[self.title(pair), words["withdrawn" if gone else "by_steps"]],
            links=[
                *((one.root, one.name) for one in gone),
                *((self.address(way), self.title(way)) for way in ways),
                (self.history, self.words["nav"]["history"]),
            ],
            others=list(self.others(pair)),
        )

    def others(self, pair: Pair) -> Iterator[tuple[str, str]]:
        """The same pair in each other language in which both were published."""
        for code, choices in self.published.items():
            both = {choice.version for choice in choices}.issuperset(one.version for one in pair)
            if both and code != self.code and self.has_history(code):
                yield _address(code, pair), code

    def ways(self, pair: Pair) -> Iterator[Pair]:
        """From neighbour to neighbour among those that stand; then from the older to the newest."""
        standing = [one for one in self.published[self.code] if not one.withdrawn]
        first, last = (standing.index(one) for one in pair)
        yield from pairwise(standing[first : last + 1])
        if last + 1 < len(standing):
            yield pair[0], standing[-1]


def _address(code: str, pair: Pair) -> str:
    return f"{history_of(code)}{pair[0].version}/{pair[1].version}/"
