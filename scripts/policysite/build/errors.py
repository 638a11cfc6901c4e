"""What makes a build impossible, in words for the person who asked for it.

Place in the flow: under `build`; `cli` and `serve` print the message in one line or more.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from policysite.archive.errors import reason


class BuildError(Exception):
    """The site could not be built; the message says why and what to do."""


@contextmanager
def files_in_words() -> Iterator[None]:
    """A file that cannot be written, or a disk that is full, becomes a `BuildError`."""
    try:
        yield
    except OSError as fault:
        where = f"{fault.filename}: " if fault.filename else ""
        raise BuildError(f"{where}{reason(fault)}") from fault
