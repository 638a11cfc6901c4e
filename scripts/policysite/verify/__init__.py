"""Verify: any changed, missing or added byte in an archive or in a built site.

Place in the flow: `publish` asks before it switches; `policy verify` is for anyone, from the
published files alone. What is found is said with the revision that the file belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from policysite.archive import ArchiveError, read_archive
from policysite.archive.faults import Fault, archive_faults
from policysite.archive.sums import SUMS, file_digest, sums_of
from policysite.build.seal import files_of

_PAGE = re.compile(r"[a-z]{2}/(?P<revision>\d{4}-\d{2}-\d{2}(?:\.\d+)?)/")
_LINK = re.compile(r"archive/(?P<revision>\d{4}-\d{2}-\d{2}(?:\.\d+)?)")


def verify_site(site: Path) -> list[Fault]:
    """Every file that is not as it was published, in the site and in the archive that it holds.

    Raises `ArchiveError`.
    """
    found = site_faults(site)
    known = {fault.path for fault in found}
    try:
        archive = read_archive(site / "archive")
    except ArchiveError:
        if not known:
            raise
        return found
    inside = (replace(fault, path=f"archive/{fault.path}") for fault in archive_faults(archive))
    return [*found, *(fault for fault in inside if fault.path not in known)]


def site_faults(site: Path) -> list[Fault]:
    """Every file that is not as the site's list of digests says. Raises `ArchiveError`."""
    return list(_differing(site, sums_of(site)))


def _differing(site: Path, digests: dict[str, str]) -> Iterator[Fault]:
    there = set(files_of(site)) - {SUMS}
    for name in sorted(there | set(digests)):
        if name not in there:
            yield Fault(kind="missing", path=name, since=_since(name))
        elif name not in digests:
            yield Fault(kind="added", path=name, since=_since(name))
        elif not _is_file(site / name) or file_digest(site / name) != digests[name]:
            yield Fault(kind="changed", path=name, since=_since(name))


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _since(name: str) -> str:
    """The revision whose file it is, by its address."""
    found = _PAGE.match(name) or _LINK.match(name)
    return found["revision"] if found else ""
