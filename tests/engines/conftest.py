"""The browser of a run, and the real site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines.tab import ENGINES, Tab
from tests.site.browser import served
from tests.site.sites import site


@pytest.fixture(scope="session", params=ENGINES)
def tab(request: pytest.FixtureRequest) -> Iterator[Tab]:
    with ENGINES[request.param]() as one:
        request.config.get_terminal_writer().line(f" {one.do('version')}")
        yield one


@pytest.fixture(scope="session")
def folder() -> Path:
    """The real site as it was built."""
    return site("real")


@pytest.fixture(scope="session")
def root(folder: Path) -> Iterator[str]:
    """The address of the real site, with a slash at its end."""
    with served(folder) as address:
        yield address
