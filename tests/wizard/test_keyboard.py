"""The keyboard alone is enough: Tab, arrows, Space and Enter, and the browser's Back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.sources import REAL, policy
from tests.wizard.keys import Keys, walk
from tests.wizard.person import Person
from tests.wizard.walks import of_example


@pytest.fixture
def keys(person: Person) -> Keys:
    person.open("publier")
    return Keys(person)


def test_a_whole_walk_and_back_and_a_change(keys: Keys) -> None:
    person = keys.person
    example = next(e for e in policy(REAL).examples if e.id == "G02")
    for _ in walk(keys, of_example(example).given):
        pass
    assert person.result() == example.outcome
    keys.reach(person.link("question.back"), "Shift+Tab")
    keys.press("Enter")
    person.expect_focus(person.question("harms_college"))
    person.page.go_back()
    person.expect_focus(person.question("harms_member"))
    person.page.go_forward()
    person.page.go_forward()
    person.expect_focus(person.headline("permitted"))
    change = person.say("answers.change") + person.say("answers.change_what")
    name = change.format(question=person.question("consent"))
    keys.use(person.page.get_by_role("link", name=name, exact=True))
    person.expect_focus(person.question("consent"))
    keys.reach(person.choice("consent", "all"))
    keys.press("ArrowDown")
    keys.press("Enter")
    person.answers["consent"] = "not_all"
    person.expect_step()
    keys.use(person.button("answers.erase"))
    person.answers = {}
    person.expect_step()
    expect(person.choice("roles", "student")).not_to_be_checked()


def test_a_checklist_answered_in_one_press(keys: Keys) -> None:
    person = keys.person
    given = {"roles": ["student"]}
    while len(together := person.found().ask_together) == 1:
        keys.choose(together[0], given.get(together[0]) or person.default(together[0]))
        keys.press("Enter")
        person.expect_step()
    keys.use(person.button("question.all_no"), "Space")
    for fact in together:
        expect(person.choice(fact, "no")).to_be_checked()
        person.answers[fact] = "no"
    keys.use(person.button("question.next"), "Space")
    person.expect_step()


def test_an_empty_page_takes_the_person_to_what_is_missing(keys: Keys) -> None:
    person = keys.person
    for options in (["student"], ["student", "none"], ["none", "?"]):
        keys.choose("roles", options)
    checked = [person.choice("roles", o).is_checked() for o in ("student", "none", "?")]
    assert checked == [False, False, True]
    keys.use(person.choice("roles", "?"), "Space")
    keys.press("Enter")
    summary = person.page.get_by_role("alert").filter(has_text=person.say("errors.title"))
    expect(summary).to_be_focused()
    assert person.page.title().startswith(person.say("errors.page_title").format(title=""))
    keys.press("Tab")
    expect(summary.get_by_role("link")).to_be_focused()
    keys.press("Enter")
    expect(person.choice("roles", "staff")).to_be_focused()
    message = person.say("errors.missing_several")
    expect(person.group("roles").get_by_text(message)).to_be_visible()
    keys.press("Space")
    keys.press("Enter")
    person.answers["roles"] = ["staff"]
    person.expect_step()
    expect(summary).to_have_count(0)


def test_why_a_question_is_asked_opens_and_closes_by_key(keys: Keys) -> None:
    person = keys.person
    summary = person.page.locator("summary", has_text=person.say("question.why"))
    hidden = person.page.get_by_text(person.say("asked.open"), exact=True)
    for key in ("Enter", "Space"):
        expect(hidden).to_be_hidden()
        keys.use(summary, key)
        expect(hidden).to_be_visible()
        keys.press(key)
    expect(hidden).to_be_hidden()
    expect(summary).to_be_focused()


def test_help_is_a_place_to_stop_at(keys: Keys) -> None:
    help_ = keys.person.page.get_by_text(keys.person.say("question.help"), exact=True)
    hidden = keys.person.page.get_by_text(keys.person.say("question.clauses")).first
    expect(hidden).to_be_hidden()
    keys.use(help_.locator("xpath=ancestor::summary"))
    expect(hidden).to_be_visible()
