"""The archive that a working source goes by: the one beside it, if it is of the same document.

Place in the flow: what `build`, `serve` and `ask` begin with. Whoever puts another document into
the file has its own site at once; the revisions of the former one are left where they are.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from policysite.archive.chain import Archive
from policysite.archive.errors import ArchiveError
from policysite.archive.faults import sound_archive
from policysite.interface import interface
from policysite.policy import Policy
from policysite.typography import typeset


def archive_beside(source: Path, policy: Policy, language: str) -> Archive:
    """The archive of a source; one of another document is as good as empty, and stderr says so.

    Raises `ArchiveError`.
    """
    archive = sound_archive(archive_of(source))
    if archive.document in (None, policy.id):
        return archive
    said = interface(language, "command")["archive"]["left-aside"]
    told = said.format(folder=archive.folder, held=archive.document, given=policy.id)
    print(typeset(told, language), file=sys.stderr, flush=True)
    return replace(archive, links=())


def archive_of(source: Path) -> Path:
    """Where the archive of a working source is: beside it."""
    return source.parent / "archive"


def refuse_inside(archive: Path, folder: Path) -> None:
    """An archive holds no site. Raises `ArchiveError`."""
    if folder.resolve().is_relative_to(archive.resolve()):
        raise ArchiveError("inside", folder=str(folder))
