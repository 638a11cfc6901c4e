"""A person at a wizard: finds everything by its role and its visible name, as the source says it.

Place in the flow: every test of this folder acts through it. What the page must show is what
`rulecore.consult` finds for the same answers in this Python.
"""

from __future__ import annotations

import json
import re
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

from policysite.policy import Policy
from rulecore import UNKNOWN, Consultation, FactType
from tests.wizard.names import Answer, Given, Names, compact

LISTEN = """
    window.told = [];
    for (const name of ["ready", "step", "outcome", "failed"])
        addEventListener(`policy-wizard:${name}`, ({ type, detail }) =>
            told.push([type.split(":")[1], JSON.stringify(detail)]));
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        console.error(`refused: ${violatedDirective} ${blockedURI}`));
"""
"""Keeps what the element tells, as JSON, in the order in which it tells it."""


class Person(Names):
    """One page of a browser, at the wizards of one policy in one language."""

    def __init__(self, page: Page, root: str, policy: Policy, language: str = "fr") -> None:
        super().__init__(root, policy, language)
        self.page = page

    # What stands on the page ----------------------------------------------------------------------

    def button(self, path: str) -> Locator:
        """A button of the interface, by the path of its words: `question.next`."""
        return self.page.get_by_role("button", name=self.say(path), exact=True)

    def link(self, path: str) -> Locator:
        return self.page.get_by_role("link", name=self.say(path), exact=True)

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

    # What must be seen ----------------------------------------------------------------------------

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
        expect(self.page).to_have_title(self.document_title(name))
