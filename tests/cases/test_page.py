"""The sheet is a page that stands alone, that everybody can read, and that prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from policysite.pages.cases import page
from tests.cases.sheets import sheet_of
from tests.site.browser import add_axe, begin_axe, chromium, sticking_out, violations
from tests.sources import OTHER, REAL, policy

SHEETS = [
    pytest.param(REAL, "fr", id="real-fr"),
    pytest.param(REAL, "en", id="real-en"),
    pytest.param(OTHER, "fr", id="other-fr"),
]


@cache
def html(path: Path, language: str) -> str:
    return page(sheet_of(path), language)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture
def shown(browser: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The sheet in a browser that runs no script of the page."""
    path, language = request.param
    file = tmp_path / "cases.html"
    file.write_text(html(path, language), encoding="utf-8")
    one = browser.new_page()
    one.goto(file.as_uri())
    yield one
    one.close()


BOTH = [pytest.param((REAL, "fr"), id="fr"), pytest.param((REAL, "en"), id="en")]


@pytest.mark.parametrize("shown", BOTH, indirect=True)
def test_axe_finds_nothing_wrong_and_nothing_sticks_out(shown: Page) -> None:
    add_axe(shown)
    wrong = {}
    for width in (1280, 320):
        shown.set_viewport_size({"width": width, "height": 900})
        begin_axe(shown)
        wrong[width] = [*violations(shown), *sticking_out(shown)]
    assert wrong == {1280: [], 320: []}


@pytest.mark.parametrize("shown", BOTH, indirect=True)
def test_it_prints_on_letter_paper_and_cuts_no_case(shown: Page) -> None:
    printed = shown.pdf(prefer_css_page_size=True)
    boxes = set(re.findall(rb"/MediaBox \[([^]]*)\]", printed))
    assert boxes == {b"0 0 612 792"}
    shown.emulate_media(media="print")
    heights = shown.locator(".case").evaluate_all("all => all.map((e) => e.offsetHeight)")
    assert max(heights) < 240 / 25.4 * 96
    expect(shown.locator(".case .sign")).to_have_count(len(sheet_of(REAL).cases))


@pytest.mark.parametrize(("path", "language"), SHEETS)
def test_it_asks_for_nothing_and_runs_nothing(path: Path, language: str) -> None:
    shown = html(path, language)
    assert not re.search(r"<script|<link|<img|<iframe|\b(src|href|on\w+)=|url\(|@import", shown)


@pytest.mark.parametrize(("path", "language"), SHEETS)
def test_every_case_has_its_answer_its_clauses_and_its_digest(path: Path, language: str) -> None:
    shown = html(path, language)
    cases = sheet_of(path).cases
    parts = shown.split('<section class="case"')[1:]
    assert len(parts) == len(cases)
    for case, part in zip(cases, parts, strict=True):
        assert f"<code>{case.decision.digest}</code>" in part
        assert part.count("<blockquote") >= 1
        assert f"outcome: {case.decision.outcome}" in part


def test_the_readings_that_no_case_shows_are_listed_with_their_reason() -> None:
    shown = html(REAL, "fr").partition('id="unmodelled"')[2]
    readings = [r for r in policy(REAL).readings if not r.instead]
    assert [f"Lecture {r.id}." in shown for r in readings] == [True] * len(readings)
    assert shown.count("Pourquoi aucun cas ne les montre") == len(readings)


def test_french_has_its_signs() -> None:
    shown = html(REAL, "fr")
    body = re.sub(r"<style>.*?</style>|<code>.*?</code>|<pre>.*?</pre>", "", shown, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", "", body)
    assert re.findall(r".{9} [:;!?»].{9}|.{9}'.{9}|« .{9}", text) == []
