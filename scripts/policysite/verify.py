"""Verify: any changed, missing or added byte in an archive or in a built site.

Place in the flow: `publish` asks before it switches; `policy verify` is for anyone, from the
published files alone. What is found is said with the revision that the file belongs to, and of a
page whether its text is still that of the frozen source.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from policysite.archive import ArchiveError, read_archive
from policysite.archive.faults import Fault, archive_faults
from policysite.archive.sums import SUMS, file_digest, read_sums
from policysite.build.seal import files_of
from policysite.interface import interface
from policysite.typography import typeset

DONE, SAYS_NO = 0, 1

_PAGE = re.compile(r"[a-z]{2}/(?P<revision>\d{4}-\d{2}-\d{2}(?:\.\d+)?)/")
_LINK = re.compile(r"archive/(?P<revision>\d{4}-\d{2}-\d{2}(?:\.\d+)?)")


def verify_site(site: Path) -> list[Fault]:
    """Every file that is not as the site's list of digests says. Raises `ArchiveError`."""
    try:
        digests = read_sums((site / SUMS).read_bytes())
    except (OSError, ValueError) as fault:
        raise ArchiveError("no-sums", file=str(site / SUMS), why=str(fault)) from fault
    found = list(_differing(site, digests))
    folder = site / "archive"
    if folder.is_dir():
        inside = [
            replace(f, path=f"archive/{f.path}") for f in archive_faults(read_archive(folder))
        ]
        known = {fault.path for fault in found}
        found += [fault for fault in inside if fault.path not in known]
    return found


def _differing(site: Path, digests: dict[str, str]) -> Iterator[Fault]:
    there = set(files_of(site)) - {SUMS}
    for name in sorted(there | set(digests)):
        if name not in there:
            yield Fault(kind="missing", path=name, since=_since(name))
        elif name not in digests:
            yield Fault(kind="added", path=name, since=_since(name))
        elif file_digest(site / name) != digests[name]:
            yield Fault(kind="changed", path=name, since=_since(name))


def _since(name: str) -> str:
    """The revision whose file it is, by its address."""
    found = _PAGE.match(name) or _LINK.match(name)
    return found["revision"] if found else ""


def report(site: Path | None, archive: Path, expect: str | None, language: str) -> int:
    """`policy verify`: print what is wrong, or what it can be trusted for; the exit status."""
    words = interface(language, "command")["verify"]

    def say(name: str, **values: str) -> None:
        print(typeset(words[name].format(**values), language))

    try:
        found = read_archive(site / "archive" if site else archive)
        faults = verify_site(site) if site else archive_faults(found)
    except ArchiveError as error:
        print(f"policy verify: {error.say(language)}", file=sys.stderr)
        return SAYS_NO
    for fault in faults:
        since = words["since"].format(since=fault.since) if fault.since else ""
        print(f"{words['fault'].format(kind=words['kinds'][fault.kind], path=fault.path)}{since}")
    if not site and not found.links:
        say("empty")
        return DONE
    digests = {"head": found.head} if found.head else {}
    if site:
        digests["sums"] = file_digest(site / SUMS)
    for name, digest in digests.items():
        say(name, head=digest)
    if faults:
        return SAYS_NO
    if expect is None:
        say("consistent")
        return DONE
    named = expect.strip().lower() in digests.values()
    say("authentic" if named else "other", head=expect)
    return DONE if named else SAYS_NO
