"""Every kind of page of a wizard: axe-core finds nothing, nothing sticks out, print is complete."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from policysite.policy import Example
from rulecore import UNKNOWN, consult
from tests.site.browser import add_axe, begin_axe, served, sticking_out, violations
from tests.site.sites import site
from tests.sources import OTHER, REAL, policy
from tests.wizard.names import Answer, Given
from tests.wizard.person import Person
from tests.wizard.walks import completed

NARROW: ViewportSize = {"width": 320, "height": 256}
"""A screen of 1280 × 1024 at 400 %."""
WIDE: ViewportSize = {"width": 1280, "height": 900}
SETTINGS: list[tuple[ViewportSize, Literal["light", "dark"]]] = [(WIDE, "light"), (NARROW, "dark")]
"""The tests of the site look at every size in every colour."""


def wrong(page: Page, within: str = "html") -> list[str]:
    """What axe-core finds wrong with what stands there now."""
    if not page.evaluate("'axe' in window"):
        add_axe(page)
    begin_axe(page, within)
    return violations(page)


def one_example_of_each_outcome() -> Iterator[Example]:
    examples = policy(REAL).examples
    for outcome in (*(modality.id for modality in policy(REAL).modalities), None):
        yield next(example for example in examples if example.outcome == outcome)


def outcome_of(example: Example) -> Callable[[Person], None]:
    def come(person: Person) -> None:
        person.arrive(example.wizard, completed(policy(REAL), example))

    return come


def question(person: Person) -> None:
    person.open("publier")
    person.answer("roles", ["staff"])
    person.expect_step()


def help_open(person: Person) -> None:
    question(person)
    person.page.get_by_text(person.say("question.help"), exact=True).click()
    expect(person.page.get_by_text(person.say("question.clauses")).first).to_be_visible()


def why(person: Person) -> None:
    """A question and why it is asked."""
    question(person)
    person.page.get_by_text(person.say("question.why"), exact=True).click()
    expect(person.page.get_by_text(person.say("asked.open"), exact=True)).to_be_visible()


def nothing_known(person: Person) -> None:
    """Every outcome open, each with what would make it certain."""
    answers: dict[str, Answer] = {}
    while together := consult(person.policy.base, "publier", answers).ask_together:
        answers |= dict.fromkeys(together, UNKNOWN)
    person.arrive("publier", answers)


def checklist(person: Person) -> None:
    given: Given = {"roles": ["student"], "action": "post", "channel": "social"}
    person.arrive("publier", {**given, "capacity": "personal", "during": "no"})


def mistakes(person: Person) -> None:
    checklist(person)
    person.go_on()
    expect(
        person.page.get_by_role("alert").filter(has_text=person.say("errors.title"))
    ).to_be_focused()


def failure(person: Person) -> None:
    person.page.route("**/assets/**/worker.js", lambda route: route.abort())
    person.open("publier", ready=False)
    expect(
        person.page.get_by_role("alert").filter(has_text=person.say("failed.title"))
    ).to_be_visible()


def texts(person: Person) -> None:
    person.arrive("suites", {"roles": ["staff"], "topic": "content"})


def moot(person: Person) -> None:
    """What no longer counts is struck; everything that opens is open."""
    person.arrive(
        "photo",
        {"roles": ["student"], "channel": "other", "image": "others", "consent": "?"},
    )
    for summary in person.page.get_by_role("main").locator("summary").all():
        if summary.is_visible():
            summary.click()


PAGES: dict[str, Callable[[Person], None]] = {
    "question": question,
    "help": help_open,
    "why": why,
    "nothing known": nothing_known,
    "checklist": checklist,
    "mistakes": mistakes,
    "failure": failure,
    "texts": texts,
    "ignored": moot,
} | {f"{e.outcome or 'undetermined'}": outcome_of(e) for e in one_example_of_each_outcome()}


@pytest.fixture(scope="module")
def other() -> Iterator[str]:
    with served(site("other")) as root:
        yield root


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing_wrong_and_nothing_sticks_out(person: Person, kind: str) -> None:
    PAGES[kind](person)
    page = person.page
    found = {}
    for size, scheme in SETTINGS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        found[f"{size['width']} sticks out"] = sticking_out(page)
        within = "html" if size is WIDE else "policy-wizard"
        found[f"{size['width']} {scheme}"] = wrong(page, within)
    page.emulate_media(color_scheme="light")
    assert {setting: wrong for setting, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("wizard", "before", "fact", "typed"),
    [
        ("emprunter", {"abonnement": "yes"}, "age", "121"),
        ("jour", {}, "debut", "2024-12-24"),
    ],
    ids=["number", "date"],
)
def test_a_number_or_a_date_and_its_error(
    page: Page, other: str, wizard: str, before: Given, fact: str, typed: str
) -> None:
    person = Person(page, other, policy(OTHER))
    person.arrive(wizard, before)
    person.choose(fact, typed)
    person.go_on()
    expect(
        person.page.get_by_role("alert").filter(has_text=person.say("errors.title"))
    ).to_be_focused()
    page.set_viewport_size(NARROW)
    assert wrong(page) == []
    assert sticking_out(page) == []


def test_english_pages_say_which_words_are_french(page: Page, root: str) -> None:
    person = Person(page, root, policy(REAL), "en")
    example = next(e for e in policy(REAL).examples if e.outcome == "inappropriate")
    person.arrive(example.wizard, completed(person.policy, example))
    for original in page.get_by_text(person.say("outcome.original"), exact=True).all():
        original.click()
    quoted = page.get_by_role("blockquote")
    assert {quote.get_attribute("lang") for quote in quoted.all()} == {None, "fr"}
    assert wrong(page) == []


def test_print_has_the_answer_the_clauses_and_the_answers(person: Person) -> None:
    page = person.page
    example = next(e for e in policy(REAL).examples if e.id == "G01")
    person.arrive(example.wizard, completed(person.policy, example))
    page.emulate_media(media="print")
    expect(person.heading(person.headline("inappropriate"))).to_be_visible()
    expect(page.get_by_role("blockquote").first).to_be_visible()
    answers = page.get_by_role("region", name=person.say("answers.title"))
    for fact in person.answers:
        expect(answers.get_by_text(person.question(fact), exact=True)).to_be_visible()
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
    expect(person.link("question.back")).to_have_count(0)
    expect(page.get_by_role("link", name=person.say("answers.change"))).to_have_count(0)
    assert wrong(page, "policy-wizard") == []
    page.emulate_media(media="screen")
