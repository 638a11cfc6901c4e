"""What would change the answer, on the page of an outcome, in every language."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from rulecore import UNKNOWN
from tests.site.addresses import LANGUAGES
from tests.site.browser import served
from tests.site.sites import SOURCES, site
from tests.sources import REAL, policy
from tests.wizard.names import Given
from tests.wizard.person import Person
from tests.wizard.watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Answers; and the ways to another one: the facts to change, the outcomes possible then."""

    wizard: str
    given: Given
    ways: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


ONE_CHANGE = Case(
    wizard="au-nom-du-cegep",
    given={"roles": ["student"], "authorization": "none"},
    ways=((("authorization",), ("permitted_with_conditions",)),),
)
ONE_CHANGE_IF_NEEDED = Case(
    wizard="au-nom-du-cegep",
    given={"roles": "?", "mandated": "?", "authorization": "?"},
    ways=((("authorization",), ("unsettled", "permitted_with_conditions")),),
)
SEVERAL_WAYS = Case(
    wizard="photo",
    given={"roles": ["student"], "image": "others", "consent": "not_all", "recognizable": "yes"},
    ways=((("image",), ("permitted",)), (("consent",), ("permitted",))),
)
TWO_CHANGES = Case(
    wizard="opinion",
    given={"roles": ["volunteer"], "associates": "yes", "identifies": "in_post"},
    ways=(
        (("associates",), ("discouraged",)),
        (("associates", "identifies"), ("permitted_with_conditions",)),
    ),
)
NOT_KNOWN = Case(
    wizard="opinion",
    given={"roles": "?", "associates": "yes", "identifies": "in_post"},
    ways=(
        (("associates",), ("discouraged", "out_of_scope")),
        (("associates", "identifies"), ("permitted_with_conditions", "out_of_scope")),
    ),
)
NO_CHANGE = Case(wizard="photo", given={"roles": ["student"], "image": "none"}, ways=())


def region(person: Person) -> Locator:
    return person.page.get_by_role("region", name=person.say("changes.title"), exact=True)


def word(person: Person, modality: str) -> str:
    return person.text(next(m.word for m in person.policy.modalities if m.id == modality))


def deed(person: Person, fact: str) -> str:
    change = person.facts[fact].change
    assert change is not None
    unsure = person.answers.get(fact, UNKNOWN) == UNKNOWN
    return person.text(change) + (f" {person.say('changes.if_needed')}" if unsure else "")


def way(person: Person, facts: tuple[str, ...], outcomes: tuple[str, ...]) -> str:
    """One way as it is read: what to do, then what the answer would be."""
    then = person.say("changes.then_one_of" if len(outcomes) > 1 else "changes.then")
    answer = f" {person.say('changes.or')} ".join(word(person, id_) for id_ in outcomes)
    all_ = [person.say("changes.all")] if len(facts) > 1 else []
    return " ".join([*all_, *(deed(person, fact) for fact in facts), then, answer])


def part(person: Person, case: Case) -> str:
    """The whole part as it is read."""
    several = [person.say("changes.ways")] if len(case.ways) > 1 else []
    ways = [way(person, facts, outcomes) for facts, outcomes in case.ways]
    title, end = person.say("changes.title"), person.say("changes.really")
    return spaced(" ".join([title, *several, *ways, end]))


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_way_says_what_to_do_and_what_the_answer_would_be(
    page: Page, root: str, language: str
) -> None:
    person = Person(page, root, policy(REAL), language)
    for case in (ONE_CHANGE, ONE_CHANGE_IF_NEEDED, SEVERAL_WAYS, TWO_CHANGES, NOT_KNOWN):
        person.walk(case.wizard, case.given)
        assert spaced(region(person).inner_text()) == part(person, case)


def test_one_change_makes_no_list(person: Person) -> None:
    person.walk(ONE_CHANGE.wizard, ONE_CHANGE.given)
    expect(region(person)).to_be_visible()
    expect(region(person).get_by_role("list")).to_have_count(0)


def test_alternatives_and_what_must_be_done_together_are_lists(person: Person) -> None:
    person.walk(TWO_CHANGES.wizard, TWO_CHANGES.given)
    ways, together = region(person).get_by_role("list").all()
    expect(ways.get_by_role("listitem")).to_have_count(4)
    both = [person.text(c) for f in ("associates", "identifies") if (c := person.facts[f].change)]
    expect(together.get_by_role("listitem")).to_have_text(both)


def test_every_outcome_has_its_sign(person: Person) -> None:
    person.walk(NOT_KNOWN.wizard, NOT_KNOWN.given)
    signs = region(person).locator("svg")
    expect(signs).to_have_count(4)
    for sign in signs.all():
        expect(sign.locator("path, circle, rect").first).to_be_attached()


@pytest.mark.parametrize(
    ("case", "before", "after"),
    [
        (TWO_CHANGES, "outcome.do", "outcome.others"),
        (NOT_KNOWN, "undetermined.could_be", "answers.title"),
    ],
    ids=["determined", "undetermined"],
)
def test_it_stands_between(person: Person, case: Case, before: str, after: str) -> None:
    person.walk(case.wizard, case.given)
    titles = person.page.get_by_role("main").get_by_role("heading", level=2).all_inner_texts()
    places = [titles.index(person.say(path)) for path in (before, "changes.title", after)]
    assert places[0] + 1 == places[1] < places[2]


def test_where_no_change_is_better_the_part_is_left_out(person: Person) -> None:
    person.walk(NO_CHANGE.wizard, NO_CHANGE.given)
    expect(person.heading(person.say("answers.title"))).to_be_visible()
    expect(person.heading(person.say("changes.title"))).to_have_count(0)


def test_the_copied_text_and_the_print_have_it(person: Person) -> None:
    page = person.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    person.walk(TWO_CHANGES.wizard, TWO_CHANGES.given)
    page.emulate_media(media="print")
    assert spaced(region(person).inner_text()) == part(person, TWO_CHANGES)
    page.emulate_media(media="screen")
    person.button("tools.copy").click()
    expect(page.get_by_text(person.say("tools.copied"))).to_be_attached()
    copied = spaced(page.evaluate("navigator.clipboard.readText()"))
    assert part(person, TWO_CHANGES) in copied


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_hostile_source_says_to_do_stays_text(
    page: Page, watch: Watch, language: str
) -> None:
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    with served(site("hostile")) as root:
        person = Person(page, root, policy(SOURCES["hostile"]), language)
        person.walk("verifier", {"oui_non": "no"})
        case = Case(wizard="verifier", given={}, ways=((("oui_non",), ("oui",)),))
        assert spaced(region(person).inner_text()) == part(person, case)
        expect(region(person).locator("img, script, b, a, [onerror]")).to_have_count(0)
        watch.expect_privacy(root)
    assert dialogs == []
