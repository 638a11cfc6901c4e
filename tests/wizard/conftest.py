"""What the tests of one module share: a browser, the real site, a context that is watched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site.browser import PATIENCE, chromium, served
from tests.site.sites import site
from tests.sources import REAL, policy
from tests.wizard.person import LISTEN, Person
from tests.wizard.watch import Watch

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def folder() -> Path:
    """The real site as it was built."""
    return site("real")


@pytest.fixture(scope="module")
def root(folder: Path) -> Iterator[str]:
    """The address of the real site, with a slash at its end."""
    with served(folder) as address:
        yield address


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[BrowserContext]:
    """One context for all tests of the module: what it has fetched, it keeps."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(LISTEN)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(shared: BrowserContext) -> Iterator[Page]:
    one = shared.new_page()
    yield one
    one.close()


@pytest.fixture
def watch(page: Page) -> Watch:
    return Watch(page)


@pytest.fixture
def person(page: Page, root: str) -> Person:
    return Person(page, root, policy(REAL))
