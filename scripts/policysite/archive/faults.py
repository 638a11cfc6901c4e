"""What is wrong with files that carry their digests: changed, missing or added, byte for byte.

Place in the flow: `verify` asks, and whoever reads an archive to go by it. Consistent is all that
an archive can be by itself: whoever rewrites the files can rewrite their digests, unless one of
them is kept elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from policysite.archive.chain import (
    CORES,
    RECORD,
    WITHDRAWAL,
    WITHDRAWN,
    Archive,
    Link,
    read_archive,
)
from policysite.archive.errors import ArchiveError
from policysite.archive.sums import SUMS, file_digest
from policysite.bundle.runtime.core import ARCHIVE, read_core

MOST = 20
"""Faults that a message names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """`kind`: changed, missing or added. `path`: from the folder that was looked at. `since`: the
    revision that the file came with; empty where that is not known.
    """

    kind: str
    path: str
    since: str = ""


def sound_archive(folder: Path) -> Archive:
    """The archive of a folder, every byte as it was published. Raises `ArchiveError`."""
    archive = read_archive(folder)
    faults = archive_faults(archive)
    if faults:
        said = "\n".join(f"  {fault.kind}: {fault.path}" for fault in faults[:MOST])
        raise ArchiveError("changed", folder=str(folder), faults=said)
    return archive


def archive_faults(archive: Archive) -> list[Fault]:
    """Every file of the archive that is not as its link says, and every one that no link names."""
    gone = {withdrawn(link.name) for link in archive.links if link.name.endswith(WITHDRAWN)}
    faults = [fault for link in archive.links for fault in _of_link(archive, link, gone)]
    faults += (
        Fault(kind="changed", path=link.name, since=link.name)
        for link in archive.links
        if _is_misnamed(archive, link)
    )
    known = {name for link in archive.links for name in _listed(link, gone)}
    return [*faults, *_added(archive.folder, known)]


def withdrawn(name: str) -> str:
    """The revision that a tombstone stands for."""
    return name.removesuffix(WITHDRAWN)


def _of_link(archive: Archive, link: Link, gone: set[str]) -> Iterator[Fault]:
    for name, digest in link.digests.items():
        if link.name in gone and "/" not in name:
            continue
        path = _from_archive(link, name)
        file = archive.folder / path
        if not file.is_file():
            yield Fault(kind="missing", path=path, since=link.name)
        elif file.is_symlink() or file_digest(file) != digest:
            yield Fault(kind="changed", path=path, since=link.name)


def _listed(link: Link, gone: set[str]) -> Iterator[str]:
    yield f"{link.name}/{SUMS}"
    for name in link.digests:
        if link.name not in gone or "/" in name:
            yield _from_archive(link, name)


def _from_archive(link: Link, name: str) -> str:
    """A name in a list of digests, from the archive's folder."""
    return name.removeprefix("../") if name.startswith("../") else f"{link.name}/{name}"


def _is_misnamed(archive: Archive, link: Link) -> bool:
    """Whether what a folder holds has another name: the newest folder is named by no other."""
    name = WITHDRAWAL if link.name.endswith(WITHDRAWN) else RECORD
    file = archive.folder / link.name / name
    if not file.is_file() or file_digest(file) != link.digests.get(name):
        # That is a fault of its own.
        return False
    try:
        said = json.loads(file.read_bytes())
    except ValueError:
        return True
    return not isinstance(said, dict) or said.get("revision") != withdrawn(link.name)


def _is_spare_core(folder: Path, path: Path) -> bool:
    """A core that no link names, as when a publication is killed between the two: harmless, for
    its name is its digest.
    """
    name = path.relative_to(folder).parts
    if len(name) != 3 or name[0] != CORES or name[2] != ARCHIVE or not path.is_file():
        return False
    try:
        return read_core(path.read_bytes()).digest == name[1]
    except (OSError, ValueError, BadZipFile):
        return False


def _added(folder: Path, known: set[str]) -> Iterator[Fault]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        # The lock, and what somebody who was killed was laying down: `freeze.finish` removes it.
        hidden = name.startswith((".", f"{CORES}/."))
        is_entry = path.is_symlink() or not path.is_dir()
        if is_entry and name not in known and not hidden and not _is_spare_core(folder, path):
            since = name.partition("/")[0]
            yield Fault(kind="added", path=name, since="" if since == CORES else since)
