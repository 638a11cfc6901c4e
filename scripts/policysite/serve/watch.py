"""Watches folders; tells when something in them was written and they are quiet again.

Place in the flow: under `serve`.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

QUIET = 0.05
"""Seconds without a write after which a change is complete: editors write in several steps."""

_WRITES = {"modified", "created", "deleted", "moved"}


class Watch(FileSystemEventHandler):
    """While it is entered, `wait` returns after each change below `folders`."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._written = threading.Event()
        self._observer = Observer()
        for folder in dict.fromkeys(folders):
            self._observer.schedule(self, str(folder), recursive=True)

    def __enter__(self) -> Self:
        self._observer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._observer.stop()
        self._observer.join()

    def wait(self) -> None:
        """Block until something was written and then nothing for a moment."""
        self._written.wait()
        while self._written.is_set():
            self._written.clear()
            self._written.wait(QUIET)

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _WRITES and not event.is_directory:
            self._written.set()
