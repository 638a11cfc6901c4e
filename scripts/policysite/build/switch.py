"""A fresh directory that takes the place of the former site in one step.

Place in the flow: around the whole build. Only a directory that is empty or a site of ours is ever
replaced; `site.json` in it says so.
"""

from __future__ import annotations

import ctypes
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from policysite.build.errors import BuildError

MARK = "site.json"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@contextmanager
def fresh(out: Path) -> Iterator[Path]:
    """A new directory beside `out`; when all went well, it takes the place of `out`."""
    out = out.absolute()
    if out.exists() and not _is_ours(out):
        raise BuildError(
            f"{out} exists and is not a site that this command built: choose another folder"
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    work.chmod(0o755)
    try:
        yield work
        (work / MARK).write_text(json.dumps({"made-by": "policysite"}) + "\n")
        _put(work, out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _is_ours(out: Path) -> bool:
    if not out.is_dir():
        return False
    return (out / MARK).is_file() or not any(out.iterdir())


def _put(work: Path, out: Path) -> None:
    """Give `work` the name of `out`; what was there is then called `work`, to be removed."""
    if not out.exists():
        work.rename(out)
    elif not _exchange(work, out):
        # Where the system cannot exchange, the former site is away for an instant.
        away = work.with_name(f"{work.name}-former")
        out.rename(away)
        try:
            work.rename(out)
        except OSError:
            away.rename(out)
            raise
        away.rename(work)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step, as Linux can; whether it was done."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    paths = (bytes(one), bytes(other))
    return bool(rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)
