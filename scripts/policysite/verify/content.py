"""Whether a site says and answers what the archive holds: the policy's words, and the rules.

Place in the flow: `verify` asks. Pages that another release of the software has made differ from
ours in their frame; these two never do, so they are held against the frozen revision itself, and
no digest of the site is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from policysite.archive import Archive, Frozen
from policysite.archive.chain import RULES
from policysite.interface import interface, interface_languages
from policysite.policy import Policy
from policysite.typography import plain

CLAUSE = "data-clause"
"""The attribute of an element whose text is a clause's, see `pages/templates/clauses.jinja`."""

DATA = "assets/policy"
"""Below it, a folder with the rules that wizards load, see `policysite.bundle`."""

_LOADS = re.compile(rf"{DATA}/[^/\"'\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """`path`: a file that is not what the archive has. `clauses`: those that it words otherwise, or
    leaves out; none where it is rules that differ. `since`: empty where it is of no revision.
    """

    path: str
    since: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """`pages`: those that hold the text of a revision. `departures`: what is wrong with it."""

    pages: tuple[str, ...]
    departures: tuple[Departure, ...]

    @property
    def wrong(self) -> set[str]:
        """The files that depart from the archive."""
        return {one.path for one in self.departures}


def content_of(site: Path, archive: Archive) -> Content:
    """The words and the rules of every revision in a site. Raises `ArchiveError`."""
    html = {path: _read(path) for path in sorted(site.rglob("*.html"))}
    drafts = {path for path in html if _is_draft(path.relative_to(site))}
    said = {path: _Clauses.of(page) for path, page in html.items() if CLAUSE in page}
    pages: list[Path] = []
    departures: list[Departure] = []
    for frozen in archive.revisions:
        for folder in _editions(site, frozen):
            found = {path: clauses for path, clauses in said.items() if folder in path.parents}
            pages += found
            departures += _reworded(site, folder, found, frozen)
            own = "".join(page for path, page in html.items() if folder in path.parents)
            departures += _loading_others(site, own, frozen)
    foreign = [path for path in said if path not in drafts.union(pages)]
    departures += (_departure(site, path, None, list(said[path])) for path in foreign)
    loaded = "".join(html[path] for path in drafts)
    departures += _other_rules(site, loaded, archive)
    names = tuple(path.relative_to(site).as_posix() for path in pages)
    return Content(pages=names, departures=tuple(departures))


def _is_draft(page: Path) -> bool:
    """Whether it stands where a draft does, which no archive holds."""
    language, folder = (*page.parts, "", "")[:2]
    slugs = interface(language, "site")["slugs"] if language in interface_languages() else {}
    return folder == slugs.get("draft")


def _editions(site: Path, frozen: Frozen) -> Iterator[Path]:
    """The folders that the pages of a revision have, one a language; they may be missing."""
    for code in frozen.record["languages"]:
        if code in interface_languages():
            yield site / code / frozen.id


def _read(page: Path) -> str:
    return page.read_text(encoding="utf-8", errors="replace")


def _reworded(
    site: Path, folder: Path, found: Mapping[Path, Mapping[str, str]], frozen: Frozen
) -> Iterator[Departure]:
    policy, language = frozen.policy, folder.parent.name
    said: set[str] = set()
    for path, clauses in found.items():
        said |= set(clauses)
        wrong = [id_ for id_, text in clauses.items() if not _says(policy, id_, language, text)]
        if wrong:
            yield _departure(site, path, frozen, wrong)
    left_out = [id_ for id_ in policy.clauses if id_ not in said]
    if left_out:
        yield _departure(site, next(iter(found), folder), frozen, left_out)


def _says(policy: Policy, clause: str, language: str, text: str) -> bool:
    known = policy.clauses.get(clause)
    return known is not None and plain(known.text.in_language(language)[0]) == plain(text)


def _departure(site: Path, path: Path, frozen: Frozen | None, clauses: Sequence[str]) -> Departure:
    name = path.relative_to(site).as_posix()
    return Departure(path=name, since=frozen.id if frozen else "", clauses=tuple(clauses))


def _loading_others(site: Path, pages: str, frozen: Frozen) -> Iterator[Departure]:
    """The rules that the pages of a revision load, where they are not its own."""
    for name in sorted(set(_LOADS.findall(unquote(pages)))):
        rules = site / name / RULES
        if not rules.is_file() or rules.read_bytes() != frozen.proved.rules:
            yield _departure(site, rules, frozen, ())


def _other_rules(site: Path, drafts: str, archive: Archive) -> Iterator[Departure]:
    """Rules in the site that are those of no revision, and of no draft's page (`drafts`)."""
    known = {one.proved.rules: one for one in archive.revisions}
    for folder in sorted((site / DATA).glob("*/")):
        rules = folder / RULES
        content = rules.read_bytes() if rules.is_file() else b""
        if content not in known and folder.relative_to(site).as_posix() not in drafts:
            yield _departure(site, rules, None, ())


class _Clauses(HTMLParser):
    """Gathers the text of each element that is a clause's."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self.inside = ""
        self.depth = 0

    @classmethod
    def of(cls, page: str) -> dict[str, str]:
        reader = cls()
        reader.feed(page)
        reader.close()
        return reader.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs).get(CLAUSE)
        if self.inside:
            self.depth += 1
        elif named:
            self.inside, self.depth = named, 1
            self.found.setdefault(named, "")

    def handle_endtag(self, tag: str) -> None:
        if self.inside:
            self.depth -= 1
            self.inside = self.inside if self.depth else ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[self.inside] += data
