"""Where answers go: reload, Back, the other language, another wizard; and how they are erased."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.addresses import address
from tests.site.browser import CHROMIUM, FLAGS, PATIENCE
from tests.sources import REAL, policy
from tests.wizard.names import Given
from tests.wizard.person import LISTEN, Person
from tests.wizard.watch import KEPT, NOTHING

PHOTO: Given = {"roles": ["student"], "image": "others", "consent": "all"}


@pytest.fixture
def student(person: Person) -> Person:
    """Somebody on the second page of the main wizard."""
    person.open("publier")
    person.answer("roles", ["student"])
    person.expect_step()
    return person


def expect_no_answers(person: Person) -> None:
    """Nothing is answered here, on the screen or in the history's entry."""
    expect(person.choice("roles", "staff")).to_be_visible()
    for box in person.page.get_by_role("checkbox").all():
        expect(box).not_to_be_checked()
    expect(person.heading(person.say("answers.title"))).to_have_count(0)
    entry = person.page.evaluate("history.state?.policyWizard ?? null")
    assert entry is None or entry["answers"] == {}


def given_answers(person: Person) -> dict[str, str]:
    """The list of answers on the page: question → answer."""
    terms = person.page.get_by_role("region", name=person.say("answers.title")).get_by_role("term")
    rows = [term.locator("xpath=..").inner_text().split("\n") for term in terms.all()]
    return {re.sub(r"\s+", " ", row[0]): row[1] for row in rows}


def test_a_reload_keeps_the_answers(student: Person) -> None:
    student.page.reload()
    expect(student.heading(student.question("action"))).to_be_visible()
    assert student.told("step") != []
    student.finish({})
    outcome = student.result()
    student.page.reload()
    expect(student.heading(student.headline(str(outcome)))).to_be_visible()
    assert student.page.url == student.address("publier")


def test_back_and_forward_go_through_the_pages(student: Person) -> None:
    page = student.page
    student.choose("action", "share")
    student.go_on()
    student.expect_step()
    page.go_back()
    student.expect_focus(student.question("action"))
    expect(student.choice("action", "share")).to_be_checked()
    page.go_back()
    student.expect_focus(student.question("roles"))
    expect(student.choice("roles", "student")).to_be_checked()
    page.go_forward()
    student.expect_focus(student.question("action"))
    student.link("question.back").click()
    student.expect_focus(student.question("roles"))
    expect(student.link("question.back")).to_have_count(0)
    student.choice("roles", "student").uncheck()
    student.answer("roles", ["none"])
    student.expect_step()
    page.go_back()
    student.expect_focus(student.question("roles"))
    expect(student.choice("roles", "none")).to_be_checked()
    expect(student.choice("roles", "student")).not_to_be_checked()


def test_back_to_another_page_and_forth(student: Person) -> None:
    help_ = student.page.get_by_text(student.say("question.help"), exact=True)
    help_.click()
    clause = help_.locator("xpath=ancestor::details").get_by_role("link").first
    clause.click()
    expect(student.page).to_have_url(re.compile(re.escape(address("text"))))
    student.page.go_back()
    expect(student.heading(student.question("action"))).to_be_visible()
    student.wait("ready")
    student.answer("action", "post")
    student.expect_step()


def test_an_answer_that_no_longer_counts_says_so(student: Person) -> None:
    student.finish({"capacity": "on_behalf", "mandated": "yes"})
    change = student.say("answers.change") + student.say("answers.change_what")
    name = change.format(question=student.question("capacity"))
    student.page.get_by_role("link", name=name, exact=True).click()
    student.expect_focus(student.question("capacity"))
    student.choose("capacity", "personal")
    student.go_on()
    student.expect_step()
    assert student.found().ignored
    for fact in student.found().ignored:
        row = given_answers(student)[re.sub(r"\s+", " ", student.question(fact))]
        assert student.say("answers.ignored") in row


def test_the_other_language_keeps_the_answers(student: Person) -> None:
    page = student.page
    student.choose("action", "react")
    page.get_by_role("link", name="English", exact=True).click()
    english = Person(page, student.root, student.policy, "en")
    english.wizard, english.answers = "publier", {"roles": ["student"], "action": "react"}
    expect(english.heading(english.question("action"))).to_be_visible()
    expect(page).to_have_url(student.address("publier", "en"))
    expect(english.choice("action", "react")).to_be_checked()
    english.go_on()
    english.expect_step()
    english.finish({})
    outcome = english.result()
    page.get_by_role("link", name="Français", exact=True).click()
    expect(student.heading(student.headline(str(outcome)))).to_be_visible()
    expect(page).to_have_url(student.address("publier"))
    assert page.evaluate(KEPT) == NOTHING


def test_another_wizard_takes_the_answers_that_it_offers(person: Person) -> None:
    person.walk("photo", PHOTO)
    about = person.page.get_by_role("region", name=person.say("about.title"))
    about.get_by_role("link", name=person.title("publier"), exact=True).click()
    asked = {q.fact for q in person.policy.base.wizard["publier"].questions}
    person.wizard = "publier"
    person.answers = {fact: a for fact, a in person.answers.items() if fact in asked}
    [fact] = person.found().ask_together
    expect(person.heading(person.question(fact))).to_be_visible()
    expect(person.page).to_have_url(person.address("publier"))
    assert len(given_answers(person)) == len(person.answers)
    person.finish({})
    person.button("tools.restart").click()
    expect_no_answers(person)
    person.page.go_back()
    expect(person.page).to_have_url(person.address("photo"))
    expect_no_answers(person)


def test_an_answer_that_leads_to_another_wizard(person: Person) -> None:
    person.open("opinion")
    for fact, answer in (("roles", ["staff"]), ("channel", "social")):
        person.answer(fact, answer)
        person.expect_step()
    name = re.compile(re.escape(person.label("capacity", "on_behalf")))
    person.group("capacity").get_by_role("radio", name=name).check()
    person.go_on()
    expect(person.page).to_have_url(person.address("au-nom-du-cegep"))
    person.wizard = "au-nom-du-cegep"
    person.answers = {"roles": ["staff"], "channel": "social"}
    expect(person.heading(person.question(person.found().ask_together[0]))).to_be_visible()
    person.page.go_back()
    expect(person.heading(person.question("capacity"))).to_be_visible()
    assert len(given_answers(person)) == len(person.answers)


def test_erasing_leaves_nothing_before_or_after(student: Person) -> None:
    page = student.page
    student.answer("action", "post")
    student.expect_step()
    student.page.go_back()
    student.expect_focus(student.question("action"))
    student.button("answers.erase").click()
    student.answers = {}
    student.expect_step()
    expect_no_answers(student)
    page.go_forward()
    expect_no_answers(student)
    page.go_back()
    expect_no_answers(student)
    page.go_back()
    page.go_forward()
    page.reload()
    expect_no_answers(student)
    assert page.evaluate(KEPT) == NOTHING


def test_erasing_where_the_browser_has_dropped_the_oldest_entries(person: Person) -> None:
    person.open("suites")
    person.page.evaluate("for (let i = 0; i < 60; i += 1) history.pushState(null, '')")
    most = person.page.evaluate("history.length")
    person.arrive("suites", {"roles": ["student"]}, index=most - 1)
    person.answer("topic", "content")
    person.expect_step()
    person.button("answers.erase").click()
    expect_no_answers(person)
    assert person.page.evaluate("history.length") == 2


def test_where_the_history_takes_no_more_the_consultation_goes_on(student: Person) -> None:
    """As in WebKit, for a person who is quicker than it allows."""
    student.page.evaluate(
        """() => {
            for (const write of ["pushState", "replaceState"])
                history[write] = () => { throw new DOMException("too many", "SecurityError"); };
        }"""
    )
    found = student.finish({})
    assert student.result() == found.outcome
    student.link("question.back").click()
    student.expect_focus(student.question("roles"))
    expect(student.choice("roles", "student")).to_be_checked()


def test_erasing_reaches_the_page_in_the_other_language(student: Person) -> None:
    page = student.page
    page.get_by_role("link", name="English", exact=True).click()
    english = Person(page, student.root, student.policy, "en")
    english.wizard, english.answers = "publier", {"roles": ["student"]}
    english.answer("action", "share")
    english.expect_step()
    english.button("answers.erase").click()
    expect(page).to_have_url(student.address("publier", "en"))
    expect_no_answers(english)
    for step in (page.go_forward, page.go_back, page.go_forward):
        step()
        expect_no_answers(student if "/fr/" in page.url else english)
    assert page.evaluate(KEPT) == NOTHING


def test_a_page_from_the_back_forward_cache(browser: Browser, root: str) -> None:
    one = browser.browser_type.launch(
        executable_path=CHROMIUM,
        args=FLAGS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    page: Page = one.new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(LISTEN)
    person = Person(page, root, policy(REAL))
    person.open("publier")
    person.answer("roles", ["student"])
    person.expect_step()
    page.evaluate("addEventListener('pageshow', ({ persisted }) => { window.kept = persisted; })")
    page.get_by_role("link", name="Confidentialité").first.click()
    expect(page).to_have_url(root + address("privacy"))
    page.go_back()
    expect(person.heading(person.question("action"))).to_be_visible()
    assert page.evaluate("window.kept") is True
    person.answer("action", "post")
    person.expect_step()
    one.close()


def test_an_address_that_somebody_changed_starts_without_answers(person: Person) -> None:
    for fragment in ("%7B", "null", "[]", '{"wizard":"publier","answers":7,"page":7}'):
        person.page.goto("about:blank")
        person.page.goto(f"{person.address('publier')}#policy-wizard={fragment}")
        expect(person.page).to_have_url(person.address("publier"))
        person.wait("ready")
        expect_no_answers(person)
