"""The fictional second revision holds together, and the comparison says what it changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from policysite.compare import Comparison, compare
from policysite.policy import Policy
from policysite.source import examine
from rulecore import RuleBase, consult
from rulecore.answers import Answer
from tests.compare.edits import renamed, source
from tests.demonstration import EDITS, ID, Change, Edit, demonstration, read
from tests.publish.revisions import Project
from tests.reference import Reference, Values
from tests.site.html import page
from tests.sources import REAL, policy

MEMO_ITEMS = 18

ANSWERED_OTHERWISE = {
    "G10": ("unsettled", "authorization_required"),
    "G18": ("unsettled", "authorization_required"),
    "G28": ("unsettled", "permitted"),
    "G37": ("discouraged", "permitted_with_conditions"),
    "G43": ("unsettled", "permitted"),
    "G45": ("unsettled", "discouraged"),
    "G62": ("prohibited or unsettled", "prohibited or discouraged"),
}
"""The examples of the policy in force to which the fictional revision gives another answer."""

CHANGED = {
    "publier": (3_021_156, 38_526_768),
    "au-nom-du-cegep": (42, 240),
    "photo": (1_008, 4_512),
    "opinion": (286, 15_854),
    "travail-etudes": (35, 93),
    "demande-amitie": (12, 86),
}
"""Of how many scenarios that both revisions can have, how many have another outcome."""


@cache
def new() -> Policy:
    loaded = examine(demonstration().encode(), "demonstration.yaml")
    assert loaded.policy is not None, loaded.report("en")
    return loaded.policy


@cache
def found() -> Comparison:
    return compare(policy(REAL), new())


# The revision -----------------------------------------------------------------------------------


def test_it_checks_without_a_problem() -> None:
    loaded = examine(demonstration().encode(), "demonstration.yaml")
    assert (loaded.status, loaded.report("en")) == (0, "")


def test_it_says_that_it_is_fictional() -> None:
    revision = new().revision
    dates = revision.decided.isoformat(), revision.in_force.isoformat()
    assert (revision.id, *dates) == (ID, ID, "2026-10-01")
    assert revision.comment is not None
    comment = revision.comment.by_language
    assert comment["fr"].startswith("Révision fictive, pour essai.")
    assert comment["en"].startswith("Fictional revision, for tests.")


def test_it_takes_up_the_memo_and_says_why() -> None:
    items = {edit.memo for edit in EDITS}
    assert len(items) >= 11
    assert items <= set(range(1, MEMO_ITEMS + 1))
    assert all(edit.why and edit.changes for edit in EDITS)
    assert len({edit.name for edit in EDITS}) == len(EDITS)


def test_earlier_decisions_stay_as_they_are() -> None:
    assert new().history == policy(REAL).history


@pytest.mark.parametrize(("text", "times"), [("", 0), ("here, here", 2)])
def test_an_edit_without_its_one_passage_says_its_name(text: str, times: int) -> None:
    edit = Edit(name="moved", memo=1, why="", changes=(Change(old="here", new="there"),))
    assert edit.made("it is here") == "it is there"
    with pytest.raises(AssertionError, match=f"^moved: {times} times"):
        edit.made(text)


def test_a_block_is_read_to_the_letter() -> None:
    said = "## one (memo 7)\n\nWhy.\n\n```diff\n@@ here @@\n a\n\n-b\n+  c\n d\n```\n"
    (edit,) = read(said)
    assert (edit.name, edit.memo, edit.why) == ("one", 7, "Why.")
    assert edit.changes == (Change(old="a\n\nb\nd\n", new="a\n\n  c\nd\n"),)


# The comparison ---------------------------------------------------------------------------------


def test_a_clause_moved_and_kept_its_id() -> None:
    kinds = {clause.id: clause.kinds for clause in found().clauses}
    assert [id_ for id_, kind in kinds.items() if "moved" in kind] == ["note.cegep"]
    assert "renumbered" in kinds["note.cegep"]
    assert "changed" in kinds["note.cegep"]


def test_a_clause_is_repealed_and_nothing_takes_its_id() -> None:
    kinds = {clause.id: clause.kinds for clause in found().clauses}
    assert [id_ for id_, kind in kinds.items() if kind == ("removed",)] == ["preambule.permise"]
    assert found().names.clauses.renamed == {}
    assert "preambule.permise" not in demonstration()


def test_new_clauses_stand_in_a_new_section_and_beside_what_they_settle() -> None:
    assert found().names.sections.added == ("definitions",)
    assert found().names.clauses.added == (
        "meta.numero",
        "definitions.au-nom",
        "definitions.enfants",
        "mandat.compte",
        "contenu.reaction",
        "responsabilite.critique",
        "amitie.autres-comptes",
        "sanctions.decision",
        "sanctions.recours",
        "sanctions.recommandation",
    )


def test_rules_come_and_go() -> None:
    names = found().names
    assert names.rules.added == ("62-d3",)
    assert names.rules.removed == ("5-5", "61-5", "61-6", "62-f3", "62-g2", "71-2")
    assert {entry.id for entry in found().entries if entry.kind == "rule"} >= {"5-3", "63-6"}


def test_a_question_comes_and_another_has_a_better_name() -> None:
    names = found().names
    assert (names.facts.added, names.facts.removed) == (("under_14",), ())
    assert names.facts.renamed == {"requester": "other_person"}
    asking = {
        wizard.id
        for wizard in found().wizards
        if ("under_14", "new") in {(one.fact, one.asked_by) for one in wizard.outside}
    }
    assert asking == {"publier", "photo"}


def test_interns_and_board_members_are_covered() -> None:
    assert found().names.options["roles"].added == ("intern", "board")
    given = {"image": "others", "consent": "not_all"}
    for role, outcome in (
        ("intern", "inappropriate"),
        ("board", "inappropriate"),
        ("none", "out_of_scope"),
    ):
        assert answer(new().base, "publier", {"roles": [role], **given}) == outcome


def test_settled_readings_are_gone() -> None:
    before, after = ({one.id for one in side.readings} for side in (policy(REAL), new()))
    assert before - after == {"J1", "J5", "J11", "J12", "J15", "J16", "J17"}
    assert after <= before


# The answers ------------------------------------------------------------------------------------


def test_the_examples_answered_otherwise_are_these() -> None:
    old = found().old
    answers = {
        one.id: tuple(answer(base, one.wizard, one.given) for base in (old.base, new().base))
        for one in old.examples
    }
    assert {id_: pair for id_, pair in answers.items() if len({*pair}) > 1} == ANSWERED_OTHERWISE


def test_no_example_is_dropped_and_each_asks_what_it_asked() -> None:
    now = {one.id: (one.wizard, one.given) for one in new().examples}
    for one in found().old.examples:
        assert now[one.id] == (one.wizard, one.given)


def answer(base: RuleBase, wizard: str, given: Mapping[str, Answer]) -> str:
    shown = consult(base, wizard, given, rest="default", explain=False)
    return shown.outcome or " or ".join(shown.could_be)


def test_changed_scenarios_are_counted() -> None:
    deciding = [wizard for wizard in found().wizards if not all(wizard.informs)]
    assert {one.id: (one.changed, one.total) for one in deciding} == CHANGED


@pytest.mark.parametrize("wizard", ["demande-amitie", "travail-etudes", "au-nom-du-cegep"])
def test_the_counts_are_those_of_enumeration(wizard: str, tmp_path: Path) -> None:
    files = tmp_path / "old.yaml", tmp_path / "new.yaml"
    files[0].write_text(source(renamed("requester", "other_person")), encoding="utf-8")
    files[1].write_text(demonstration(), encoding="utf-8")
    classes, total = enumerated(Reference(files[0]), Reference(files[1]), wizard)
    one = next(change for change in found().wizards if change.id == wizard)
    counts: Counter[tuple[str | None, str | None]] = Counter()
    for each in one.classes:
        counts[each.before, each.after] += each.count
    assert (counts, one.total) == (classes, total)


def enumerated(
    old: Reference, new: Reference, wizard: str
) -> tuple[Counter[tuple[str | None, str | None]], int]:
    """The classes of changed scenarios, and how many scenarios both revisions can have.

    The new revision offers what the old one does and more; what it alone asks keeps its default.
    """
    asked = [fact for fact, _, _ in old.asked(wizard)]
    assert asked == [fact for fact, _, _ in new.asked(wizard)]
    seen: dict[object, tuple[str | None, str | None]] = {}
    for values in old.completions(wizard, {})[1]:
        one, other = old.scenario(values), new.scenario(defaults(new) | values)
        counting = one.relevant | other.relevant
        scenario = tuple((fact, values[fact]) for fact in asked if fact in counting)
        seen[scenario] = one.headline, other.headline
    return Counter(pair for pair in seen.values() if pair[0] != pair[1]), len(seen)


def defaults(revision: Reference) -> Values:
    told = revision.facts.items()
    return {f: revision.value(f, one["default"]) for f, one in told if "default" in one}


# The page ----------------------------------------------------------------------------------------


def test_its_comparison_follows_the_text_and_ends_with_what_is_no_more(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.publish(REAL.read_text(encoding="utf-8"))
    project.publish(demonstration())
    compared = page(project.site / "fr" / "historique" / "2017-02-08" / ID / "index.html")
    shown = [one.attributes["id"] for one in compared.find("section") if "id" in one.attributes]
    changes = {one.id: one.new is not None for one in found().sections}
    changes |= {one.id: one.new is not None for one in found().clauses}
    assert shown == [
        *[id_ for id_ in new().passages if changes.get(id_) is True],
        *[id_ for id_ in found().old.passages if changes.get(id_) is False],
    ]


def test_a_section_comes_before_what_it_holds() -> None:
    places = {id_: place for place, id_ in enumerate(new().passages)}
    assert [id_ for id_ in places if id_ in new().clauses] == list(new().clauses)
    for section in places.keys() - new().clauses.keys():
        assert all(places[section] < places[inside] for inside in new().within(section))
