"""What a new site keeps of the one that it replaces: files of others, and what open pages load.

Place in the flow: between the build and the seal.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from policysite.archive import Archive, ArchiveError
from policysite.archive.sums import SUMS, sums_of
from policysite.build.seal import MARK, about, files_of
from policysite.characters import BAD_BYTE

ASSETS = "assets"


def carry_over(former: Path, site: Path, archive: Archive) -> dict[str, Any]:
    """Copy into `site` what stays of `former`; returns what the site is to say of it.

    `others`: files that nobody of ours put there, such as a CNAME. `kept`: folders of assets that
    only pages opened before this publication load; they stay for one publication.
    """
    said = about(former)
    others = [name for name in _others(former, said) if not (site / name).exists()]
    for name in others:
        _copy(former / name, site / name)
    kept = [name for name in _assets(former) if said and name not in said.get("kept", ())]
    _keep_empty(former, site)
    gone = {withdrawal.revision for withdrawal in archive.withdrawals}
    kept = [
        name
        for name in kept
        if not (site / name).exists() and _revision_of(former / name) not in gone
    ]
    for name in kept:
        shutil.copytree(former / name, site / name)
    return {key: value for key, value in (("others", others), ("kept", kept)) if value}


def _others(former: Path, said: dict[str, Any]) -> Iterator[str]:
    """Raises `ArchiveError` for what a site cannot hold."""
    listed = set(sums_of(former)) | {SUMS, MARK} if said else set()
    known = set(said.get("others", ()))
    for name in files_of(former):
        if name not in listed or name in known:
            _refuse_unfit(former / name, name)
            yield name


def _refuse_unfit(path: Path, name: str) -> None:
    """A site holds files, under names that its list of digests can hold. A link would publish what
    it leads to, whosever that is. Raises `ArchiveError`.
    """
    if path.is_symlink() or not path.is_file():
        raise ArchiveError("not-a-file", file=name)
    if "\\" in name or "\n" in name or BAD_BYTE.search(name):
        raise ArchiveError("no-name", file=ascii(name))


def _keep_empty(former: Path, site: Path) -> None:
    """Folders without anything in them, as a repository of git has."""
    for path in former.rglob("*"):
        if path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            (site / path.relative_to(former)).mkdir(parents=True, exist_ok=True)


def _assets(former: Path) -> Iterator[str]:
    """`assets/<kind>/<digest>`."""
    for folder in sorted((former / ASSETS).glob("*/*")):
        if folder.is_dir():
            yield folder.relative_to(former).as_posix()


def _revision_of(folder: Path) -> str | None:
    """The revision whose data the folder holds, if it is such a one."""
    try:
        found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return str(found.get("revision"))


def _copy(source: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, to)
