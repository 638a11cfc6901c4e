"""A browser on a built site, which is served with the headers that hosts are asked to send."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, Frame, Page, sync_playwright

from policysite.serve.handler import Handler
from policysite.serve.live import Live
from tests.sources import ROOT

CHROMIUM = os.environ.get("POLICYSITE_CHROMIUM", "/usr/bin/chromium")
ABSENT = [
    # The popups of an address bar that nobody sees: each window starts two more pages for them.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    # Playwright's own, as this flag takes the place of its one.
    "AimEnabled",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]
"""What Chromium does beside showing pages."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(ABSENT)}",
]
QUICK = "--js-flags=--liftoff-only"
"""Starts the runtime in two thirds of the time: it runs too briefly to be compiled once more."""
PATIENCE = 20_000
"""Milliseconds: long enough for a machine that does other things at the same time."""
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


class BuiltSite(Handler):
    """The site as it was built: pages follow no edits."""

    follows = ""


@contextmanager
def served(folder: Path, handler: Callable[..., BuiltSite] = BuiltSite) -> Iterator[str]:
    """The address of the site in `folder`, with a slash at its end."""
    live = Live()
    live.show((folder,))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, live=live))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium without a profile."""
    with sync_playwright() as playwright, launched(playwright.chromium, QUICK) as browser:
        yield browser


@contextmanager
def launched(kind: BrowserType, *flags: str) -> Iterator[Browser]:
    """The same, with more flags, beside one that runs already."""
    browser = kind.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags])
    try:
        yield browser
    finally:
        browser.close()


def until(page: Page | Frame, function: str, arg: object = None) -> None:
    """Wait until a function of the page, given `arg`, finds something true.

    Playwright's own way asks again with `eval`, which the pages do not allow: this one asks within
    the page, by itself.
    """
    holds = page.evaluate(
        """([arg, patience]) => new Promise((settle) => {
            const holds = FUNCTION;
            const end = performance.now() + patience;
            const look = () => {
                if (holds(arg)) settle(true);
                else if (performance.now() > end) settle(false);
                else setTimeout(look, 20);
            };
            look();
        })""".replace("FUNCTION", function),
        [arg, PATIENCE],
    )
    assert holds, f"never true: {function}"


def add_axe(page: Page) -> None:
    """Put axe-core into the page, past the policy that keeps pages from running such a script."""
    page.evaluate(AXE)


def begin_axe(page: Page, within: str = "html") -> None:
    """Have axe-core begin, with all its rules; `violations` tells the end."""
    # Colours that are still changing are none of the page's.
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(
        "(within) => { window.axeRun = axe.run(within, { resultTypes: ['violations'] }) }", within
    )


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong: rule, and where."""
    found = page.evaluate("axeRun.then(({ violations }) => violations)")
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


# The theme hides what sticks out, so elements are asked too, not only the page.
STICKING_OUT = """() => [
    ...(document.documentElement.scrollWidth > innerWidth ? ["the page"] : []),
    ...[...document.querySelectorAll("body *")]
        .filter((e) => e.checkVisibility() && !e.closest(".pol-sr, thead, svg"))
        .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
        .map((e) => `${e.tagName} ${e.className}`),
]"""


def sticking_out(page: Page) -> list[str]:
    """What would make the page scroll sideways, or be cut off."""
    found: list[str] = page.evaluate(STICKING_OUT)
    return found
