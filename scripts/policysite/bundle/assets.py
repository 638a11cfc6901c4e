"""Folders whose address is their content: `assets/<kind>/<digest>/`.

Place in the flow: `bundle` lays down the runtime, the wizard and each policy's data this way, so
that every revision and language shares them and a browser may keep them for ever.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

DIGITS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file: its name in its folder, the SHA-256 of its content in hexadecimal, its bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder laid down. `path`: from the root of the site, with a slash at its end."""

    path: str
    files: tuple[File, ...]


def lay_down(site: Path, kind: str, files: Mapping[str, bytes]) -> Folder:
    """Write `files` (name → content) into their folder below `site`; one that is there stays.

    The folder appears whole or not at all, and two that write the same one at once may.
    """
    described = tuple(describe(name, files[name]) for name in sorted(files))
    path = f"assets/{kind}/{_digest(described)}/"
    folder = site / path
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix="new-") as work:
            whole = Path(work) / "whole"
            for name, content in files.items():
                (whole / name).parent.mkdir(parents=True, exist_ok=True)
                (whole / name).write_bytes(content)
            _name(whole, folder)
    return Folder(path=path, files=described)


def describe(name: str, content: bytes) -> File:
    """What a manifest says of one file."""
    return File(name=name, sha256=sha256(content).hexdigest(), size=len(content))


def _digest(files: tuple[File, ...]) -> str:
    lines = "".join(f"{file.sha256}  {file.name}\n" for file in files)
    return sha256(lines.encode()).hexdigest()[:DIGITS]


def _name(whole: Path, folder: Path) -> None:
    """Give the folder its name in one step; where another got there first, theirs is the same."""
    try:
        whole.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise
