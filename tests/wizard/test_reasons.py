"""Why: the reasons of an outcome, what would make an open one certain, why a question is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Dialog, Locator, Page, Route, expect

from policysite.references import citations
from policysite.scenario import said
from policysite.typography import typeset
from rulecore import consult
from tests.site.addresses import LANGUAGES
from tests.site.browser import served
from tests.site.sites import SOURCES, site
from tests.sources import OTHER, REAL, policy
from tests.wizard.names import Answer, Given
from tests.wizard.person import Person
from tests.wizard.watch import Watch

PHOTO: Given = {"roles": ["student", "volunteer"], "image": "others", "recognizable": "yes"}
NOT_ALL: Given = {**PHOTO, "consent": "not_all"}
UNKNOWN_CONSENT: Given = {**PHOTO, "consent": "?"}
IDLE_UNKNOWN: Given = {**NOT_ALL, "personal_info": "?"}
CHECKLIST: Given = {
    "roles": ["student"],
    "action": "post",
    "channel": "social",
    "capacity": "personal",
    "during": "no",
}


@pytest.fixture(scope="module")
def lending() -> Iterator[str]:
    with served(site("other")) as root:
        yield root


@pytest.fixture
def borrower(page: Page, lending: str) -> Person:
    return Person(page, lending, policy(OTHER))


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def region(person: Person, title: str) -> Locator:
    return person.page.get_by_role("region", name=person.say(title), exact=True)


def answer(person: Person, fact: str, value: Answer) -> str:
    """An answer of a reason, as it is read."""
    shown = value if isinstance(value, str) else list(value)
    return typeset(said(person.policy, fact, shown, person.language), person.language)


def pairs(person: Person, given: Mapping[str, Answer]) -> list[str]:
    pattern = person.say("answer.pair")
    return [
        spaced(
            pattern.format(
                label=person.text(person.facts[fact].label), answer=answer(person, fact, value)
            )
        )
        for fact, value in given.items()
    ]


def expect_reasons(person: Person) -> None:
    """The reasons of the answers given stand before the clauses, as short pairs."""
    why = region(person, "outcome.why")
    found = person.found()
    shown = [spaced(text) for text in why.get_by_role("listitem").all_inner_texts()]
    assert found.because
    assert shown == pairs(person, found.because)
    expect(why.get_by_text(person.say("reasons.because"), exact=True)).to_be_visible()
    expect(why.get_by_text(person.say("reasons.enough"), exact=True)).to_be_visible()
    expect(why.get_by_role("blockquote").first).to_be_visible()


def why(person: Person, several: bool = False) -> Locator:
    """What a question's "why" shows, open."""
    name = person.say("question.whys" if several else "question.why")
    disclosure = person.page.get_by_role("group").filter(
        has=person.page.get_by_text(name, exact=True)
    )
    disclosure = disclosure.and_(person.page.locator("details"))
    expect(disclosure).to_have_count(1)
    disclosure.get_by_text(name, exact=True).click()
    return disclosure


def sections(person: Person, facts: list[str]) -> list[str]:
    """The sections whose rules wait for these facts, in the text's order, each once."""
    waiting = person.found().waiting
    turned = {
        clause
        for rule in person.policy.base.rules
        if any(rule.id in waiting[fact].rules for fact in facts)
        for clause in rule.clauses
    }
    cited = citations(person.policy, person.language)
    short = [cited[clause].short for clause in cited if clause in turned]
    return [typeset(text, person.language) for text in dict.fromkeys(short)]


def words(person: Person, outcomes: tuple[str, ...]) -> list[str]:
    modalities = {m.id: m for m in person.policy.modalities}
    return [person.text(modalities[outcome].word) for outcome in outcomes]


def expect_why(person: Person, facts: list[str]) -> None:
    shown, found = why(person, several=len(facts) > 1), person.found()
    said = person.say("asked.certain" if found.outcome else "asked.open")
    expect(shown.get_by_text(said, exact=True)).to_be_visible()
    expect(shown.get_by_role("listitem")).to_have_text(words(person, found.could_be))
    expect(shown.get_by_role("link")).to_have_text(sections(person, facts))
    for link in shown.get_by_role("link").all():
        assert "#" in (link.get_attribute("href") or "")


# The outcome --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answers_that_suffice_stand_beside_the_clauses(
    page: Page, root: str, language: str
) -> None:
    person = Person(page, root, policy(REAL), language)
    for given in (NOT_ALL, IDLE_UNKNOWN):
        person.walk("photo", given)
        expect_reasons(person)


def test_a_reason_says_numbers_as_the_language_does(borrower: Person) -> None:
    given: Given = {"abonnement": "yes", "age": "30", "jours": "8.5", "debut": "2025-09-02"}
    borrower.walk("emprunter", given)
    expect_reasons(borrower)
    expect(region(borrower, "outcome.why").get_by_text("8,5 jours", exact=True)).to_be_visible()


def test_an_outcome_that_no_answer_changes_says_so(borrower: Person) -> None:
    for abonnement in ("yes", "?"):
        borrower.walk("enfant", {"abonnement": abonnement})
        shown = region(borrower, "outcome.why")
        expect(shown.get_by_text(borrower.say("reasons.always"), exact=True)).to_be_visible()
        expect(shown.get_by_role("listitem")).to_have_count(0)


def expect_conditions(person: Person) -> None:
    """Every open outcome with what would make it certain, the most severe first."""
    found = person.found()
    assert [one.outcome for one in found.possible] == list(found.could_be) != []
    items = [
        spaced(
            f"{person.headline(one.outcome)} "
            + person.say("reasons.if").format(answers="; ".join(pairs(person, one.answers)))
        )
        for one in found.possible
    ]
    shown = region(person, "undetermined.could_be").get_by_role("listitem").all_inner_texts()
    assert [spaced(text) for text in shown] == items
    expect(region(person, "undetermined.missing")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_open_outcome_says_what_would_make_it_certain(
    page: Page, root: str, language: str
) -> None:
    person = Person(page, root, policy(REAL), language)
    person.walk("photo", UNKNOWN_CONSENT)
    expect_conditions(person)


def test_what_would_make_it_certain_may_be_a_number(borrower: Person) -> None:
    given: Given = {"abonnement": "yes", "age": "?", "jours": "?", "appareils": ["rien"]}
    borrower.walk("emprunter", {**given, "debut": "2025-09-02"})
    expect_conditions(borrower)
    expect(borrower.page.get_by_text("7,6 jours", exact=True)).to_be_visible()


def test_the_copied_text_has_the_reasons(person: Person) -> None:
    page = person.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    person.walk("photo", NOT_ALL)
    person.button("tools.copy").click()
    expect(page.get_by_text(person.say("tools.copied"))).to_be_attached()
    copied = spaced(page.evaluate("navigator.clipboard.readText()"))
    assert " ".join(pairs(person, person.found().because)) in copied


# The question -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_says_why_it_is_asked(page: Page, root: str, language: str) -> None:
    person = Person(page, root, policy(REAL), language)
    person.open("publier")
    expect_why(person, ["roles"])
    person.answer("roles", ["staff"])
    person.expect_step()
    expect_why(person, ["action"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_checklist_says_it_once(page: Page, root: str, language: str) -> None:
    person = Person(page, root, policy(REAL), language)
    person.arrive("publier", CHECKLIST)
    facts = list(person.found().ask_together)
    assert len(facts) > 1
    expect_why(person, facts)


def test_where_only_passages_wait_it_says_that_the_result_stays(person: Person) -> None:
    person.arrive("au-nom-du-cegep", {"roles": ["staff"]})
    assert person.found().waiting["action"].rules == ()
    shown = why(person)
    expect(shown.get_by_text(person.say("asked.reminders"), exact=True)).to_be_visible()
    expect(shown.get_by_role("link")).to_have_count(0)


def test_a_wizard_of_texts_says_that_the_answer_picks_them(person: Person) -> None:
    person.open("suites")
    shown = why(person)
    expect(shown.get_by_text(person.say("asked.texts"), exact=True)).to_be_visible()
    expect(shown.get_by_role("listitem")).to_have_count(0)


def test_an_outcome_that_is_certain_already_is_said_to_be(borrower: Person) -> None:
    borrower.open("enfant")
    assert borrower.found().outcome == "refuse"
    expect_why(borrower, ["abonnement"])


def test_a_question_gone_back_to_says_why_without_its_answer(person: Person) -> None:
    person.open("publier")
    person.answer("roles", ["none"])
    person.expect_step()
    person.link("question.back").click()
    person.expect_focus(person.question("roles"))
    person.answers = {}
    expect_why(person, ["roles"])


def test_a_question_whose_answer_is_idle_says_so(person: Person) -> None:
    idle: Given = {"roles": ["student"], "image": "none", "consent": "all"}
    person.open("photo")
    person.finish(idle)
    person.arrive("photo", {**person.answers, "consent": "all"})
    change = person.say("answers.change") + person.say("answers.change_what")
    name = change.format(question=person.question("consent"))
    person.page.get_by_role("link", name=name, exact=True).click()
    person.expect_focus(person.question("consent"))
    rest = {fact: value for fact, value in person.answers.items() if fact != "consent"}
    assert "consent" not in consult(person.policy.base, "photo", rest).waiting
    expect(why(person).get_by_text(person.say("asked.nothing"), exact=True)).to_be_visible()


@pytest.mark.parametrize("wizard", ["publier", "suites"])
def test_it_comes_with_the_runtime_and_moves_nothing(person: Person, wizard: str) -> None:
    page = person.page
    name = page.get_by_text(person.say("question.why"), exact=True)
    held: list[Route] = []
    page.route("**/assets/**/policy.json", lambda route: held.append(route))
    with page.expect_request("**/assets/**/policy.json"):
        person.open(wizard, ready=False)
    expect(name).to_have_count(0)
    frame = page.locator(".pw-frame")
    before = frame.bounding_box()
    for route in held:
        route.continue_()
    person.wait("ready")
    expect(name).to_be_visible()
    assert frame.bounding_box() == before


# Hostile words ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_hostile_source_says_stays_text(page: Page, watch: Watch, language: str) -> None:
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    with served(site("hostile")) as root:
        person = Person(page, root, policy(SOURCES["hostile"]), language)
        person.open("verifier")
        shown = why(person)
        expect(shown.get_by_role("listitem")).to_have_text(words(person, person.found().could_be))
        expect(shown.get_by_role("link")).to_have_count(1)
        expect(shown.locator("script, img, i")).to_have_count(0)
        person.finish({"oui_non": "no"})
        expect_reasons(person)
        person.restart()
        person.finish({"oui_non": "?"})
        expect_conditions(person)
        strange = person.page.locator(".pw-result").locator("script, img, i, style, [onerror]")
        expect(strange).to_have_count(0)
        watch.expect_privacy(root)
    assert dialogs == []
