"""One at a time: a lock that names its holder and dies with it.

Place in the flow: around everything that changes an archive or a published site.
"""

from __future__ import annotations

import fcntl
import getpass
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path


@contextmanager
def locked(file: Path, waiting: Callable[[str], None]) -> Iterator[bool]:
    """Hold the lock `file`; where another process has it, tell `waiting` who, and wait.

    The system gives the lock up when its holder ends, however it ends. Yields whether the holder
    before was killed: whoever ends in order takes its name out.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(descriptor, waiting)
        killed = bool(_read(descriptor))
        _write(descriptor, _holder())
        try:
            yield killed
        finally:
            _write(descriptor, "")
    finally:
        os.close(descriptor)


def _take(descriptor: int, waiting: Callable[[str], None]) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting(_read(descriptor))
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def _read(descriptor: int) -> str:
    return os.pread(descriptor, 1000, 0).decode("utf-8", "replace").strip()


def _write(descriptor: int, text: str) -> None:
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, text.encode(), 0)


def _holder() -> str:
    """Who holds it: the process, whose it is, on which machine, since when."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = str(os.getuid())
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return f"pid {os.getpid()}, {user}@{socket.gethostname()}, {now}\n"
