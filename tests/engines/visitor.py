"""A person at a wizard in another browser: acts by what is written, with real clicks and keys.

Place in the flow: `journeys` says what must hold. The same names as everywhere (`tests.wizard`);
what is shown must be what `rulecore.consult` finds for the same answers in this Python.
"""

from __future__ import annotations

from pathlib import Path

from policysite.policy import Policy
from rulecore import FactType
from tests.engines.tab import Tab
from tests.site.browser import STICKING_OUT
from tests.wizard.keys import MOST
from tests.wizard.names import Answer, Given, Names, compact

FIND = Path(__file__).with_name("find.js").read_text(encoding="utf-8")
"""Functions that find what stands on a page by what is written there."""

SPACE = " "
LISTEN = """
    window.told = [];
    addEventListener("policy-wizard:step", ({ detail }) => told.push(JSON.stringify(detail)));
    window.complaints = [];
    addEventListener("error", ({ message }) => complaints.push(message));
    addEventListener("unhandledrejection", ({ reason }) => complaints.push(String(reason)));
    addEventListener("securitypolicyviolation", ({ blockedURI }) => complaints.push(blockedURI));
"""


class Visitor(Names):
    """One tab, at the wizards of one policy in one language."""

    def __init__(self, tab: Tab, root: str, policy: Policy, language: str) -> None:
        super().__init__(root, policy, language)
        self.tab = tab

    # What the person does -------------------------------------------------------------------------

    def open(self, wizard: str) -> None:
        self.wizard, self.answers = wizard, {}
        self.visit(self.address(wizard))
        self.arrived()

    def visit(self, address: str) -> None:
        """Go there from elsewhere: to go where one is would be a reload, which keeps answers."""
        self.tab.do("open", "about:blank")
        self.tab.do("open", address)

    def arrived(self) -> None:
        """A page is there and its wizard works; from here on what it tells is kept."""
        self.expect("state() === 'ready'")
        self.tab.run(LISTEN)

    def click(self, finding: str, *values: object) -> None:
        self.tab.click(f"{FIND} return {finding}", *values)

    def press_button(self, path: str) -> None:
        """A button or a link of the interface, by the path of its words."""
        self.click("control($0)", self.say(path))

    def choose(self, fact: str, answer: Answer) -> None:
        for option in [answer] if isinstance(answer, str) else answer:
            self.click("choice($0, $1)", self.question(fact), self.label(fact, option))
        self.answers[fact] = answer

    def choose_by_key(self, fact: str, answer: Answer) -> None:
        """With Tab, Space and the arrows alone."""
        if self.policy.base.fact[fact].type is FactType.SEVERAL:
            for option in [answer] if isinstance(answer, str) else answer:
                self.reach("choice($0, $1)", self.question(fact), self.label(fact, option))
                self.tab.press(SPACE)
        else:
            self.reach("first($0)", self.question(fact))
            self.tab.press(SPACE)
            while not self.sees(
                "choice($0, $1).checked", self.question(fact), self.label(fact, str(answer))
            ):
                self.tab.press("ArrowDown")
        self.answers[fact] = answer

    def reach(self, finding: str, *values: object) -> None:
        for _ in range(MOST):
            if self.sees(f"{finding} === document.activeElement", *values):
                return
            self.tab.press("Tab")
        raise AssertionError(f"Tab never reaches {finding} {values}")

    def walk(self, given: Given) -> None:
        """From wherever the person is to the end; every page on the way is as it must be."""
        while together := self.found().ask_together:
            for fact in together:
                self.choose(fact, given[fact] if fact in given else self.default(fact))
            self.press_button("question.next")
            self.expect_step()

    def walk_by_key(self, given: Given) -> None:
        while together := self.found().ask_together:
            for fact in together:
                self.choose_by_key(fact, given[fact] if fact in given else self.default(fact))
            self.reach("control($0)", self.say("question.next"))
            self.tab.press("Enter")
            self.expect_step()

    def restart(self) -> None:
        self.press_button("tools.restart")
        self.answers = {}
        self.expect_step()

    # What must be seen ----------------------------------------------------------------------------

    def sees(self, finding: str, *values: object) -> bool:
        return bool(self.tab.run(f"{FIND} return Boolean({finding})", *values))

    def expect(self, finding: str, *values: object) -> None:
        """That is seen, at once or after a moment."""
        self.tab.until(lambda: self.sees(finding, *values), f"{finding} {values}")

    def expect_heading(self, name: str) -> None:
        self.expect("heading($0)", name)

    def expect_focus(self, name: str) -> None:
        """The heading is this one, has the focus, and leads the document's title."""
        self.expect("heading($0) === document.activeElement", name)
        assert self.tab.run("return document.title") == self.document_title(name)

    def expect_step(self) -> None:
        """The page shows what the answers give, and the element tells it byte for byte."""
        found = self.found()
        self.expect_focus(self.name_of(found))
        assert self.tab.run("return told.at(-1)") == compact(found)
        if not found.ask_together:
            assert self.outcome() == (found.outcome or found.status)

    def outcome(self) -> str | None:
        script = "return document.querySelector('policy-wizard [data-outcome]')?.dataset.outcome"
        found: str | None = self.tab.run(script)
        return found

    def sticking_out(self) -> list[str]:
        found: list[str] = self.tab.run(f"return ({STICKING_OUT})()")
        return found

    def expect_no_complaints(self) -> None:
        assert self.tab.run("return complaints") == []
        assert self.tab.do("complaints") == []
