"""The pages in a browser: accessible, private, in the reader's language, on the reader's day."""

from itertools import batched
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, ViewportSize, expect

from tests.site.addresses import KINDS, LANGUAGES, address, every_kind
from tests.site.browser import add_axe, begin_axe, launched, served, sticking_out, violations
from tests.site.html import page as html
from tests.site.sites import pages, site

NARROW: ViewportSize = {"width": 320, "height": 640}
WIDE: ViewportSize = {"width": 1280, "height": 900}
type Setting = tuple[ViewportSize, Literal["light", "dark"]]
# Pages are built alike in every language: the first and the others share the settings.
FIRST: list[Setting] = [(NARROW, "light"), (WIDE, "dark")]
OTHERS: list[Setting] = [(NARROW, "dark"), (WIDE, "light")]


def test_axe_finds_nothing_wrong_on_any_kind_of_page(context: BrowserContext, root: str) -> None:
    # Two pages at a time: each has a process of its own.
    tabs = [context.new_page(), context.new_page()]
    found = {}
    for pair in batched(every_kind(root), len(tabs)):
        for tab, (_, where) in zip(tabs, pair, strict=False):
            tab.goto(where)
            add_axe(tab)
        for turn in range(2):
            names = []
            for tab, (kind, _) in zip(tabs, pair, strict=False):
                size, scheme = (FIRST if kind.startswith(LANGUAGES[0]) else OTHERS)[turn]
                names.append(f"{kind} {size['width']} {scheme}")
                tab.set_viewport_size(size)
                tab.emulate_media(color_scheme=scheme)
                begin_axe(tab)
            for tab, name in zip(tabs, names, strict=False):
                found[name] = violations(tab)
    assert len(found) == 2 * len(list(every_kind(root)))
    assert {kind: wrong for kind, wrong in found.items() if wrong} == {}


def test_no_page_scrolls_sideways(page: Page, root: str) -> None:
    found = {}
    for kind, where in every_kind(root):
        page.goto(where)
        for width in (320, 375):
            page.set_viewport_size({"width": width, "height": 640})
            found[f"{kind} {width}"] = sticking_out(page)
    assert {kind: out for kind, out in found.items() if out} == {}


def test_no_page_scrolls_sideways_when_letters_are_four_times_as_large(
    browser: Browser, root: str
) -> None:
    with launched(browser.browser_type, "--blink-settings=defaultFontSize=64") as large:
        page = large.new_page(viewport=WIDE)
        page.goto(root + address("text"))
        size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
        assert size >= 64
        found = {}
        for key in KINDS:
            page.goto(root + address(key))
            found[key] = sticking_out(page)
    assert {kind: out for kind, out in found.items() if out} == {}


def test_pages_ask_nothing_of_other_origins_and_keep_nothing(
    context: BrowserContext, root: str
) -> None:
    requested: list[str] = []
    complaints: list[str] = []
    context.on("request", lambda request: requested.append(request.url))
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for key in KINDS:
        page.goto(root + address(key))
        if page.locator("policy-wizard").count():
            page.wait_for_selector('policy-wizard[state="ready"]')
    assert [url for url in requested if not url.startswith((root, "blob:"))] == []
    assert [url for url in requested if "?" in url] == []
    assert complaints == []
    assert context.cookies() == []
    kept = page.evaluate(
        """async () => [localStorage.length, sessionStorage.length,
            (await indexedDB.databases()).length, (await caches.keys()).length]"""
    )
    assert kept == [0, 0, 0, 0]


def test_the_parser_finds_the_elements_that_the_pages_write(page: Page) -> None:
    # What a parser moves or closes by itself was written where it may not stand.
    for path in pages("real"):
        found = page.evaluate(
            """(html) => [...new DOMParser().parseFromString(html, "text/html")
                .querySelectorAll("*")].map((e) => e.localName)""",
            path.read_text(encoding="utf-8"),
        )
        written = [element.tag for element in html(path).all()][1:]
        assert found == written, path


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2017-02-08", "Adoptée, en vigueur à compter du 9 février 2017 seulement"),
        ("2017-02-09", "En vigueur depuis le 9 février 2017"),
        ("2030-01-01", "En vigueur depuis le 9 février 2017"),
    ],
)
def test_the_state_is_that_of_the_reader_s_day(page: Page, root: str, day: str, state: str) -> None:
    page.clock.set_fixed_time(f"{day}T12:00:00")
    page.goto(root + address("text"))
    expect(page.locator(".pol-state__word")).to_have_text(state, use_inner_text=True)
    expect(page.locator(".pol-record strong")).to_have_text(state, use_inner_text=True)


@pytest.mark.parametrize(
    ("button", "copied"),
    [
        ("Copier le lien", "/fr/2017-02-08/texte/#mandat.autorisation"),
        ("Copier la référence", "rév. du 8 février 2017, art. 5, 1ᵉʳ al."),
        ("Copier le texte", "Mis à part le personnel mandaté"),
    ],
)
def test_a_clause_s_link_reference_and_text_can_be_copied(
    context: BrowserContext, root: str, button: str, copied: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{root}{address('text')}#mandat.autorisation")
    tools = page.locator('[data-tools="mandat.autorisation"]')
    page.locator(".pol-block", has=tools).get_by_text("Citer, copier").click()
    tools.get_by_role("button", name=button).click()
    expect(page.get_by_role("status").filter(has_text="Copié")).to_be_visible()
    assert copied in page.evaluate("navigator.clipboard.readText()").replace("\u00a0", " ")


def test_the_contents_mark_the_section_being_read(page: Page, root: str) -> None:
    page.goto(f"{root}{address('text')}#surveillance")
    current = page.locator('.pol-toc__link[aria-current="true"]')
    expect(current).to_have_text("6.4 Contrôle et surveillance")


def test_nothing_that_a_hostile_source_says_is_run(page: Page) -> None:
    shown: list[str] = []
    complaints: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        shown.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))
    folder = site("hostile")
    with served(folder) as root:
        for path in sorted(folder.glob("*/2025-01-01/**/index.html")):
            page.goto(f"{root}{path.parent.relative_to(folder)}/")
            if page.locator("policy-wizard").count():
                page.wait_for_selector('policy-wizard[state="ready"]')
            assert page.locator("[onclick], [onerror], [onmouseover]").count() == 0
            assert page.locator('a[href^="javascript" i]').count() == 0
    assert shown == []
    assert complaints == []
