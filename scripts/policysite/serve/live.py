"""What the server knows while it runs: where the files are, and what open pages are to hear.

Place in the flow: the builder of `serve` writes it, the handlers of requests read it, each in a
thread of its own.
"""

from __future__ import annotations

import json
from pathlib import Path
from threading import Condition


class Live:
    """The folders of the site, newest first, and the news for open pages.

    While a build is under way, a page that it has not made yet comes from the former folder.
    """

    def __init__(self) -> None:
        self.folders: tuple[Path, ...] = ()
        self.asked = ""
        """The address of the page asked for last: its language is built first."""
        self._changed = Condition()
        self._version = 0
        self._built = 0
        self._problems = ""

    def find(self, address: str) -> Path | None:
        """The file at an address without its leading slash; of a folder, its page."""
        for folder in self.folders:
            path = folder / address
            if path.is_dir():
                path /= "index.html"
            if path.is_file():
                return path
        return None

    def built(self, folders: tuple[Path, ...]) -> None:
        """Pages have changed: show these folders, and have open pages read them."""
        with self._changed:
            self.folders = folders
            self._built += 1
            self._problems = ""
            self._tell()

    def settled(self, folders: tuple[Path, ...]) -> None:
        """Show these folders; no page that is open has changed."""
        self.folders = folders

    def broken(self, problems: str) -> None:
        """The source is wrong: say so in the open pages, which stay as they are."""
        with self._changed:
            self._problems = problems
            self._tell()

    def news(self, seen: int, patience: float) -> tuple[int, str] | None:
        """(version, news as JSON) once there are some after version `seen`; None after `patience`.

        Seconds; the first call, with 0, is answered at once.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: self._version != seen or not seen, patience):
                return None
            news = {"built": self._built, "problems": self._problems}
            return max(self._version, 1), json.dumps(news)

    def _tell(self) -> None:
        self._version = max(self._version, 1) + 1
        self._changed.notify_all()
