"""`policy verify`: what is wrong with an archive or a site, or how far it can be trusted.

Place in the flow: between `cli` and the rest of `verify`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policysite.archive import Archive, ArchiveError, read_archive
from policysite.archive.faults import Fault, archive_faults
from policysite.archive.sums import SUMS, file_digest
from policysite.interface import interface
from policysite.typography import typeset
from policysite.verify import verify_site
from policysite.verify.content import Content, content_of

DONE, SAYS_NO, WRONG = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was seen. `digests`: `head` names the archive, `sums` the site. `content`: of a site
    that has a sound archive.
    """

    faults: Sequence[Fault]
    digests: Mapping[str, str]
    content: Content | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults and not (self.content and self.content.departures)


def run(site: Path | None, folder: Path, expect: str | None, language: str) -> int:
    """Say what is wrong with a site, or with the archive in `folder`; returns the exit status."""
    words = interface(language, "command")["verify"]
    if site and not site.is_dir():
        print(f"policy verify: {words['no-site'].format(site=site)}", file=sys.stderr)
        return WRONG
    try:
        found = _of_site(site) if site else _of_archive(read_archive(folder))
    except ArchiveError as error:
        print(f"policy verify: {error.say(language)}", file=sys.stderr)
        return SAYS_NO
    named = _named(found, expect)
    for line in (
        *_wrong(found, words),
        *_right(found, words),
        *_trust(found, expect, named, words),
    ):
        print(typeset(line, language))
    return DONE if found.holds and named is not None else SAYS_NO


def _of_archive(archive: Archive) -> Found:
    digests = {"head": archive.head} if archive.head else {}
    return Found(faults=archive_faults(archive), digests=digests)


def _of_site(site: Path) -> Found:
    """Where the site's list of digests says that its archive is not as it was, nothing is held
    against that.
    """
    faults = verify_site(site)
    digests = {"sums": file_digest(site / SUMS)}
    if any(fault.path.startswith("archive/") for fault in faults):
        return Found(faults=faults, digests=digests)
    archive = read_archive(site / "archive")
    content = content_of(site, archive) if archive.links else None
    return Found(
        faults=faults, digests={**_of_archive(archive).digests, **digests}, content=content
    )


def _named(found: Found, expect: str | None) -> str | None:
    """Which of the digests is meant: `none` where none is given, None where it is another."""
    if expect is None:
        return "none"
    wanted = expect.strip().lower()
    return next((name for name, digest in found.digests.items() if digest == wanted), None)


def _wrong(found: Found, words: Mapping[str, Any]) -> Iterator[str]:
    """One line for each file that is wrong, and for what of its content is."""
    content = found.content
    for fault in found.faults:
        line: str = words["fault"].format(kind=words["kinds"][fault.kind], path=fault.path)
        if fault.since:
            line += words["since"].format(since=fault.since)
        if content and fault.path in content.pages and fault.path not in content.wrong:
            line += words["frame"]
        yield line
    for one in content.departures if content else ():
        told = words["foreign" if not one.since else "reworded" if one.clauses else "rules"]
        yield told.format(path=one.path, since=one.since, clauses=", ".join(one.clauses))


def _right(found: Found, words: Mapping[str, Any]) -> Iterator[str]:
    """What it is, and what of it holds."""
    for name, digest in found.digests.items():
        yield words["digests"][name].format(head=digest)
    if found.content and found.content.pages and not found.content.departures:
        yield words["content"].format(pages=len(found.content.pages))


def _trust(
    found: Found, expect: str | None, named: str | None, words: Mapping[str, Any]
) -> Iterator[str]:
    """What follows for who reads it; nothing where something is wrong."""
    if not found.holds:
        return
    if not found.digests:
        yield words["empty"]
    elif named is None:
        yield words["other"].format(head=expect)
    elif named == "head" and "sums" in found.digests:
        yield words["archive"]
    else:
        yield words["consistent" if named == "none" else named]
