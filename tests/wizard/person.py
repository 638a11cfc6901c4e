"""A person at a wizard: finds everything by its role and its visible name, as the source says it.

Place in the flow: every test of this folder acts through it. What the page must show is what
`rulecore.consult` finds for the same answers in this Python.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

from policysite.interface import interface
from policysite.pages.edition import edition
from policysite.pages.voice import typeset_tree
from policysite.policy import Policy, Words
from policysite.typography import typeset
from rulecore import UNKNOWN, Consultation, FactType, consult, show_value

type Answer = str | list[str]
type Given = Mapping[str, Answer]

LISTEN = """
    window.told = [];
    for (const name of ["ready", "step", "outcome", "failed"])
        addEventListener(`policy-wizard:${name}`, ({ type, detail }) =>
            told.push([type.split(":")[1], JSON.stringify(detail)]));
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        console.error(`refused: ${violatedDirective} ${blockedURI}`));
"""
"""Keeps what the element tells, as JSON, in the order in which it tells it."""


class Person:
    """One page of a browser, at the wizards of one policy in one language."""

    def __init__(self, page: Page, root: str, policy: Policy, language: str = "fr") -> None:
        self.page, self.root, self.policy, self.language = page, root, policy, language
        self.words: Any = typeset_tree(interface(language, "wizard"), language)
        self.facts = {fact.id: fact for fact in policy.facts}
        self.wizards = {wizard.id: wizard for wizard in policy.wizards}
        self.wizard = ""
        self.answers: dict[str, Answer] = {}

    # What things are called -----------------------------------------------------------------------

    def text(self, words: Words) -> str:
        return typeset(*words.in_language(self.language))

    def question(self, fact: str) -> str:
        return self.text(self.facts[fact].question)

    def title(self, wizard: str) -> str:
        return self.text(self.wizards[wizard].title)

    def headline(self, outcome: str) -> str:
        return self.text(next(m for m in self.policy.modalities if m.id == outcome).headline)

    def label(self, fact: str, option: str) -> str:
        """An answer, as the person reads it."""
        if option == UNKNOWN:
            return str(self.words["answer"]["unknown"])
        if self.policy.base.fact[fact].type is FactType.YES_NO:
            return str(self.words["answer"][option])
        return self.text(next(o for o in self.facts[fact].options if o.id == option).label)

    def address(self, wizard: str, language: str = "") -> str:
        key = f"check/{wizard}" if wizard else "home"
        return self.root + edition(self.policy, language or self.language).address(key)

    # What stands on the page ----------------------------------------------------------------------

    def button(self, path: str) -> Locator:
        """A button of the interface, by the path of its words: `question.next`."""
        return self.page.get_by_role("button", name=self.say(path), exact=True)

    def link(self, path: str) -> Locator:
        return self.page.get_by_role("link", name=self.say(path), exact=True)

    def say(self, path: str) -> str:
        words = self.words
        for key in path.split("."):
            words = words[key]
        return str(words)

    def heading(self, name: str) -> Locator:
        return self.page.get_by_role("heading", name=name, exact=True)

    def group(self, fact: str) -> Locator:
        # On a checklist a part of the question is for screen readers only, and stands by itself.
        # A slash would end the expression in the browser.
        escaped = re.escape(self.question(fact)).replace("/", r"\/")
        spaced = re.sub(r"(?=\\?\W*$)", r"\\s*", escaped, count=1)
        return self.page.get_by_role("group", name=re.compile(f"^{spaced}$"))

    def choice(self, fact: str, option: str) -> Locator:
        """The field of an answer."""
        group, name = self.group(fact), self.label(fact, option)
        kind = self.policy.base.fact[fact].type
        if kind is FactType.SEVERAL or (kind.is_ordered and option == UNKNOWN):
            return group.get_by_role("checkbox", name=name, exact=True)
        return group.get_by_role("radio", name=name, exact=True)

    def field(self, fact: str) -> Locator:
        """Where a number or a date is typed."""
        return self.group(fact).get_by_role("textbox", name=self.question(fact))

    def result(self) -> str | None:
        """The outcome, as the element says it to scripts; None on a page of questions."""
        found: str | None = self.page.evaluate(
            "document.querySelector('policy-wizard [data-outcome]')?.dataset.outcome ?? null"
        )
        return found

    def told(self, kind: str) -> list[str]:
        """Every `detail` of one event on this page, as JSON."""
        return [text for name, text in self.page.evaluate("told") if name == kind]

    # What the person does -------------------------------------------------------------------------

    def open(self, wizard: str, *, ready: bool = True) -> None:
        self.wizard, self.answers = wizard, {}
        self.page.goto(self.address(wizard))
        if ready:
            self.wait("ready")

    def arrive(self, wizard: str, answers: Given, index: int = 0) -> None:
        """Come with answers, as a link from another wizard brings them: this many pages later."""
        self.wizard, self.answers = wizard, dict(answers)
        entry = {"wizard": wizard, "answers": answers, "page": None, "index": index}
        self.page.goto("about:blank")
        self.page.goto(f"{self.address(wizard)}#policy-wizard={quote(json.dumps(entry))}")
        expect(self.heading(self.name_of(self.found()))).to_be_visible()

    def wait(self, state: str) -> None:
        self.page.wait_for_selector(f'policy-wizard[state="{state}"]')

    def choose(self, fact: str, answer: Answer) -> None:
        """Answer one question of the page, without going on."""
        if self.policy.base.fact[fact].type.is_ordered and answer != UNKNOWN:
            self.field(fact).fill(str(answer))
        else:
            for option in [answer] if isinstance(answer, str) else answer:
                self.choice(fact, option).check()
        self.answers[fact] = answer

    def go_on(self) -> None:
        self.button("question.next").click()

    def answer(self, fact: str, answer: Answer) -> None:
        self.choose(fact, answer)
        self.go_on()

    def restart(self) -> None:
        self.button("tools.restart").click()
        self.answers = {}
        self.expect_step()

    def walk(self, wizard: str, intended: Given) -> Consultation:
        """Go from the first question to the answer; check every page on the way.

        Questions that `intended` does not name are answered with their declared defaults.
        """
        if self.wizard == wizard:
            self.restart()
        else:
            self.open(wizard)
        return self.finish(intended)

    def finish(self, intended: Given) -> Consultation:
        """The same, from wherever the person is."""
        while True:
            found = self.found()
            if not found.ask_together:
                return found
            for fact in found.ask_together:
                self.choose(fact, intended[fact] if fact in intended else self.default(fact))
            self.go_on()
            self.expect_step()

    def default(self, fact: str) -> Answer:
        return default(self.policy, fact)

    # What must be seen ----------------------------------------------------------------------------

    def found(self) -> Consultation:
        """What the answers so far give in this Python."""
        return consult(self.policy.base, self.wizard, self.answers)

    def expect_step(self) -> None:
        """The page shows what the answers give, and the element tells it byte for byte."""
        found = self.found()
        self.expect_focus(self.name_of(found))
        assert self.told("step")[-1] == compact(found)
        if not found.ask_together:
            assert self.result() == (found.outcome or found.status)
            assert self.told("outcome")[-1] == compact(found)

    def expect_focus(self, name: str) -> None:
        """The heading is this one, has the focus, and leads the document's title."""
        expect(self.heading(name)).to_be_focused()
        title = f"{name} – {self.title(self.wizard)} – {self.text(self.policy.title)}"
        expect(self.page).to_have_title(title)

    def name_of(self, found: Consultation) -> str:
        """What the heading says of a consultation."""
        if len(found.ask_together) > 1:
            return self.checklist(found.ask_together[0])
        if found.ask_together:
            return self.question(found.ask_together[0])
        if found.outcome:
            return self.headline(found.outcome)
        if found.status == "informative":
            return self.title(found.wizard)
        return self.say("undetermined.headline")

    def checklist(self, fact: str) -> str:
        questions = self.policy.base.wizard[self.wizard].questions
        page = next(question.page for question in questions if question.fact == fact)
        lists = self.wizards[self.wizard].checklists
        return self.text(next(one for one in lists if one.id == page).title)


def default(policy: Policy, id_: str) -> Answer:
    """The declared default of a fact, as a person gives it."""
    fact = policy.base.fact[id_]
    assert fact.default is not None, f"{id_} has no default: the walk must answer it"
    return show_value(fact, fact.default)


def compact(found: Consultation) -> str:
    """A consultation's JSON as a browser writes it: without spaces."""
    return json.dumps(json.loads(found.json()), ensure_ascii=False, separators=(",", ":"))
