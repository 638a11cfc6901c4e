"""Nothing knows a policy: another one, and the real one under other names, on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.site.browser import served
from tests.site.sites import site
from tests.sources import OTHER, policy
from tests.wizard.disguised import disguised
from tests.wizard.names import Given
from tests.wizard.person import Person
from tests.wizard.walks import of_example
from tests.wizard.watch import Watch

AGE, DAYS = "age", "jours"
WRONG_NUMBERS = [
    ("seize", "not-a-number"),
    ("1e3", "not-a-number"),
    ("2,55", "not-a-number"),
    ("0", "out-of-range"),
    ("60,1", "out-of-range"),
]


@pytest.fixture(scope="module")
def lending() -> Iterator[str]:
    with served(site("other")) as root:
        yield root


@pytest.fixture
def borrower(page: Page, lending: str) -> Person:
    person = Person(page, lending, policy(OTHER))
    person.open("emprunter")
    return person


def test_walks_with_a_number_typed(borrower: Person, watch: Watch, lending: str) -> None:
    given: Given = {
        "abonnement": "yes",
        AGE: "16",
        "appareils": ["fragile"],
        DAYS: "2,5",
        "depot": "no",
    }
    borrower.finish(given)
    assert borrower.result() == "depot_exige"
    expect(borrower.page.get_by_text("2,5 jours")).to_be_visible()
    borrower.restart()
    borrower.finish({"abonnement": "yes", AGE: "40", "appareils": ["livre"], DAYS: "7.6"})
    assert borrower.result() == "entente"
    watch.expect_privacy(lending)


def test_an_unknown_number(borrower: Person) -> None:
    example = next(e for e in policy(OTHER).examples if e.outcome is None)
    borrower.finish(of_example(example).given)
    assert borrower.result() == "undetermined"


def test_a_number_that_cannot_be_taken(borrower: Person) -> None:
    borrower.answer("abonnement", "yes")
    borrower.answer(AGE, "30")
    expect(borrower.field(DAYS)).to_be_visible()
    for typed, error in WRONG_NUMBERS:
        borrower.choose(DAYS, typed)
        borrower.go_on()
        message = borrower.say(f"errors.{error}").format(bounds="0,5 – 60")
        summary = borrower.page.get_by_role("alert").filter(has_text=message)
        expect(summary).to_be_focused()
        summary.get_by_role("link").click()
        expect(borrower.field(DAYS)).to_be_focused()
        expect(borrower.field(DAYS)).to_have_value(typed)
        expect(borrower.field(DAYS)).to_have_attribute("aria-invalid", "true")
        expect(borrower.group(DAYS)).to_have_accessible_description(re.compile(re.escape(message)))
    borrower.choose(DAYS, "60")
    borrower.go_on()
    borrower.expect_step()


def test_typing_a_number_takes_back_that_it_is_unknown(borrower: Person) -> None:
    borrower.answer("abonnement", "yes")
    borrower.choose(AGE, "?")
    borrower.choose(AGE, "17")
    expect(borrower.choice(AGE, "?")).not_to_be_checked()
    borrower.choose(AGE, "?")
    expect(borrower.field(AGE)).to_have_value("")


def test_a_preset_number(page: Page, lending: str) -> None:
    person = Person(page, lending, policy(OTHER))
    person.walk("enfant", {"abonnement": "yes"})
    assert person.result() == "refuse"


def test_a_walk_under_other_names(page: Page, watch: Watch) -> None:
    hidden, folder = disguised()
    with served(folder) as root:
        person = Person(page, root, hidden)
        example = hidden.examples[0]
        person.walk(example.wizard, of_example(example).given)
        assert person.result() == (example.outcome or "undetermined")
        watch.expect_privacy(root)
