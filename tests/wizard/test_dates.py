"""A date in the wizard: a native field, an answer in words, mistakes that say what is right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from policysite.build import build
from policysite.progress import Silent
from tests.site.browser import PATIENCE, served
from tests.site.sites import site
from tests.sources import OTHER, policy
from tests.wizard.held import Held
from tests.wizard.person import LISTEN, Person

START = "debut"
ENGLISH = "\n  - {language: en, status: unofficial, notice: {fr: Le français prévaut.}}\n"


@pytest.fixture(scope="module")
def lending() -> Iterator[str]:
    with served(site("other")) as root:
        yield root


@pytest.fixture
def borrower(page: Page, lending: str) -> Person:
    """Somebody at a wizard whose first question is a date."""
    person = Person(page, lending, policy(OTHER))
    person.open("jour")
    return person


def expect_mistake(person: Person, message: str) -> None:
    """The message stands in the summary, at the field, and the way from one to the other works."""
    summary = person.page.get_by_role("alert").filter(has_text=message)
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    field = person.field(START)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    # A day and its month are kept on one line by a space of another kind.
    spaced = re.compile(r"\s".join(map(re.escape, message.split())))
    expect(person.group(START)).to_have_accessible_description(spaced)


def answers(person: Person) -> Locator:
    return person.page.get_by_role("region", name=person.say("answers.title"))


def test_the_first_question_is_a_date_with_its_bounds_in_the_html(browser: Browser) -> None:
    with served(site("other")) as root:
        context = browser.new_context()
        context.add_init_script(LISTEN)
        context.set_default_timeout(PATIENCE)
        person = Person(context.new_page(), root, policy(OTHER))
        held = Held(context, "policy-wizard.js")
        person.wizard, person.answers = "jour", {}
        person.page.goto(person.address("jour"), wait_until="commit")
        field = person.field(START)
        expect(field).to_have_attribute("type", "date")
        expect(field).to_have_attribute("min", "2025-04-01")
        expect(field).to_have_attribute("max", "2026-12-31")
        person.answer(START, "2025-12-24")
        held.let_go()
        person.expect_step()
        assert person.result() == "refuse"
        context.close()


def test_a_date_is_shown_in_words_and_comes_back_into_its_field(borrower: Person) -> None:
    borrower.answer(START, "2026-07-01")
    borrower.expect_step()
    assert borrower.result() == "entente"
    expect(answers(borrower).get_by_text("1ᵉʳ juillet 2026", exact=True)).to_be_visible()
    answers(borrower).get_by_role("link", name=borrower.say("answers.change")).click()
    field = borrower.field(START)
    expect(field).to_have_value("2026-07-01")
    for attribute, value in {"type": "date", "min": "2025-04-01", "max": "2026-12-31"}.items():
        expect(field).to_have_attribute(attribute, value)
    borrower.answer(START, "2025-09-02")
    borrower.expect_step()
    assert borrower.result() == "possible"


def test_a_date_among_other_questions(page: Page, lending: str) -> None:
    person = Person(page, lending, policy(OTHER))
    person.walk("emprunter", {"abonnement": "yes", START: "2026-01-04"})
    assert person.result() == "refuse"
    expect(answers(person).get_by_text("4 janvier 2026", exact=True)).to_be_visible()


def test_an_unknown_date(borrower: Person) -> None:
    borrower.choose(START, "?")
    borrower.choose(START, "2025-09-02")
    expect(borrower.choice(START, "?")).not_to_be_checked()
    borrower.choose(START, "?")
    expect(borrower.field(START)).to_have_value("")
    borrower.go_on()
    borrower.expect_step()
    assert borrower.result() == "undetermined"


def test_no_date_and_half_a_date(borrower: Person) -> None:
    borrower.go_on()
    expect_mistake(borrower, borrower.say("errors.missing_date"))
    borrower.field(START).focus()
    borrower.page.keyboard.type("12")
    borrower.go_on()
    expect_mistake(borrower, borrower.say("errors.not-a-date"))


@pytest.mark.parametrize("typed", ["2025-03-31", "2027-01-01"])
def test_a_date_out_of_range(borrower: Person, typed: str) -> None:
    borrower.choose(START, typed)
    borrower.go_on()
    days = {"first": "1ᵉʳ avril 2025", "last": "31 décembre 2026"}
    expect_mistake(borrower, borrower.say("errors.date_between").format(**days))
    expect(borrower.field(START)).to_have_value(typed)
    borrower.choose(START, "2025-04-01")
    borrower.go_on()
    borrower.expect_step()


@pytest.mark.parametrize(
    ("bound", "typed", "error", "day"),
    [
        ("lowest: 2025-04-01", "2025-03-31", "date_from", "April 1, 2025"),
        ("highest: 2026-12-31", "2027-01-01", "date_until", "December 31, 2026"),
    ],
)
def test_a_date_with_one_bound_in_english(
    page: Page, tmp_path: Path, bound: str, typed: str, error: str, day: str
) -> None:
    lines = OTHER.read_text(encoding="utf-8").replace("\n\nrevision:", f"{ENGLISH}\nrevision:", 1)
    dated = [line for line in lines.splitlines() if re.search("(low|high)est: 20", line)]
    [other] = [line for line in dated if bound not in line]
    source = tmp_path / "policy.yaml"
    source.write_text(lines.replace(f"{other}\n", ""), encoding="utf-8")
    build(policy(source), tmp_path / "site", progress=Silent())
    with served(tmp_path / "site") as root:
        person = Person(page, root, policy(source), "en")
        person.open("jour")
        person.choose(START, typed)
        person.go_on()
        expect_mistake(person, person.say(f"errors.{error}").format(day=day))
        person.choose(START, "2025-12-24")
        person.go_on()
        person.expect_step()
        expect(answers(person).get_by_text("December 24, 2025", exact=True)).to_be_visible()
