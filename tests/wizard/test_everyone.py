"""Whoever asks, however: by keyboard, by thumb, with one's own spacing, colours and motion."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from policysite.bundle.words import words_of
from policysite.pages.edition import edition
from tests.site.addresses import WIZARDS
from tests.site.browser import PATIENCE, sticking_out
from tests.sources import REAL, policy
from tests.wizard.hostile_texts import saying
from tests.wizard.keys import Keys, walk
from tests.wizard.names import Given
from tests.wizard.person import LISTEN, Person
from tests.wizard.test_accessible import NARROW, PAGES, WIDE, wrong
from tests.wizard.walks import pages, walks

WALKS = list(walks(policy(REAL)))


@pytest.mark.parametrize("wizard", WIZARDS)
def test_by_the_keyboard_alone_on_a_screen_of_320_pixels(person: Person, wizard: str) -> None:
    person.page.set_viewport_size(NARROW)
    person.open(wizard)
    given = next(one for one in WALKS if one.wizard == wizard).given
    for _ in walk(Keys(person), given):
        assert sticking_out(person.page) == []
    assert person.result() is not None


# Targets ------------------------------------------------------------------------------------------

LEAST = 44
"""CSS pixels each way: WCAG 2.2 asks for 24 in level AA and for 44 in AAA."""

SMALL = """(least) => {
    const pressed = "button, summary, a, label:has(input), input[type=text], input[type=date]";
    const inline = (e) => e.localName === "a" && [...e.parentElement.childNodes].some(
        (n) => n.nodeType === Node.TEXT_NODE && n.textContent.trim() !== "");
    return [...document.querySelectorAll(`policy-wizard :is(${pressed})`)]
        .filter((e) => e.checkVisibility() && !e.closest(".pw-sr") && !inline(e))
        // A field within a label is reached by all of the label.
        .filter((e) => e.localName !== "input" || !e.closest("label"))
        .map((e) => [e, e.getBoundingClientRect()])
        .filter(([, box]) => box.width < least || box.height < least)
        .map(([e, box]) => `${e.parentElement.className} > ${e.localName}.${e.className}`
            + ` ${e.textContent.trim().slice(0, 40)}: ${box.width} × ${box.height}`);
}"""
"""What can be pressed and is smaller; links in the middle of a sentence may be."""


@pytest.fixture(scope="module")
def touching(browser: Browser) -> Iterator[BrowserContext]:
    """A phone."""
    context = browser.new_context(
        viewport={"width": 375, "height": 812}, has_touch=True, is_mobile=True
    )
    context.add_init_script(LISTEN)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.mark.parametrize("kind", PAGES)
def test_what_is_pressed_is_large_enough_for_a_thumb(
    touching: BrowserContext, root: str, kind: str
) -> None:
    page = touching.new_page()
    PAGES[kind](Person(page, root, policy(REAL)))
    assert page.evaluate(SMALL, LEAST) == []
    page.close()


# Spacing, colours, motion -------------------------------------------------------------------------

SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* {
        line-height: 1.5 !important;
        letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important;
    } p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets.push(sheet);
}"""
"""What WCAG 2.2, 1.4.12, lets a reader set."""

CUT_OFF = """() => [...document.querySelectorAll("policy-wizard *")]
    .filter((e) => e.checkVisibility() && !e.closest(".pw-sr, svg"))
    .filter((e) => getComputedStyle(e).overflow !== "visible")
    .filter((e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
    .map((e) => `${e.localName}.${e.className}`)"""


@pytest.mark.parametrize("kind", ["checklist", "mistakes", "inappropriate", "undetermined"])
def test_wider_spacing_cuts_nothing_off(person: Person, kind: str) -> None:
    PAGES[kind](person)
    person.page.evaluate(SPACED)
    for size in (WIDE, NARROW):
        person.page.set_viewport_size(size)
        assert sticking_out(person.page) == []
        assert person.page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("kind", ["checklist", "mistakes", "inappropriate", "failure"])
def test_colours_that_are_forced_leave_everything_in_sight(person: Person, kind: str) -> None:
    page = person.page
    PAGES[kind](person)
    page.emulate_media(forced_colors="active")
    assert wrong(page, "policy-wizard") == []
    own = """() => [...document.querySelectorAll("policy-wizard *")]
        .filter((e) => e.checkVisibility() && getComputedStyle(e).forcedColorAdjust === "none")
        .map((e) => `${e.localName}.${e.className.baseVal ?? e.className}`)"""
    assert page.evaluate(own) == []
    targets = page.locator("policy-wizard").locator("button, a, summary, input")
    for target in [one for one in targets.all() if one.is_visible()][:12]:
        page.keyboard.press("Tab")
        target.focus()
        assert target.evaluate(OUTLINED)
    page.emulate_media(forced_colors="none")


OUTLINED = """(e) => [e, e.closest("label")].filter(Boolean).map((one) => getComputedStyle(one))
    .some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)"""
"""Whether the focus is drawn, on the control or on its line."""


@pytest.mark.parametrize("kind", ["checklist", "mistakes", "inappropriate", "failure"])
def test_nothing_moves_for_whoever_wants_no_motion(person: Person, kind: str) -> None:
    PAGES[kind](person)
    person.page.emulate_media(reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll("policy-wizard, policy-wizard *")].filter((e) =>
        [getComputedStyle(e), getComputedStyle(e, "::before"), getComputedStyle(e, "::after")].some(
            (style) => [style.transitionDuration, style.animationDuration].some(
                (times) => times.split(",").some((time) => parseFloat(time) > 0.001))))
        .map((e) => `${e.localName}.${e.className}`)"""
    assert person.page.evaluate(moving) == []


# Long labels --------------------------------------------------------------------------------------

LONG = "anticonstitutionnellement" * 4 + " et " + "une autre façon de le dire " * 6


@pytest.fixture
def long_winded(page: Page, root: str) -> Person:
    """At a wizard whose every text is long, and without a place to break it."""
    words = words_of(saying(policy(REAL), [LONG]), edition(policy(REAL), "fr"), "0" * 20)
    page.route("**/fr.json", lambda route: route.fulfill(json=words))
    return Person(page, root, policy(REAL))


GIVEN: dict[str, Given] = {
    "question": {"roles": ["staff"]},
    "checklist": {"roles": ["student"], "action": "post", "channel": "social"},
    "outcome": pages(policy(REAL), WALKS[0])[-1][1],
}


@pytest.mark.parametrize("kind", GIVEN)
def test_long_labels_break_nothing(long_winded: Person, kind: str) -> None:
    person = long_winded
    person.wizard, person.answers = "publier", dict(GIVEN[kind])
    page = person.page
    entry = {"wizard": "publier", "answers": GIVEN[kind], "page": None, "index": 0}
    page.goto("about:blank")
    page.goto(f"{person.address('publier')}#policy-wizard={json.dumps(entry)}")
    expect(page.get_by_role("heading", level=1).filter(has_text="anticonst")).to_be_visible()
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        assert sticking_out(page) == []
        assert page.evaluate(CUT_OFF) == []
