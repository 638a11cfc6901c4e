"""Every wizard is walked on the screen to its answers, in every language, and leaves no trace."""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import Page

from rulecore.proofs import prove
from tests.site.addresses import LANGUAGES, WIZARDS
from tests.sources import REAL, policy
from tests.wizard.names import compact
from tests.wizard.person import Person
from tests.wizard.walks import Walk, pages, walks
from tests.wizard.watch import Watch

WALKS = list(walks(policy(REAL)))


@pytest.mark.parametrize("wizard", WIZARDS)
def test_the_walks_ask_every_question_and_reach_every_outcome(wizard: str) -> None:
    base = policy(REAL).base
    taken = [pages(policy(REAL), walk) for walk in WALKS if walk.wizard == wizard]
    asked = {fact for steps in taken for found, _ in steps for fact in found.ask_together}
    assert asked == {question.fact for question in base.wizard[wizard].questions}
    reached = {steps[-1][0].outcome for steps in taken}
    scenarios = prove(base).scenarios.get(wizard, {})
    assert reached - {None} == {outcome for outcome, count in scenarios.items() if count}


def test_each_wizard_is_walked_to_two_answers() -> None:
    counted = Counter(wizard for wizard, _ in {(w.wizard, (w.outcome, w.texts)) for w in WALKS})
    assert set(counted) == set(WIZARDS)
    assert min(counted.values()) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wizard", WIZARDS)
def test_the_walks_of(page: Page, root: str, watch: Watch, wizard: str, language: str) -> None:
    person = Person(page, root, policy(REAL), language)
    person.open(wizard)
    fetched = list(watch.requested)
    assert person.told("ready") == [compact(person.found())]
    for number, walk in enumerate(walk for walk in WALKS if walk.wizard == wizard):
        if number:
            person.restart()
        expect_end(person, walk)
        assert page.url == person.address(wizard)
    assert watch.requested == fetched
    watch.expect_privacy(root)


def expect_end(person: Person, walk: Walk) -> None:
    """The walk ends where its line, or its example, says."""
    found = person.finish(walk.given)
    assert person.result() == walk.outcome
    if walk.texts:
        assert [text for text, _ in found.texts] == list(walk.texts)
