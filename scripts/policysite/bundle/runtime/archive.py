"""Zip archives that are the same bytes every time: stored, sorted, without dates.

Place in the flow: the standard library and the core's wheel are written here. Stored, because what
the server compresses once as a whole is smaller than what is deflated piece by piece, and quicker
to read in the browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

NO_DATE = (1980, 1, 1, 0, 0, 0)
UNIX = 3


def write_archive(path: Path | BinaryIO, files: Mapping[str, bytes]) -> None:
    """Write `files` (name → content) as one zip archive."""
    with ZipFile(path, "w", ZIP_STORED) as archive:
        for name in sorted(files):
            entry = ZipInfo(name, NO_DATE)
            entry.create_system = UNIX
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])


def read_archive(path: Path | BinaryIO) -> dict[str, bytes]:
    """Name → content of every file in a zip archive."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def read_folder(folder: Path) -> dict[str, bytes]:
    """Name, with `/`, → content of every file under a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
