"""What must hold in Firefox and in WebKitGTK too.

Run by `python -m tests.engines` alone: it is no part of the default suite.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines.tab import Tab
from tests.engines.visitor import Visitor
from tests.site.addresses import LANGUAGES, WIZARDS
from tests.site.browser import BuiltSite, served
from tests.sources import REAL, policy
from tests.wizard.hostile_links import REFUSED, hostile
from tests.wizard.names import Given
from tests.wizard.walks import walks

WALKS = list(walks(policy(REAL)))
PHOTO: Given = {"roles": ["student"], "image": "others", "consent": "all"}
NARROW, TALL, WIDE = 320, 900, 1280
HOSTILE, FEW = 60, 16
"""Links; so many on a page, because WebKit counts what is written to the history of one."""


@pytest.fixture
def visitor(tab: Tab, root: str) -> Iterator[Visitor]:
    one = Visitor(tab, root, policy(REAL), "fr")
    yield one
    one.expect_no_complaints()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wizard", WIZARDS)
def test_the_walks_of(tab: Tab, root: str, wizard: str, language: str) -> None:
    visitor = Visitor(tab, root, policy(REAL), language)
    visitor.open(wizard)
    for number, walk in enumerate(walk for walk in WALKS if walk.wizard == wizard):
        if number:
            visitor.restart()
        visitor.walk(walk.given)
        assert visitor.outcome() == walk.outcome
    visitor.expect_no_complaints()


@pytest.mark.parametrize("wizard", WIZARDS)
def test_by_the_keyboard_alone(visitor: Visitor, wizard: str) -> None:
    visitor.open(wizard)
    visitor.walk_by_key(next(walk for walk in WALKS if walk.wizard == wizard).given)


@pytest.mark.parametrize("wizard", WIZARDS)
def test_nothing_sticks_out_of_a_narrow_screen(visitor: Visitor, wizard: str) -> None:
    visitor.open(wizard)
    visitor.tab.do("size", NARROW, TALL)
    given = next(walk for walk in WALKS if walk.wizard == wizard).given
    while together := visitor.found().ask_together:
        assert visitor.sticking_out() == []
        for fact in together:
            visitor.choose(fact, given[fact] if fact in given else visitor.default(fact))
        visitor.press_button("question.next")
        visitor.expect_step()
    assert visitor.sticking_out() == []
    visitor.tab.do("size", WIDE, TALL)


def test_back_forward_and_reload_keep_the_answers(visitor: Visitor) -> None:
    visitor.open("photo")
    visitor.walk(PHOTO)
    outcome = visitor.headline(str(visitor.outcome()))
    for deed, heading in (
        ("back", visitor.question("personal_info")),
        ("back", visitor.question("consent")),
        ("forward", visitor.question("personal_info")),
        ("forward", outcome),
    ):
        visitor.tab.do(deed)
        visitor.expect_focus(heading)
    visitor.tab.do("reload")
    visitor.arrived()
    visitor.expect_heading(outcome)
    assert visitor.tab.run("return location.href") == visitor.address("photo")
    visitor.press_button("question.back")
    visitor.expect_focus(visitor.question("personal_info"))


def test_a_change_keeps_every_other_answer(visitor: Visitor) -> None:
    visitor.open("photo")
    visitor.walk(PHOTO)
    change = visitor.say("answers.change") + visitor.say("answers.change_what")
    visitor.click("control($0)", change.format(question=visitor.question("consent")))
    visitor.expect_focus(visitor.question("consent"))
    visitor.choose("consent", "not_all")
    visitor.press_button("question.next")
    visitor.expect_step()


def test_the_other_language_keeps_the_answers(visitor: Visitor) -> None:
    visitor.open("photo")
    visitor.walk(PHOTO)
    outcome = str(visitor.outcome())
    visitor.click("control($0)", "English")
    english = Visitor(visitor.tab, visitor.root, visitor.policy, "en")
    english.wizard, english.answers = "photo", visitor.answers
    english.expect_heading(english.headline(outcome))
    english.arrived()
    assert english.tab.run("return location.href") == english.address("photo")


def test_a_link_leads_to_the_same_answer(visitor: Visitor) -> None:
    visitor.open("photo")
    visitor.walk(PHOTO)
    outcome = visitor.headline(str(visitor.outcome()))
    visitor.press_button("tools.link")
    link = visitor.tab.run("return document.querySelector('.pw-link-box input').value")
    visitor.visit(link)
    visitor.arrived()
    visitor.expect_heading(outcome)
    assert visitor.tab.run("return location.href") == visitor.address("photo")


def test_erasing_leaves_nothing(visitor: Visitor) -> None:
    visitor.open("photo")
    visitor.walk(PHOTO)
    visitor.press_button("answers.erase")
    visitor.answers = {}
    visitor.expect_step()
    for deed in ("back", "forward", "reload"):
        visitor.tab.do(deed)
        visitor.arrived()
        visitor.expect_heading(visitor.question("roles"))
        assert visitor.tab.run("return document.querySelectorAll('input:checked').length") == 0
        assert visitor.tab.run("return history.state.policyWizard.answers") == {}
    assert visitor.tab.run("return [localStorage.length, document.cookie, name]") == [0, "", ""]


def test_hostile_links_run_nothing_and_leave_a_wizard_that_works(visitor: Visitor) -> None:
    dice = random.Random(6)
    links = [*REFUSED.values(), *(hostile(dice) for _ in range(HOSTILE))]
    for number, fragment in enumerate(links):
        if number % FEW == 0:
            visitor.open("photo")
            visitor.tab.run("window.alert = (said) => complaints.push(said)")
        visitor.tab.run("document.querySelector('.pw-refused')?.remove()")
        steps = visitor.tab.run("return told.length")
        visitor.tab.run("location.href = $0", f"{visitor.address('photo')}#{fragment}")
        visitor.expect("told.length > $0 || document.querySelector('.pw-refused')", steps)
        assert visitor.tab.run("return location.href") == visitor.address("photo")
    visitor.open("photo")
    visitor.walk(PHOTO)


def test_once_loaded_it_works_without_a_network(tab: Tab, folder: Path) -> None:
    with served(folder) as root:
        visitor = Visitor(tab, root, policy(REAL), "fr")
        visitor.open("photo")
    visitor.walk(PHOTO)
    visitor.expect_no_complaints()


class WithoutRuntime(BuiltSite):
    """Its programs for WebAssembly are missing."""

    def do_GET(self) -> None:
        if self.path.endswith(".wasm"):
            self.send_error(404)
        else:
            super().do_GET()


def test_without_the_runtime_words_and_the_table(tab: Tab, folder: Path) -> None:
    with served(folder, WithoutRuntime) as root:
        visitor = Visitor(tab, root, policy(REAL), "fr")
        tab.do("open", visitor.address("publier"))
        visitor.expect("state() === 'failed'")
        visitor.expect("shows($0)", visitor.say("failed.blocked"))
        visitor.press_button("failed.table")
        assert tab.run("return location.hash") == "#table"
