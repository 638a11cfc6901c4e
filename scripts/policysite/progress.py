"""Progress on a terminal: one bar on stderr, nothing where nobody watches.

Place in the flow: handed to the stages that take long, which only name the step they begin.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Never, Protocol

from tqdm import tqdm


class Progress(Protocol):
    """What a long stage needs: say how many steps there are, and which one begins."""

    def steps(self, count: int) -> None:
        """Announce `count` more steps."""

    def step(self, name: str) -> None:
        """Begin the step `name`, a key of the interface's words."""


class Silent:
    """Progress that nobody watches."""

    def steps(self, count: int) -> None:
        """Nothing is shown."""

    def step(self, name: str) -> None:
        """Nothing is shown."""


class _Bar:
    def __init__(self, bar: tqdm[Never], words: Mapping[str, str]) -> None:
        self.bar, self.words, self.begun = bar, words, False

    def steps(self, count: int) -> None:
        self.bar.total = (self.bar.total or 0) + count
        self.bar.refresh()

    def step(self, name: str) -> None:
        self.bar.update(1 if self.begun else 0)
        self.begun = True
        self.bar.set_description_str(self.words.get(name, name))


@contextmanager
def progress(words: Mapping[str, str]) -> Iterator[Progress]:
    """A progress bar on stderr if that is a terminal; `words` names the steps."""
    if not sys.stderr.isatty():
        yield Silent()
        return
    with tqdm(
        total=0, file=sys.stderr, leave=False, bar_format="{desc:<40} {bar} {n}/{total}"
    ) as bar:
        yield _Bar(bar, words)
