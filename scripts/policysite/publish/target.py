"""Where a site is published, and how the new one takes the place of the former in one step.

Place in the flow: the last thing that `publish` does. `branch` has the other kind of target.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from policysite.archive.beside import refuse_inside
from policysite.archive.lock import locked
from policysite.build.switch import fresh, make_way, refuse_others, sweep


class Moved(Exception):
    """Somebody else has published since the target was read."""


class Target(Protocol):
    """A place to publish to."""

    def refuse(self, archive: Path) -> None:
        """Raises `ArchiveError` where it is no place for a site whose archive is in that folder."""

    def locked(self, waiting: Callable[[str], None]) -> AbstractContextManager[None]:
        """Hold it, as far as this machine goes."""

    def read(self, to: Path) -> Path | None:
        """The folder with the site that is there now, maybe laid down at `to`."""

    def fresh(self) -> AbstractContextManager[Path]:
        """A folder for the new site, which takes its place at the end where nothing failed."""

    def switch(self, site: Path) -> None:
        """Put the new site in place. Raises `Moved`."""


class Directory:
    """A folder, behind a web server or to be copied from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __str__(self) -> str:
        return str(self.folder)

    def refuse(self, archive: Path) -> None:
        """What others have there stays, and an archive holds nothing else."""
        refuse_inside(archive, self.folder)
        refuse_others(self.folder.resolve())

    @contextmanager
    def locked(self, waiting: Callable[[str], None]) -> Iterator[None]:
        """By a file beside it."""
        # Another name of the same folder is the same place.
        folder = self.folder.resolve()
        make_way(folder.parent)
        with locked(folder.parent / f".{folder.name}.policysite-lock", waiting):
            # It may be all that is left of a text that was withdrawn.
            sweep(folder)
            yield

    def read(self, to: Path) -> Path | None:
        """The folder itself: who holds the lock is alone with it."""
        return self.folder if self.folder.is_dir() else None

    def fresh(self) -> AbstractContextManager[Path]:
        """Beside it, so that one exchange of names is enough."""
        return fresh(self.folder)

    def switch(self, site: Path) -> None:
        """The end of `fresh` does it; before that, all that is in it must outlive a power cut."""
        os.sync()
