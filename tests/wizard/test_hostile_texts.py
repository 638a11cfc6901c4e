"""A policy may say anything: it stays text in every view, without any policy of the browser's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from policysite.bundle.words import words_of
from policysite.pages.edition import edition
from policysite.typography import typeset
from rulecore import Consultation
from tests.sources import REAL, policy
from tests.wizard.hostile_texts import TEXTS, saying
from tests.wizard.names import Given
from tests.wizard.person import Person
from tests.wizard.walks import pages, walks

VIEWS = """async (consultations) => {
    const base = document.querySelector('script[src$="policy-wizard.js"]').src;
    const from = (name) => import(new URL(name, base));
    const { speaker } = await from("words.js");
    const { questionView } = await from("question.js");
    const { outcomeView } = await from("outcome.js");
    const { whyAsked } = await from("why.js");
    const { certain } = await from("sure.js");
    const { replayView } = await from("replay.js");
    const shown = document.body.appendChild(document.createElement("section"));
    // Laid out, a hundred texts would take minutes.
    shown.hidden = true;
    const scene = (words, id) => ({
        words, id, say: speaker(words.interface), wizard: words.wizards[id], place: "address",
        root: new URL("/", location), heading: "h1", subheading: "h2",
    });
    const at = { back: true, opening: true };
    const question = (here, found, answers) => [
        questionView(here, found.ask_together, answers, found.ignored, at),
        whyAsked(here, found.ask_together, found),
        certain(here, found),
    ];
    const linked = (here, found, answers) => {
        const link = { revision: "2001-01-01", data: "0", given: Object.entries(answers) };
        return replayView(here, { link, kept: {}, then: { scene: here, found } }, found);
    };
    const built = (element) => [
        element.localName,
        ...[...element.attributes].map(({ name, value }) => `${name}=${value}`),
    ].join(" ");
    window.show = (words) => {
        shown.replaceChildren();
        for (const [found, answers] of consultations) {
            const here = scene(words, found.wizard);
            const views = found.ask_together.length
                ? question(here, found, answers)
                : [outcomeView(here, found, answers), linked(here, found, answers)];
            shown.append(...views.filter(Boolean));
        }
        // Short compounds stand in an element of their own, whatever they are.
        const all = [...shown.querySelectorAll(":not(.pw-nowrap)")];
        return { text: shown.textContent, elements: all.map(built).join("\\n") };
    };
}"""
"""Gives the page `show`, which shows every view of the consultations with some words."""


def consultations() -> Iterator[tuple[Consultation, Given]]:
    """Every page of one walk through each wizard, and of one to an outcome that stays open."""
    every = list(walks(policy(REAL)))
    first = {walk.wizard: walk for walk in reversed(every)}
    for walk in [*first.values(), next(w for w in every if w.outcome == "undetermined")]:
        yield from pages(policy(REAL), walk)


@pytest.fixture(scope="module")
def views(browser: Browser, root: str) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(Person(page, root, policy(REAL)).address("publier"))
    page.evaluate(VIEWS, [[json.loads(found.json()), given] for found, given in consultations()])
    yield page
    context.close()


def shown(views: Page, text: str) -> dict[str, Any]:
    """What all views say, and what they are made of, where the policy has only this text."""
    words = words_of(saying(policy(REAL), [text]), edition(policy(REAL), "en"), "0" * 20)
    found: dict[str, Any] = views.evaluate("words => show(JSON.parse(words))", json.dumps(words))
    return found


def test_every_text_is_said_everywhere_and_makes_nothing(views: Page) -> None:
    # A section's printed number is cited in another way where it has a space in it.
    plain = {spaced: shown(views, "§ §" if spaced else "§§") for spaced in (False, True)}
    places = {spaced: plain[spaced]["text"].count("§") // 2 for spaced in plain}
    assert min(places.values()) > 1000
    assert len(TEXTS) >= 100
    for text in TEXTS:
        found, spaced = shown(views, text), " " in text
        assert found["elements"] == plain[spaced]["elements"], text
        # Where the original is quoted, it has the signs of its own language.
        said = {typeset(text, language) for language in ("en", "fr")}
        assert sum(map(found["text"].count, said)) >= places[spaced], text
    assert views.evaluate("window.ran") is None
