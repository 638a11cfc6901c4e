"""A thing whose id alone changes is known again, and decides what it did."""

from __future__ import annotations

from typing import Any

import pytest

from policysite.compare import Comparison, compare
from policysite.compare.names import Listed, listed
from tests.compare.edits import Edit, around, at, edited, renamed, without_examples
from tests.sources import OTHER, REAL, policy

NOTHING = Listed(added=(), removed=(), renamed={})


def of_real(*edits: Edit) -> Comparison:
    return compare(policy(REAL), edited(*edits))


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("facts", "consent", "agreement"),
        ("facts", "roles", "link"),
        ("modalities", "inappropriate", "improper"),
        ("rules", "62-d", "62-photos"),
        ("wizards", "photo", "image-d-autrui"),
        ("clauses", "contenu.inapproprie.d", "contenu.inapproprie.photos"),
        ("sections", "contenu", "echanges"),
    ],
)
def test_another_id_is_a_rename_and_nothing_else(kind: str, old: str, new: str) -> None:
    found = of_real(renamed(old, new))
    assert getattr(found.names, kind) == Listed(added=(), removed=(), renamed={old: new})
    kinds = [*(one.kinds for one in found.clauses), *(one.kinds for one in found.sections)]
    assert {*kinds} <= {("renamed",)}
    assert found.entries == ()
    assert not found.decides_otherwise
    assert found.differs


def test_an_option_is_renamed_within_its_question() -> None:
    found = of_real(renamed("not_all", "some"))
    assert found.names.options == {
        "consent": Listed(added=(), removed=(), renamed={"not_all": "some"})
    }
    assert (found.entries, found.decides_otherwise) == ((), False)


def test_an_option_of_a_renamed_question_is_renamed_with_it() -> None:
    found = of_real(renamed("consent", "agreement"), renamed("not_all", "some"))
    assert found.names.facts.renamed == {"consent": "agreement"}
    assert found.names.options["agreement"].renamed == {"not_all": "some"}
    assert (found.entries, found.decides_otherwise) == ((), False)


def test_everything_renamed_at_once_still_decides_the_same() -> None:
    ids = ("roles", "staff", "prohibited", "62-d", "photo", "contenu", "contenu.inapproprie.d")
    found = of_real(*(renamed(id_, f"{id_}x") for id_ in ids))
    assert (found.entries, found.decides_otherwise) == ((), False)
    assert [one.total for one in found.wizards] == [one.total for one in of_real().wizards]


def test_typography_keeps_no_rename_from_being_seen() -> None:
    def edit(told: dict[str, Any]) -> None:
        rule = at(told, "rule", "62-d")
        rule["fr"] = rule["fr"].replace("'", "’")

    found = compare(edited(edit), edited(renamed("62-d", "62-photos")))
    assert found.names.rules.renamed == {"62-d": "62-photos"}


def test_other_words_under_another_id_are_another_thing() -> None:
    def edit(told: dict[str, Any]) -> None:
        at(told, "rule", "62-photos")["fr"] = "Une autre règle."

    found = of_real(renamed("62-d", "62-photos"), edit)
    assert found.names.rules == Listed(added=("62-photos",), removed=("62-d",), renamed={})


def test_where_two_have_the_same_words_neither_is_taken_for_a_rename() -> None:
    old, new = {"a": "words", "b": "words"}, {"c": "words"}
    assert listed(old, new) == Listed(added=("c",), removed=("a", "b"), renamed={})
    assert listed(new, old) == Listed(added=("a", "b"), removed=("c",), renamed={})


def test_what_is_taken_out_and_put_in_is_listed() -> None:
    def without(told: dict[str, Any]) -> None:
        around(told, "rule", "62-d2").remove(at(told, "rule", "62-d2"))
        readings = (one for one in told["readings"] if "62-d2" in one.get("rules", []))
        for reading in readings:
            reading["rules"].remove("62-d2")
        for reading in told["readings"]:
            changes = reading.get("instead", [])
            changes[:] = (change for change in changes if change["rule"] != "62-d2")

    less = edited(without, without_examples)
    full = edited(without_examples)
    assert compare(full, less).names.rules == Listed(added=(), removed=("62-d2",), renamed={})
    assert compare(less, full).names.rules == Listed(added=("62-d2",), removed=(), renamed={})


def test_two_unrelated_policies_share_no_name() -> None:
    found = compare(policy(REAL), policy(OTHER))
    assert found.another_policy
    assert found.names.facts.renamed == found.names.rules.renamed == {}
    assert found.wizards == ()


def test_a_policy_has_every_name_of_its_own() -> None:
    for path in (REAL, OTHER):
        found = compare(policy(path), policy(path))
        assert not found.names.differ
        assert not found.differs
        assert found.names.facts == NOTHING
