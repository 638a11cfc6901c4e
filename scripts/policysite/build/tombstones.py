"""In the place of a withdrawn revision: at each of its addresses, since when it is gone and why.

Place in the flow: the history lists them, `choices` has them among the revisions, and `withdrawn`
writes their pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from policysite.archive import Withdrawal
from policysite.dates import written
from policysite.interface import interface_languages
from policysite.pages.here import Here
from policysite.pages.history import Line, here_to
from policysite.pages.state import pattern, published
from policysite.pages.voice import interface_words
from policysite.policy import Words
from policysite.typography import typeset


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """A withdrawn revision in one language."""

    withdrawal: Withdrawal
    code: str

    @property
    def words(self) -> Mapping[str, Any]:
        return interface_words(self.code, "site")

    @property
    def root(self) -> str:
        return f"{self.code}/{self.withdrawal.revision}/"

    @property
    def paths(self) -> Sequence[str]:
        """The paths from its root that had a page."""
        return self.withdrawal.addresses[self.code]

    @property
    def name(self) -> str:
        """The revision in words."""
        number = self.withdrawal.revision.partition(".")[2]
        said: str = pattern(self.words, number)
        return said.format(date=self.day(self.withdrawal.record["decided"]), number=number)

    @property
    def title(self) -> str:
        """Of the document then."""
        said, _ = Words(self.withdrawal.title).in_language(self.code)
        return typeset(said, self.code)

    @property
    def others(self) -> Sequence[tuple[str, str]]:
        """The same in the other languages: its root, the code."""
        return [
            (f"{code}/{self.withdrawal.revision}/", code)
            for code in self.withdrawal.addresses
            if code != self.code and code in interface_languages()
        ]

    @property
    def since(self) -> str:
        """Since when it is gone, in a sentence."""
        said: str = self.words["withdrawn"]["since"]
        return said.format(date=self.day(self.withdrawal.on))

    @property
    def reason(self) -> Markup:
        """Why, marked with its language where it is another one."""
        said, language = Words(self.withdrawal.reason).in_language(self.code)
        html = escape(typeset(said, language))
        if language == self.code:
            return html
        return Markup('<span lang="{}">{}</span>').format(language, html)

    def line(self, here: Here) -> Line:
        """What the history has of it, in the place of the revision."""
        record = self.withdrawal.record
        comes = self.day(record["in_force"])
        return Line(
            name=self.name,
            address=here_to(here, self.root),
            state=published(self.words, record["kind"], comes),
            dates=(record["decided"], record["in_force"]),
            since=comes,
            kind=record["kind"],
            comment=Markup("{} {}").format(self.since, self.reason),
            facts=(),
            links=(),
        )

    def day(self, iso: str) -> str:
        """A day in words."""
        return typeset(written(date.fromisoformat(iso), self.words["date"]), self.code)


def tombstones(withdrawals: Sequence[Withdrawal], language: str = "") -> Iterator[Tombstone]:
    """Each withdrawn revision in each language in which it had pages, or in one."""
    for withdrawal in withdrawals:
        for code in withdrawal.addresses:
            if code in interface_languages() and language in ("", code):
                yield Tombstone(withdrawal=withdrawal, code=code)
