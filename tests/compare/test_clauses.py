"""What became of each clause and each heading."""

from __future__ import annotations

from typing import Any

import pytest

from policysite.compare import Comparison, compare
from tests.compare.edits import Edit, around, at, edited, renamed
from tests.sources import REAL, policy

PHOTOS = "contenu.inapproprie.d"


def of_real(*edits: Edit) -> Comparison:
    return compare(policy(REAL), edited(*edits))


def kinds(found: Comparison) -> dict[str, tuple[str, ...]]:
    return {one.id: one.kinds for one in found.clauses}


def text(language: str, old: str, new: str) -> Edit:
    def edit(told: dict[str, Any]) -> None:
        clause = at(told, "clause", PHOTOS)
        assert old in clause[language]
        clause[language] = clause[language].replace(old, new)

    return edit


def test_a_changed_text_says_in_which_languages() -> None:
    found = of_real(text("fr", "photos", "images"))
    (one,) = found.clauses
    assert (one.id, one.kinds, one.languages) == (PHOTOS, ("changed",), ("fr",))
    assert one.old is not None
    assert one.new is not None
    assert one.old.text.by_language["fr"] == policy(REAL).clauses[PHOTOS].text.by_language["fr"]
    assert "images" in one.new.text.by_language["fr"]
    both = of_real(text("fr", "photos", "images"), text("en", "photos", "pictures"))
    assert [(c.kinds, c.languages) for c in both.clauses] == [(("changed",), ("fr", "en"))]


def test_a_mere_translation_is_said_as_such() -> None:
    found = of_real(text("en", "photos", "pictures"))
    assert [(one.kinds, one.languages) for one in found.clauses] == [(("translation",), ("en",))]
    assert not found.decides_otherwise


@pytest.mark.parametrize(
    ("old", "new"),
    [("'", "’"), (" ", "\u00a0"), ("consentement;", "consentement ;"), (" ", "  ")],
)
def test_typography_is_no_change(old: str, new: str) -> None:
    def everywhere(told: dict[str, Any]) -> None:
        clause = at(told, "clause", "contenu.inapproprie.c")
        clause["fr"] = clause["fr"].replace(old, new)

    before = edited(lambda told: at(told, "clause", "contenu.inapproprie.c").update(fr=SAMPLE))
    after = edited(
        lambda told: at(told, "clause", "contenu.inapproprie.c").update(fr=SAMPLE), everywhere
    )
    assert before.digest != after.digest
    assert not compare(before, after).differs


SAMPLE = "de l'image plagiée ou sans consentement;"


def test_a_clause_that_went_elsewhere_is_one_move() -> None:
    def last_first(told: dict[str, Any]) -> None:
        items = around(told, "clause", PHOTOS)
        items.insert(0, items.pop())

    found = of_real(last_first)
    moved = [id_ for id_, kinds in kinds(found).items() if "moved" in kinds]
    assert len(moved) == 1
    # The others are the same, one point further down.
    assert {k for id_, k in kinds(found).items() if id_ not in moved} == {("renumbered",)}


def test_a_clause_of_another_section_moved() -> None:
    def away(told: dict[str, Any]) -> None:
        clause = at(told, "clause", PHOTOS)
        around(told, "clause", PHOTOS).remove(clause)
        at(told, "section", "motifs")["body"].append(clause)
        clause["fr"] += " Voir aussi."

    found = of_real(away)
    assert kinds(found)[PHOTOS] == ("changed", "moved", "renumbered")
    assert sum("moved" in one.kinds for one in found.clauses) == 1


def test_a_section_put_in_renumbers_what_follows() -> None:
    def insert(told: dict[str, Any]) -> None:
        sections = around(told, "section", "motifs")
        for place, section in enumerate(sections, start=2):
            section["number"] = f"6.{place}"
        new = {"clause": "neuf", "fr": "Une phrase.", "kind": "information"}
        title = {"fr": "Nouveau", "en": "New"}
        sections.insert(0, {"section": "ajout", "number": "6.1", "title": title, "body": [new]})

    found = of_real(insert)
    assert kinds(found)["neuf"] == ("added",)
    one = next(one for one in found.clauses if one.id == PHOTOS)
    assert one.kinds == ("renumbered",)
    assert (one.old and one.old.reference, one.new and one.new.reference) == (
        "art. 6.2, 3e al., 4e point",
        "art. 6.3, 3e al., 4e point",
    )
    assert {k for id_, k in kinds(found).items() if id_ != "neuf"} == {("renumbered",)}
    headings = {one.id: one.kinds for one in found.sections}
    assert headings.pop("ajout") == ("added",)
    assert {*headings.values()} == {("renumbered",)}


def test_a_heading_says_what_changed() -> None:
    def edit(told: dict[str, Any]) -> None:
        at(told, "section", "contenu")["title"]["fr"] = "Contenu"
        at(told, "section", "motifs")["title"]["en"] = "Reasons"
        sections = around(told, "section", "motifs")
        sections.append(sections.pop(0))

    found = {one.id: one.kinds for one in of_real(edit).sections}
    assert found == {"contenu": ("changed",), "motifs": ("translation", "moved")}


def test_a_clause_put_in_and_taken_out() -> None:
    new = {"clause": "neuf", "fr": "Une phrase.", "kind": "information"}
    longer = edited(lambda told: at(told, "section", "motifs")["body"].append(new))
    assert kinds(compare(policy(REAL), longer)) == {"neuf": ("added",)}
    assert kinds(compare(longer, policy(REAL))) == {"neuf": ("removed",)}


def test_what_else_a_clause_says_is_a_detail() -> None:
    def edit(told: dict[str, Any]) -> None:
        at(told, "clause", PHOTOS)["kind"] = "prohibition"

    (one,) = of_real(edit).clauses
    assert (one.kinds, one.details) == (("details",), ("kind",))


def test_a_renamed_clause_keeps_the_name_it_had() -> None:
    (one,) = of_real(renamed(PHOTOS, "contenu.photos")).clauses
    assert (one.id, one.kinds) == ("contenu.photos", ("renamed",))
    assert one.old is not None
    assert one.old.id == PHOTOS
