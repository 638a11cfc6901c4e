"""Everything else that a source says is compared field by field."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from policysite.compare import compare
from policysite.compare.entries import KINDS
from policysite.interface import interface, interface_languages
from policysite.policy import Policy
from tests.compare.edits import Edit, around, at, edited
from tests.sources import OTHER, REAL, policy

WORDS = [interface(language, "command")["diff"] for language in interface_languages()]


def changed(*edits: Edit) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    return [
        (
            one.kind,
            one.id,
            tuple(f.field for f in one.fields),
            tuple(f for field in one.fields for f in field.languages),
        )
        for one in compare(policy(REAL), edited(*edits)).entries
    ]


def put(key: str, id_: str, **values: object) -> Edit:
    return lambda told: at(told, key, id_).update(values)


@pytest.mark.parametrize(
    ("edit", "kind", "id_", "field", "languages"),
    [
        (put("rule", "62-d", fr="Autre."), "rule", "62-d", "text", ("fr",)),
        (put("rule", "62-d", modality="prohibited"), "rule", "62-d", "modality", ()),
        (put("rule", "62-d", when="covered"), "rule", "62-d", "when", ()),
        (put("fact", "consent", en="Other?"), "fact", "consent", "question", ("en",)),
        (put("fact", "consent", ask_if="covered"), "fact", "consent", "ask_if", ()),
        (put("option", "not_all", fr="Autre"), "option", "consent=not_all", "label", ("fr",)),
        (put("modality", "prohibited", tone="lock"), "modality", "prohibited", "tone", ()),
        (put("wizard", "photo", fr="Autre?"), "wizard", "photo", "title", ("fr",)),
        (put("note", "N-MINOR", en="Other."), "note", "N-MINOR", "text", ("en",)),
        (put("example", "G02", fr="Autre."), "example", "G02", "text", ("fr",)),
    ],
)
def test_one_edit_is_one_field(
    edit: Edit, kind: str, id_: str, field: str, languages: tuple[str, ...]
) -> None:
    assert (kind, id_, (field,), languages) in changed(edit)


def test_typography_is_no_change() -> None:
    def edit(told: dict[str, Any]) -> None:
        rule = at(told, "rule", "62-d2")
        assert "'" in rule["fr"]
        rule["fr"] = rule["fr"].replace("'", "’")

    assert changed(edit) == []


def test_an_entry_that_went_elsewhere_is_said_once() -> None:
    def edit(told: dict[str, Any]) -> None:
        wizards = around(told, "wizard", "photo")
        wizards.insert(0, wizards.pop())

    assert changed(edit) == [("wizard", "suites", ("order",), ())]


def test_entries_put_in_and_taken_out_are_said() -> None:
    def edit(told: dict[str, Any]) -> None:
        around(told, "example", "G02").remove(at(told, "example", "G02"))
        at(told, "reading", "J1").pop("examples", None)

    gone = [one for one in compare(policy(REAL), edited(edit)).entries if one.id == "G02"]
    assert [(one.kind, one.change) for one in gone] == [("example", "removed")]
    back = [one for one in compare(edited(edit), policy(REAL)).entries if one.id == "G02"]
    assert [(one.kind, one.change) for one in back] == [("example", "added")]


def test_every_part_of_a_policy_is_compared_somewhere() -> None:
    """A new part of the model must be told apart here too."""
    compared = {"record", "languages", "revision", "definitions", "facts", "conditions"}
    compared |= {"modalities", "offices", "rules", "notes", "texts", "wizards", "examples"}
    compared |= {
        "readings",
        "ratified",
        "faq",
        "history",
        "title",
        "lead",
        "institution",
        "disclaimer",
    }
    elsewhere = {"id", "digest", "sections", "extensions", "base"}
    assert {field.name for field in fields(Policy)} == compared | elsewhere


@pytest.mark.parametrize("words", WORDS)
def test_every_kind_and_field_has_a_word(words: dict[str, Any]) -> None:
    assert [*KINDS] == [*words["entries"]]
    for path in (REAL, OTHER):
        for read in KINDS.values():
            for entry in read(policy(path)).values():
                assert {*entry} <= {*words["fields"]}
    assert "order" in words["fields"]
