"""How far a person is: at most so many questions more, and what is certain already."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from playwright.sync_api import Locator, Page, expect

from rulecore import Consultation, consult
from tests.site.addresses import LANGUAGES
from tests.sources import REAL, policy
from tests.wizard.names import Given
from tests.wizard.person import Person

CONTENT: Given = {"roles": ["student"], "action": "post", "channel": "social", "insults": "yes"}


def remaining(person: Person, found: Consultation, asked: Collection[str]) -> str:
    count = len(set(found.left) - set(asked))
    if count > 1:
        return person.say("sure.left").format(count=count)
    return person.say("sure.one_left" if count else "sure.none_left")


def sure(person: Person) -> Locator:
    return person.page.locator(".pw-sure")


def expect_progress(person: Person, found: Consultation, asked: Collection[str]) -> None:
    """What the core says of the answers given, without those of the page."""
    expect(person.page.get_by_text(remaining(person, found, asked), exact=True)).to_be_visible()
    items = sure(person).get_by_role("listitem")
    modalities = {modality.id: modality for modality in person.policy.modalities}
    if found.outcome:
        expect(items).to_have_text([person.text(modalities[found.outcome].word)])
        expect(sure(person).get_by_text(person.say("sure.outcome"), exact=True)).to_be_visible()
        return
    rules = [person.policy.base.rule[id_] for id_ in found.rules]
    lines = []
    for id_, modality in modalities.items():
        clauses = [c for rule in rules if rule.modality == id_ for c in rule.clauses]
        if clauses:
            lines.append(f"{person.text(modality.word)} {', '.join(person.sections(clauses))}")
    expect(items).to_have_text(lines)
    nothing = sure(person).get_by_text(person.say("sure.nothing"), exact=True)
    expect(nothing).to_have_count(0 if lines else 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_how_far_one_is(page: Page, root: str, language: str) -> None:
    person = Person(page, root, policy(REAL), language)
    person.open("publier")
    most = len(person.found().left)
    certain, outcomes = set(), set()
    while together := person.found().ask_together:
        if person.answers:
            found = person.found()
            expect_progress(person, found, together)
            assert len(found.left) < most
            most = len(found.left)
            certain.add(bool(found.rules))
            outcomes.add(bool(found.outcome))
        for fact in together:
            person.choose(fact, CONTENT[fact] if fact in CONTENT else person.default(fact))
        person.go_on()
        person.expect_step()
    assert certain == outcomes == {False, True}
    expect(sure(person)).to_have_count(0)


def test_the_first_page_says_nothing_yet(person: Person) -> None:
    person.open("publier")
    expect(person.page.get_by_text(person.say("question.why"), exact=True)).to_be_visible()
    expect(sure(person)).to_have_count(0)


def test_a_page_that_one_comes_back_to_says_it_without_its_answer(person: Person) -> None:
    person.open("photo")
    person.answer("roles", ["student"])
    person.expect_step()
    person.answer("action", "post")
    person.expect_step()
    person.link("question.back").click()
    person.expect_focus(person.question("action"))
    before = consult(person.policy.base, "photo", {"roles": ["student"]})
    assert len(before.left) != len(person.found().left)
    expect_progress(person, before, ["action"])


def test_a_rule_that_is_certain_is_named_with_its_section(person: Person) -> None:
    given: Given = {"roles": ["student"], "image": "others", "consent": "not_all"}
    person.arrive("photo", given)
    found = person.found()
    asked = found.ask_together
    assert asked
    expect_progress(person, found, asked)


def test_a_wizard_of_texts_has_nothing_to_be_certain_of(person: Person) -> None:
    person.open("suites")
    person.answer("roles", ["staff"])
    person.expect_step()
    found = person.found()
    left = remaining(person, found, found.ask_together)
    expect(person.page.get_by_text(left, exact=True)).to_be_visible()
    expect(sure(person)).to_have_count(0)
