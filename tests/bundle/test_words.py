"""The words of a policy, as the element loads them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from policysite.bundle.words import words_of
from policysite.dates import days_offered
from policysite.pages.edition import edition, site_languages
from policysite.policy import Words
from policysite.typography import plain
from rulecore import Fact, FactType
from tests.sources import OTHER, REAL, policy

EDITIONS = [
    (path, language.code) for path in (REAL, OTHER) for language in site_languages(policy(path))
]
every_edition = pytest.mark.parametrize(("path", "language"), EDITIONS)


@cache
def words(path: Path, language: str) -> dict[str, Any]:
    return words_of(policy(path), edition(policy(path), language), "0" * 20)


def texts(tree: Any) -> Iterator[str]:
    """Every text in the words."""
    match tree:
        case str():
            yield tree
        case dict():
            for part in tree.values():
                yield from texts(part)
        case list() | tuple():
            for part in tree:
                yield from texts(part)


def text_of(said: Any) -> str:
    return said if isinstance(said, str) else str(said["text"])


@every_edition
def test_every_id_of_the_rule_base_has_its_words(path: Path, language: str) -> None:
    base, found = policy(path).base, words(path, language)
    assert set(found["facts"]) == {fact.id for fact in base.facts}
    assert list(found["modalities"]) == [modality.id for modality in base.modalities]
    assert set(found["rules"]) == {rule.id for rule in base.rules}
    assert set(found["notes"]) == {note.id for note in base.notes}
    assert set(found["texts"]) == {text.id for text in base.texts}
    assert set(found["wizards"]) == {wizard.id for wizard in base.wizards}
    for fact in base.facts:
        assert [option for option, _ in found["facts"][fact.id]["options"]] == list(fact.options)


def test_a_date_has_the_days_that_its_calendar_offers() -> None:
    facts = words(OTHER, "fr")["facts"]
    assert facts["debut"]["days"] == ["2025-04-01", "2026-12-31"]
    assert facts["age"]["days"] is None
    free = Fact(id="start", type=FactType.DATE)
    assert days_offered(free) == ["0001-01-01", "9999-12-31"]


@every_edition
def test_whatever_stands_on_a_clause_finds_it(path: Path, language: str) -> None:
    found = words(path, language)
    named = [
        clause
        for kind in ("facts", "rules", "notes", "texts", "offices")
        for entry in found[kind].values()
        for clause in entry["clauses"]
    ]
    sections = {section.id for section in policy(path).sections}
    assert set(named) - sections <= set(found["clauses"])
    assert {rule["ask"] for rule in found["rules"].values()} - {None} <= set(found["offices"])
    assert {w["full"] for w in found["wizards"].values()} - {None} <= set(found["wizards"])


@every_edition
def test_clauses_are_quoted_word_for_word_with_their_anchor(path: Path, language: str) -> None:
    for clause in policy(path).clauses.values():
        found = words(path, language)["clauses"][clause.id]
        said, spoken = clause.text.in_language(language)
        assert plain(text_of(found["text"])) == plain(said)
        assert isinstance(found["text"], str) == (spoken == language)
        assert found["address"].startswith(f"{language}/{policy(path).revision.id}/")
        assert found["address"].endswith(f"/#{clause.id}")
        assert found["reference"].startswith(found["short"])


@every_edition
def test_a_translation_comes_with_the_authoritative_text(path: Path, language: str) -> None:
    first = policy(path).authoritative.code
    for clause in policy(path).clauses.values():
        original = words(path, language)["clauses"][clause.id]["original"]
        if language == first or language not in clause.text.by_language:
            assert original is None
        else:
            assert plain(original) == plain(clause.text.by_language[first])


@every_edition
def test_a_wizard_has_its_questions_checklists_and_address(path: Path, language: str) -> None:
    for wizard in policy(path).base.wizards:
        found = words(path, language)["wizards"][wizard.id]
        assert [q["fact"] for q in found["questions"]] == [q.fact for q in wizard.questions]
        assert set(found["pages"]) == {q.page for q in wizard.questions} - {None}
        assert found["address"].endswith(f"/{wizard.id}/")
        assert found["informative"] == wizard.informative


@every_edition
def test_texts_have_their_typographic_signs(path: Path, language: str) -> None:
    assert not [text for text in texts(words(path, language)["wizards"]) if "'" in text]
    assert not [text for text in texts(words(path, language)["interface"]) if "'" in text]


@every_edition
def test_words_can_be_written_as_json(path: Path, language: str) -> None:
    assert json.loads(json.dumps(words(path, language)))["language"] == language


def test_a_text_that_the_language_lacks_says_which_one_it_is_in() -> None:
    lacking = replace(policy(REAL), title=Words({"fr": "L'usage"}))
    french, english = (
        words_of(lacking, edition(lacking, code), "0" * 20)["title"] for code in ("fr", "en")
    )
    assert french == "L’usage"
    assert english == {"text": "L’usage", "lang": "fr"}
