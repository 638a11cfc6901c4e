"""What a screen reader finds at each step: names, roles, states and the focus, in order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from rulecore import UNKNOWN, Consultation, FactType
from tests.site.addresses import LANGUAGES, WIZARDS
from tests.site.browser import served
from tests.site.sites import site
from tests.sources import OTHER, REAL, policy
from tests.wizard.names import Given
from tests.wizard.person import Person
from tests.wizard.spoken import line, spoken, tidy
from tests.wizard.walks import completed, walks

WALKS = list(walks(policy(REAL)))
OUTCOMES = {
    example.outcome or "undetermined": example for example in reversed(policy(REAL).examples)
}


@pytest.fixture(scope="module")
def other() -> Iterator[str]:
    with served(site("other")) as root:
        yield root


# What must be found -------------------------------------------------------------------------------


def question_page(person: Person, found: Consultation, *, first: bool = False) -> Iterator[str]:
    """A page of questions, as it comes."""
    if not first:
        yield line("link", person.say("question.back"))
    asked = found.ask_together
    yield from checklist(person, found) if len(asked) > 1 else single(person, asked[0], first)
    yield line("button", person.say("question.next"))
    several = "s" if len(asked) > 1 else ""
    if any(person.facts[fact].help or person.facts[fact].clauses for fact in asked):
        yield line("DisclosureTriangle", person.say(f"question.help{several}"), "closed")
    yield line("DisclosureTriangle", why(person, found), "closed")
    if not first:
        yield from certain(person, found)
    full = person.policy.base.wizard[person.wizard].full
    if first and full:
        yield line("link", person.title(full))
    if person.answers:
        yield from answers(person)
    yield line("status", "")


def why(person: Person, found: Consultation) -> str:
    return person.say("question.whys" if len(found.ask_together) > 1 else "question.why")


def expect_why(person: Person, found: Consultation) -> None:
    """What stands beside the question is there: it comes a moment after it."""
    expect(person.page.get_by_text(why(person, found), exact=True)).to_be_visible()


def single(person: Person, fact: str, first: bool) -> Iterator[str]:
    question = person.question(fact)
    hint = person.say("question.several")
    several = person.policy.base.fact[fact].type is FactType.SEVERAL
    yield line("group", question, *([f"described: {hint}"] if several else []))
    yield line("heading", question, "1", *([] if first else ["focused"]))
    yield from choices(person, fact)


def checklist(person: Person, found: Consultation) -> Iterator[str]:
    asked = found.ask_together
    yield line("heading", person.checklist(asked[0]), "1", "focused")
    if all(person.policy.base.fact[fact].type is FactType.YES_NO for fact in asked):
        yield line("button", person.say("question.all_no"))
    for fact in asked:
        yield line("group", person.question(fact))
        yield from choices(person, fact)


def choices(person: Person, fact: str) -> Iterator[str]:
    several = person.policy.base.fact[fact].type is FactType.SEVERAL
    by_fact = {
        question.fact: question for question in person.policy.base.wizard[person.wizard].questions
    }
    asked = by_fact[fact]
    offered = [o for o in options(person, fact) if o in asked.options or o in asked.leads_to]
    for option in [*offered, UNKNOWN]:
        name = person.label(fact, option)
        if option in asked.leads_to:
            wizard = person.title(asked.leads_to[option])
            name += " " + person.say("question.leads_to").format(wizard=wizard)
        yield line("checkbox" if several else "radio", name)


def options(person: Person, fact: str) -> list[str]:
    if person.policy.base.fact[fact].type is FactType.YES_NO:
        return ["yes", "no"]
    return [option.id for option in person.facts[fact].options]


def certain(person: Person, found: Consultation) -> Iterator[str]:
    """The sections of the rules that are certain already, the most severe first."""
    rules = [person.policy.base.rule[id_] for id_ in found.rules if not found.outcome]
    for modality in person.policy.base.modalities:
        clauses = [c for rule in rules if rule.modality == modality.id for c in rule.clauses]
        yield from (line("link", name) for name in person.sections(clauses))


def answers(person: Person) -> Iterator[str]:
    """The answers so far, each with Change."""
    title = person.say("answers.title")
    yield line("region", title)
    yield line("heading", title, "2")
    change = person.say("answers.change") + person.say("answers.change_what")
    for question in person.policy.base.wizard[person.wizard].questions:
        if question.fact in person.answers:
            name = person.question(question.fact)
            yield line("term", name)
            yield line("link", change.format(question=name))
    yield line("button", person.say("answers.erase"))


PARTS = {
    "determined": (
        "outcome.why",
        "outcome.do",
        "changes.title",
        "outcome.others",
        "outcome.open",
        "outcome.notes",
        "outcome.after",
    ),
    "undetermined": (
        "undetermined.missing",
        "undetermined.could_be",
        "changes.title",
        "undetermined.rules",
        "outcome.open",
        "outcome.notes",
        "outcome.after",
    ),
    "informative": ("informative.texts", "outcome.notes"),
}
"""Status → the parts of an answer's page, in the order in which those that there are come."""


def regions(lines: list[str]) -> list[str]:
    """The parts, each begun by a heading of its own name."""
    names = [text.removeprefix("region ") for text in lines if text.startswith("region ")]
    for name in names:
        assert lines[lines.index(f"region {name}") + 1] == f"heading {name} 2"
    return [name.strip('"') for name in names]


def expect_answer(person: Person, found: Consultation, *states: str) -> None:
    """The headline, in these states; then the parts in their order, the answers, the tools."""
    lines = spoken(person.page)
    headline = line("heading", person.name_of(found), "1", *states)
    assert lines[:2] == [line("link", person.say("question.back")), headline]
    parts = regions(lines)
    known = [person.say(path) for path in (*PARTS[found.status], "answers.title", "about.title")]
    assert parts == [name for name in known if name in parts]
    assert parts[-2:] == known[-2:]
    mine = list(answers(person))
    at = lines.index(mine[0])
    assert lines[at : at + len(mine)] == mine
    tools = [person.say(f"tools.{name}") for name in ("print", "copy", "link", "restart")]
    assert lines[-5:] == [*(line("button", name) for name in tools), line("status", "")]
    assert not [text for text in lines if text.endswith('" open')]


# Every step ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wizard", WIZARDS)
def test_each_step_of(page: Page, root: str, wizard: str, language: str) -> None:
    person = Person(page, root, policy(REAL), language)
    person.open(wizard)
    given = next(walk for walk in WALKS if walk.wizard == wizard).given
    first = True
    while (found := person.found()).ask_together:
        expect_why(person, found)
        assert spoken(page) == list(question_page(person, found, first=first))
        for fact in found.ask_together:
            person.choose(fact, given.get(fact) or person.default(fact))
        person.go_on()
        person.expect_step()
        first = False
    expect_answer(person, found, "focused")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_an_answer_that_is(page: Page, root: str, outcome: str, language: str) -> None:
    person = Person(page, root, policy(REAL), language)
    example = OUTCOMES[outcome]
    person.arrive(example.wizard, completed(policy(REAL), example))
    expect_answer(person, person.found())


@pytest.mark.parametrize("language", LANGUAGES)
def test_mistakes_are_summed_up_and_tied_to_their_questions(
    page: Page, root: str, language: str
) -> None:
    person = Person(page, root, policy(REAL), language)
    answers: Given = {"roles": ["student"], "action": "post", "channel": "social"}
    person.arrive("publier", {**answers, "capacity": "personal", "during": "no"})
    asked = person.found().ask_together
    assert len(asked) > 1
    person.go_on()
    expect(page.get_by_role("alert").filter(has_text=person.say("errors.title"))).to_be_focused()
    lines = spoken(page)
    message = person.say("errors.missing_choice")
    title = line("heading", person.say("errors.title"), "2")
    at = lines.index(title)
    assert lines[at - 1] == line("alert", "", "focused")
    summed_up = lines[at + 1 : at + 1 + len(asked)]
    for fact, said in zip(asked, summed_up, strict=True):
        part = person.facts[fact].line
        assert part is not None
        assert said == line("link", f"{person.text(part)} – {message}")
        described = f"described: {tidy(person.say('errors.mark'))} {message}"
        assert line("group", person.question(fact), described) in lines


def test_a_number_and_its_mistake(page: Page, other: str) -> None:
    person = Person(page, other, policy(OTHER))
    person.arrive("emprunter", {"abonnement": "yes"})
    [fact] = person.found().ask_together
    name = f"{person.question(fact)} ans"
    assert line("textbox", name) in spoken(page)
    person.choose(fact, "121")
    person.go_on()
    expect(page.get_by_role("alert").filter(has_text=person.say("errors.title"))).to_be_focused()
    assert line("textbox", name, "invalid") in spoken(page)
