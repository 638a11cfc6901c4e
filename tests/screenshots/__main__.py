"""Takes the pictures of every page type: language × phone or desktop × light or dark.

    scripts/screenshots [FOLDER]    all of them, into FOLDER (.build/screenshots)
    scripts/screenshots --readme    the one that README.md shows

Knows no policy: what to open and to answer comes from the source.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, FloatRect, Page

from policysite.build import build
from policysite.pages.edition import Edition, edition, site_languages
from policysite.policy import Policy
from policysite.progress import Progress, Silent, progress
from tests.screenshots.revisions import revision_shots, site_of_revisions
from tests.screenshots.shots import DESKTOP, PHONE, Shot, answered, outcomes, shots
from tests.screenshots.walks import stops
from tests.site.browser import chromium, served
from tests.sources import REAL, ROOT, policy

FOLDER = ROOT / ".build" / "screenshots"
README = ROOT / "docs" / "assets" / "screenshots" / "readme.png"
SIZES = {PHONE: (375, 812), DESKTOP: (1280, 900)}
TALLEST = 4000
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/screenshots", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--readme", action="store_true")
    wanted = parser.parse_args()
    real = policy(REAL)
    with tempfile.TemporaryDirectory() as work, chromium() as browser:
        build(real, Path(work) / "site", progress=Silent())
        if wanted.readme:
            with served(Path(work) / "site") as root:
                _take_readme(browser, root, real)
            return
        walked = list(stops(real))
        with progress({}) as watched:
            with served(Path(work) / "site") as root:
                one = partial(shots, real, walked)
                _take_all(browser, root, real, one, wanted.folder, watched)
            with served(site_of_revisions(Path(work))) as root:
                _take_all(browser, root, real, revision_shots, wanted.folder, watched)


def _take_all(
    browser: Browser,
    root: str,
    real: Policy,
    wanted: Callable[[Edition], Iterable[Shot]],
    folder: Path,
    watched: Progress,
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    planned = [
        (edition(real, language.code), size, shot)
        for language in site_languages(real)
        for size in SIZES
        for shot in wanted(edition(real, language.code))
        if size in shot.sizes
    ]
    watched.steps(len(planned))
    for where, size, shot in planned:
        watched.step(f"{where.language.code} {size} {shot.name}")
        with _at(browser, where, size) as context:
            page = _opened(context, root, shot, real)
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                name = f"{where.language.code}-{size}-{scheme}-{shot.name}.png"
                _take(page, shot, folder / name)
    print(f"{len(planned) * len(SCHEMES)} → {folder}")


def _take_readme(browser: Browser, root: str, real: Policy) -> None:
    """The first outcome of the source that is one, in the authoritative language."""
    where = edition(real, real.authoritative.code)
    first = next(stop for stop in outcomes(list(stops(real))).values() if stop.found.outcome)
    shot = answered(where, "readme", first)
    with _at(browser, where, DESKTOP) as context:
        page = _opened(context, root, shot, real)
        page.screenshot(path=README, animations="disabled")
    print(README.relative_to(ROOT))


@contextmanager
def _at(browser: Browser, where: Edition, size: str) -> Iterator[BrowserContext]:
    """A reader with such a screen."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale=where.language.tag,
        timezone_id="UTC",
        reduced_motion="reduce",
    )
    yield context
    context.close()


def _opened(context: BrowserContext, root: str, shot: Shot, real: Policy) -> Page:
    """The page at noon, and a little after, of its day, or that of the coming into force."""
    page = context.new_page()
    page.clock.install(time=f"{shot.day or real.revision.in_force}T12:00:00")
    if shot.first:
        shot.first(page)
    page.goto(root + shot.address)
    shot.then(page)
    return page


def _take(page: Page, shot: Shot, path: Path) -> None:
    if not shot.whole:
        page.screenshot(path=path, animations="disabled")
        return
    width, height = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    top = 0
    if shot.top:
        box = page.locator(shot.top).bounding_box()
        assert box, f"{shot.name}: no {shot.top}"
        top = int(box["y"] + page.evaluate("scrollY"))
    clip: FloatRect = {"x": 0, "y": top, "width": width, "height": min(height - top, TALLEST)}
    page.screenshot(path=path, full_page=True, clip=clip, animations="disabled")


if __name__ == "__main__":
    main()
