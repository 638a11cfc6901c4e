"""Each check says no to what it is for, at its entry, and has nothing against a good policy."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from policysite.checks import (
    CHECKS,
    PROOFS,
    checklist_line,
    code_of,
    entangled,
    example,
    missing_default,
    modality_order,
    nothing_in_common,
    silent_text,
    stale_translation,
    unasked_fact,
    unread_fact,
    unruled_clause,
    unused_condition,
)
from policysite.policy import Policy
from policysite.source import examine
from tests.bad_sources import changed_source
from tests.sources import OTHER, REAL, policy


def changed(*changes: tuple[str, str]) -> Policy:
    """The good policy with some of its words changed."""
    found = examine(changed_source(*changes).encode(), "changed.yaml")
    assert found.policy is not None, found.report("en")
    return found.policy


def said(check: ModuleType, subject: Policy) -> list[tuple[str, str]]:
    """The codes of the problems, and the word that each is about."""
    return [(p.code, p.values.get("word", "")) for p in check.check(subject)]


OPTIONAL_ROLES = "    exclusive: [none]\n", "    exclusive: [none]\n    ask_if: shown\n"
SPARE_FACT = (
    "  - fact: age\n",
    "  - { fact: spare, type: yes_no, fr: Et?, label: { fr: E }, default: no }\n  - fact: age\n",
)
CHANGES: list[tuple[ModuleType, tuple[str, str], str]] = [
    (checklist_line, ("line: { fr: une photo }", "line: { fr: une image }"), "photo"),
    (checklist_line, ("line: { fr: une photo }", "line: { fr: Une photo }"), "photo"),
    (checklist_line, ("line: { fr: une photo }", "line: { fr: une photo, en: a }"), "photo"),
    (example, ("outcome: refused", "outcome: allowed"), "refus"),
    (example, ("outcome: refused", "outcome: undetermined"), "refus"),
    (example, ("rules: [sans-accord]", "rules: [mineur]"), "refus"),
    (example, ("cites: [photos.accord]", "cites: [photos.libre]"), "refus"),
    (
        example,
        ("outcome: allowed\n", "outcome: allowed\n            could_be: [refused]\n"),
        "ami",
    ),
    (
        example,
        ("outcome: allowed\n", "outcome: allowed\n            missing: [roles]\n"),
        "ami",
    ),
    (missing_default, OPTIONAL_ROLES, "roles"),
    (modality_order, ("tier: 2", "tier: 0"), "allowed"),
    (nothing_in_common, ("{ fact: consent }]", "{ fact: consent, options: [yes] }]"), "rapide"),
    (silent_text, ("after: any", "after_if: shown"), "rappel"),
    (silent_text, ("            answers: photo == no\n", ""), "dessin"),
    (stale_translation, ("cc90600e", "cc90600f"), "photos.accord"),
    (stale_translation, ("        translates: { en: cc90600e }\n", ""), "photos.accord"),
    (stale_translation, ("Une photo demande", "Une photo exige"), "photos.accord"),
    (unasked_fact, ("      - { fact: age }\n", ""), "age"),
    (unasked_fact, SPARE_FACT, "spare"),
    (unread_fact, SPARE_FACT, "spare"),
    (unread_fact, (" and age < 14.5", ""), "age"),
    (
        unused_condition,
        ("conditions:\n", "conditions:\n  - { condition: c, when: photo == no, fr: x }\n"),
        "c",
    ),
]


@pytest.mark.parametrize(("check", "change", "word"), CHANGES)
def test_a_check_says_no(check: ModuleType, change: tuple[str, str], word: str) -> None:
    assert said(check, changed(change)) == [(code_of(check), word)]


def test_a_wizard_that_skips_a_question_needs_its_default() -> None:
    skipped = ("{ fact: roles }, ", "")
    assert said(missing_default, changed(skipped)) == [("unanswered-fact", "roles")]
    without = changed(("    default: 30\n", ""))
    assert said(missing_default, without) == [("missing-default", "age")]


@pytest.mark.parametrize("kind", sorted(unruled_clause.NORMATIVE))
def test_a_clause_that_says_what_is_allowed_is_cited(kind: str) -> None:
    loose = f"    footnotes:\n      - {{ clause: loose, fr: Seule., kind: {kind} }}\n"
    subject = changed(("    footnotes:\n", loose))
    assert said(unruled_clause, subject) == [("unruled-clause", "loose")]


@pytest.mark.parametrize("kind", ["definition", "purpose", "information", "power", "record"])
def test_a_clause_that_is_declared_informative_stands_alone(kind: str) -> None:
    loose = f"    footnotes:\n      - {{ clause: loose, fr: Seule., kind: {kind} }}\n"
    assert said(unruled_clause, changed(("    footnotes:\n", loose))) == []


@pytest.mark.parametrize(
    "change",
    [
        ("            ask: direction\n", "            ask: direction\n            also: [loose]\n"),
        ("            after: any\n", "            after: any\n            also: [loose]\n"),
        ("clauses: [photos.accord] }", "clauses: [photos.accord, loose] }"),
        (
            "        texts:\n",
            "        notes: [{ note: n, when: shown, also: [loose], fr: x }]\n        texts:\n",
        ),
        (
            "        texts:\n",
            "        extends: [{ extension: e, when: shown, also: [loose] }]\n        texts:\n",
        ),
    ],
    ids=["rule", "text", "office", "note", "extension"],
)
def test_whatever_cites_a_clause_rules_it(change: tuple[str, str]) -> None:
    loose = "    footnotes:\n      - { clause: loose, fr: Seule., kind: obligation }\n"
    assert said(unruled_clause, changed(("    footnotes:\n", loose), change)) == []


def test_a_reading_or_an_answer_rules_no_clause() -> None:
    loose = "    footnotes:\n      - { clause: loose, fr: Seule., kind: obligation }\n"
    subject = changed(
        ("    footnotes:\n", loose),
        ("clauses: [note.photo], wizards", "clauses: [note.photo, loose], wizards"),
    )
    assert said(unruled_clause, subject) == [("unruled-clause", "loose")]


def test_too_many_questions_in_one_rule_are_entangled() -> None:
    many = [f"f{i}" for i in range(30)]
    facts = "".join(f"  - {{ fact: {f}, type: yes_no, fr: x, label: {{ fr: x }} }}\n" for f in many)
    asked = "".join(f"      - {{ fact: {f} }}\n" for f in many)
    rule = " and ".join(f"{f} == yes" for f in many)
    subject = changed(
        ("questions:\n", "questions:\n" + facts),
        ("      - { fact: age }\n", "      - { fact: age }\n" + asked),
        ("when: shown and consent == no", f"when: shown and consent == no or {rule}"),
    )
    assert [p.code for p in entangled.check(subject)] == ["entangled"]
    assert set(str(entangled.check(subject)[0].values["facts"]).split(", ")) <= set(many)
    assert example.check(subject) == []


def test_a_translation_that_is_missing_is_not_stale() -> None:
    text = (
        "        en: A photo needs the person's agreement.\n        translates: { en: cc90600e }\n"
    )
    assert said(stale_translation, changed((text, ""))) == []


def test_white_space_makes_no_translation_stale() -> None:
    longer = "fr: >-\n          Une photo demande\n          l'accord de la personne."
    change = ("fr: Une photo demande l'accord de la personne.", longer)
    assert said(stale_translation, changed(change)) == []


@pytest.mark.parametrize("check", [*CHECKS, *PROOFS], ids=code_of)
@pytest.mark.parametrize("path", [REAL, OTHER], ids=lambda path: path.stem)
def test_a_good_policy_passes(check: ModuleType, path: Path) -> None:
    assert check.check(policy(path)) == []


def test_every_check_is_run() -> None:
    files = {path.stem for path in Path(str(entangled.__file__)).parent.glob("*.py")}
    assert files - {"__init__"} == {
        check.__name__.rpartition(".")[2] for check in (*CHECKS, *PROOFS)
    }
