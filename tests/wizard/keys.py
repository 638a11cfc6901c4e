"""A person without a mouse: Tab, the arrows, Space and Enter."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Locator, expect

from rulecore import FactType
from tests.wizard.names import Answer, Given
from tests.wizard.person import Person

MOST = 80
"""More presses of Tab than any page has places to stop at."""


class Keys:
    """The keys of a person's page."""

    def __init__(self, person: Person) -> None:
        self.person, self.press = person, person.page.keyboard.press

    def reach(self, target: Locator, key: str = "Tab") -> None:
        expect(target).to_be_visible()
        for _ in range(MOST):
            if target.evaluate("e => e === document.activeElement"):
                return
            self.press(key)
        raise AssertionError(f"{key} never reaches {target}")

    def use(self, target: Locator, key: str = "Enter") -> None:
        self.reach(target)
        self.press(key)

    def choose(self, fact: str, answer: Answer) -> None:
        self.person.answers[fact] = answer
        if self.person.policy.base.fact[fact].type is FactType.SEVERAL:
            for option in answer:
                self.use(self.person.choice(fact, option), "Space")
            return
        target = self.person.choice(fact, str(answer))
        self.reach(self.person.group(fact).get_by_role("radio").first)
        self.press("Space")
        while not target.is_checked():
            self.press("ArrowDown")


def walk(keys: Keys, given: Given) -> Iterator[None]:
    """To the outcome, page by page; answers are sent by Enter in a field, or by the button."""
    person = keys.person
    yield
    while together := person.found().ask_together:
        for fact in together:
            keys.choose(fact, given[fact] if fact in given else person.default(fact))
        keys.use(person.button("question.next")) if len(together) > 1 else keys.press("Enter")
        person.expect_step()
        yield
