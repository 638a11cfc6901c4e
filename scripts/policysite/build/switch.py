"""A fresh directory that takes the place of the former one in one step.

Place in the flow: around the whole build, and around the Markdown of each edition. Only a directory
that is empty or a site of ours is ever replaced as a site; `site.json` in it says that it is ours.

A build holds a lock on its fresh directory as long as it runs. One that nobody holds is what a
killed build left behind, and the next build removes it.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from policysite.archive.errors import ArchiveError
from policysite.build.seal import about

_FORMER = "-former"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@contextmanager
def fresh(out: Path) -> Iterator[Path]:
    """A new directory beside `out`; when all went well, it takes the place of `out`.

    Raises `ArchiveError` where something else than a site of ours is there.
    """
    out = out.resolve()
    refuse_others(out)
    with replacing(out, is_site=True) as work:
        yield work


@contextmanager
def replacing(out: Path, *, is_site: bool = False) -> Iterator[Path]:
    """A new directory beside `out` that takes its place when all went well."""
    make_way(out.parent)
    with _lock(out.parent):
        _sweep(out)
        work = Path(tempfile.mkdtemp(prefix=_prefix(out), dir=out.parent))
        held = _held(work)
    try:
        work.chmod(0o755)
        yield work
        with _lock(out.parent):
            if is_site:
                refuse_others(out)
            _put(work, out)
    finally:
        if held is not None:
            os.close(held)
        shutil.rmtree(work, ignore_errors=True)


def make_way(folder: Path) -> None:
    """Make the folder and those above it that are missing, so that a web server's user may pass."""
    for one in reversed([folder, *folder.parents]):
        if not one.exists():
            one.mkdir(exist_ok=True)
            one.chmod(0o755)


def refuse_others(out: Path) -> None:
    """Raises `ArchiveError` where something else than a site of ours, or nothing, is there."""
    is_ours = out.is_dir() and (about(out) or not any(out.iterdir()))
    if out.exists() and not is_ours:
        raise ArchiveError("others", folder=str(out))


def sweep(out: Path) -> None:
    """Remove what builds that were killed left beside `out`."""
    with _lock(out.parent):
        _sweep(out)


def _prefix(out: Path) -> str:
    return f".{out.name}.policysite-"


def _sweep(out: Path) -> None:
    """The same, for who holds the folder; a former site comes back first."""
    for former in out.parent.glob(f"{_prefix(out)}*{_FORMER}"):
        if not out.exists():
            former.rename(out)
    for folder in out.parent.glob(f"{_prefix(out)}*"):
        held = _held(folder)
        if held is not None:
            os.close(held)
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Hold the folder while names in it change; where a folder cannot be held, do without."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _held(folder: Path) -> int | None:
    """Hold a fresh directory; its descriptor, or None where that cannot be or another holds it."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _put(work: Path, out: Path) -> None:
    """Give `work` the name of `out`; what was there is then called `work`, to be removed."""
    if not out.exists():
        work.rename(out)
    elif not _exchange(work, out):
        # Where the system cannot exchange, the former one is away for an instant.
        away = work.with_name(work.name + _FORMER)
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
