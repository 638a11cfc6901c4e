"""What the server knows while it runs: where the files are, and what open pages are to hear.

Place in the flow: the builder of `serve` writes it, the handlers of requests read it, each in a
thread of its own.
"""

from __future__ import annotations

from pathlib import Path
from threading import Condition


class Live:
    """The folders of the site, newest first, and what is wrong with the source.

    While a build is under way, a page that it has not made yet comes from the former folder.
    """

    def __init__(self) -> None:
        self.folders: tuple[Path, ...] = ()
        self.asked = ""
        """The address of the page asked for last: its language is built first."""
        self._changed = Condition()
        self._version = 1
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

    def build_of(self, path: Path) -> str:
        """The name of the build that a file was found in; empty where it is gone."""
        return next((f.name for f in self.folders if path.is_relative_to(f)), "")

    def show(self, folders: tuple[Path, ...]) -> None:
        """Show these folders; open pages hear of it."""
        with self._changed:
            self.folders = folders
            self._problems = ""
            self._tell()

    def broken(self, problems: str) -> None:
        """The source is wrong: say so in the open pages, which stay as they are."""
        with self._changed:
            self._problems = problems
            self._tell()

    def news(self, seen: int, patience: float) -> tuple[int, str] | None:
        """(version, problems) once there is another version than `seen`; None after `patience`.

        Seconds. Versions begin at 1: the first call, with 0, is answered at once.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: self._version != seen, patience):
                return None
            return self._version, self._problems

    def _tell(self) -> None:
        self._version += 1
        self._changed.notify_all()
