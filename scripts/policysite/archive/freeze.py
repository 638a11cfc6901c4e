"""Freezing: a checked policy becomes a link of the archive.

Place in the flow: `publish` makes the files first, builds and verifies with them, and puts them
into the archive at the end, in one step.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policysite.archive.chain import (
    CERTIFICATE,
    CORES,
    RECORD,
    RULES,
    SOURCE,
    WITHDRAWAL,
    WITHDRAWN,
    Archive,
    Frozen,
    read_archive,
)
from policysite.archive.errors import ArchiveError
from policysite.archive.sums import SUMS, digest_of, write_sums
from policysite.bundle.proved import proved
from policysite.bundle.runtime.core import ARCHIVE
from policysite.bundle.runtime.tools import stock_version
from policysite.pages.edition import edition, site_languages, with_frames
from policysite.policy import Policy, Words

FORMAT = 1
"""Of `revision.json` and of the archive as a whole."""

_NEW = ".new-"
"""Begins the name of a folder that is being laid down."""


def add_revision(archive: Archive, policy: Policy, source: bytes) -> None:
    """Put a revision into the archive, after its head."""
    answering = proved(policy)
    core = answering.core
    _lay(archive.folder / CORES / core.digest, {ARCHIVE: core.archive})
    files = {
        SOURCE: source,
        RULES: answering.rules,
        CERTIFICATE: answering.certificate,
        RECORD: _json(record_of(policy, core.digest)),
    }
    also = {f"../{CORES}/{core.digest}/{ARCHIVE}": digest_of(core.archive)}
    _lay(archive.folder / policy.revision.id, _chained(archive, files, also))


def add_withdrawal(archive: Archive, frozen: Frozen, on: str, reason: str) -> None:
    """Put a tombstone into the archive, then take the revision's files away.

    It keeps what the site must go on answering: the addresses, and what the document is called.
    """
    policy = frozen.policy
    said = {
        "revision": frozen.id,
        "on": on,
        "reason": {policy.authoritative.code: reason},
        "title": dict(policy.title.by_language),
        "addresses": {
            language.code: sorted(with_frames(edition(policy, language.code)).pages.values())
            for language in site_languages(policy)
        },
        "record": dict(frozen.record),
    }
    _lay(
        archive.folder / f"{frozen.id}{WITHDRAWN}", _chained(archive, {WITHDRAWAL: _json(said)}, {})
    )
    bury(archive.folder / frozen.id)


def finish(folder: Path) -> None:
    """Take away what somebody who was killed has left: of a withdrawal, or half laid down.

    A core that no link names stays: a list that was damaged must not cost a revision its core.
    """
    for left in [*folder.glob(f"{_NEW}*"), *folder.glob(f"{CORES}/{_NEW}*")]:
        shutil.rmtree(left)
    for withdrawal in read_archive(folder).withdrawals:
        bury(folder / withdrawal.revision)


def bury(folder: Path) -> None:
    """Take away all that a withdrawn revision holds but its digests."""
    for path in sorted(folder.iterdir()):
        if path.name != SUMS:
            path.unlink()


def record_of(policy: Policy, core: str) -> dict[str, Any]:
    """What `revision.json` says: enough to list the revision without reading its source."""
    revision = policy.revision
    return {
        "format": FORMAT,
        "document": policy.id,
        "revision": revision.id,
        "kind": revision.kind,
        "decided": revision.decided.isoformat(),
        "in_force": revision.in_force.isoformat(),
        "body": _words(revision.body),
        "comment": _words(revision.comment),
        "languages": [language.code for language in policy.languages],
        "core": core,
        "runtime": f"pyodide {stock_version()}",
    }


def _words(words: Words | None) -> dict[str, str] | None:
    return dict(words.by_language) if words else None


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _chained(
    archive: Archive, files: Mapping[str, bytes], also: Mapping[str, str]
) -> dict[str, bytes]:
    """The files with the list of their digests, which names the head of the archive."""
    digests = {name: digest_of(content) for name, content in files.items()} | dict(also)
    if archive.links:
        digests[f"../{archive.links[-1].name}/{SUMS}"] = archive.head
    return {**files, SUMS: write_sums(digests)}


def _lay(folder: Path, files: Mapping[str, bytes]) -> None:
    """A folder with these files, which appears whole or not at all, and outlives a power cut."""
    if folder.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=_NEW, dir=folder.parent))
    try:
        for name, content in files.items():
            _write(work / name, content)
        work.chmod(0o755)
        _sync(work)
        work.rename(folder)
        _sync(folder.parent)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def adopt(theirs: Archive, folder: Path, *, called: tuple[str, str] | None = None) -> None:
    """Put into the archive in `folder` the links that `theirs` has after the same beginning.

    `called`: what ours and theirs are called in a message, where they are copies. Raises
    `ArchiveError` where the two have gone different ways.
    """
    ours = read_archive(folder)
    shared = min(len(ours.links), len(theirs.links))
    for mine, other in zip(ours.links[:shared], theirs.links[:shared], strict=True):
        if mine.digest != other.digest:
            raise ArchiveError(
                "diverged",
                ours=called[0] if called else str(folder),
                theirs=called[1] if called else str(theirs.folder),
                mine=mine.name,
                other=other.name,
            )
    for core in theirs.cores.values():
        _lay(folder / CORES / core.digest, {ARCHIVE: core.archive})
    for link in theirs.links[shared:]:
        there = theirs.folder / link.name
        _lay(folder / link.name, {one.name: one.read_bytes() for one in sorted(there.iterdir())})
        if link.name.endswith(WITHDRAWN):
            bury(folder / link.name.removesuffix(WITHDRAWN))
