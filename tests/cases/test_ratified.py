"""What the institution ratified holds until it is ratified anew."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from policysite.cases.decision import decide
from policysite.cases.sheet import Case, Sheet, sheet
from policysite.cli import main
from policysite.pages.cases import page, ratified_line
from policysite.policy import Policy
from policysite.source import Loaded, examine
from tests.cases.sheets import sheet_of
from tests.reference import Reference
from tests.sources import REAL, policy

PLAGIARISM = "G14"
"""An example whose answer rests on one clause."""
RULE = """                  - rule: 62-c
                    modality: inappropriate
"""
WORDS = "du contenu plagié"


def ratified(text: str, *lines: str, on: str = "2026-03-01") -> str:
    """The source with these cases ratified."""
    cases = "".join(f"      {one}\n" for one in lines)
    begun = "" if "\nratified:" in text else "\nratified:\n"
    by = "  - by: { fr: Le conseil, en: The board }"
    return f"{text}{begun}{by}\n    on: {on}\n    cases:\n{cases}"


def loaded(text: str) -> Loaded:
    return examine(text.encode(), "policy.yaml")


def good(text: str) -> Policy:
    found = loaded(text)
    assert found.status == 0, found.report("en")
    assert found.policy is not None
    return found.policy


def case_of(found: Sheet, example: str) -> Case:
    return next(c for c in found.cases if c.example and c.example.id == example)


SOURCE = REAL.read_text(encoding="utf-8")
FIRST = ratified_line(case_of(sheet_of(REAL), PLAGIARISM))
EDITS = {
    "outcome": (RULE, RULE.replace("inappropriate", "prohibited")),
    "clause": (RULE, RULE + "                    also: [contenu.ton]\n"),
    "words": (WORDS, "du contenu copié"),
}


def test_a_case_is_ratified_changed_refused_and_ratified_anew() -> None:
    text = ratified(SOURCE, FIRST)
    assert case_of(sheet(good(text)), PLAGIARISM).ratified is not None
    changed = text.replace(WORDS, "du contenu copié")
    found = loaded(changed)
    assert {p.code for p in found.problems} == {"stale-translation", "ratified-case"}
    assert found.status == 1
    assert found.policy is not None
    case = case_of(sheet(found.policy), PLAGIARISM)
    assert (case.ratified, case.changed) == (None, True)
    again = ratified(changed, ratified_line(case), on="2027-03-01")
    assert loaded(again).status == 0
    now = case_of(sheet(good(again)), PLAGIARISM)
    assert (now.changed, str(now.ratified and now.ratified.on)) == (False, "2027-03-01")


@pytest.mark.parametrize("edit", EDITS)
def test_every_kind_of_change_is_refused_at_the_case(edit: str) -> None:
    old, new = EDITS[edit]
    assert old in SOURCE
    found = loaded(ratified(SOURCE, FIRST).replace(old, new, 1))
    (problem,) = [p for p in found.problems if p.code == "ratified-case"]
    assert found.lines[problem.place.line - 1].strip() == FIRST
    assert "2026-03-01" in problem.message("fr")
    assert problem.values["aspect"] == ("outcome" if edit == "outcome" else "digest")


def test_what_does_not_touch_the_case_is_no_change() -> None:
    elsewhere = ratified(SOURCE, FIRST).replace("des propos diffamatoires;", "de la diffamation;")
    assert "ratified-case" not in {problem.code for problem in loaded(elsewhere).problems}
    spaced = ratified(SOURCE, FIRST).replace(WORDS, "du   contenu plagié")
    assert loaded(spaced).status == 0


def test_a_new_case_is_ratified_by_its_answers() -> None:
    new = next(case for case in sheet_of(REAL).cases if case.example is None)
    subject = good(ratified(SOURCE, ratified_line(new)))
    again = [c for c in sheet(subject).cases if c.decision.digest == new.decision.digest]
    assert [case.ratified is not None for case in again] == [True]


def test_every_line_of_the_sheet_can_be_pasted() -> None:
    subject = good(ratified(SOURCE, *map(ratified_line, sheet_of(REAL).cases)))
    found = sheet(subject)
    assert all(case.ratified for case in found.cases)
    assert len(found.cases) == len(sheet_of(REAL).cases)


def test_the_digest_is_what_the_reference_of_the_format_says() -> None:
    case = case_of(sheet_of(REAL), PLAGIARISM)
    reference = Reference(REAL)
    _, (raw,) = reference.completions(case.wizard, dict(case.given), rest_default=True)
    seen = reference.scenario(raw)
    asked = [fact for fact, _, _ in reference.asked(case.wizard)]
    answers = {
        fact: sorted(value) if isinstance(value, frozenset) else str(value)
        for fact, value in seen.values.items()
        if fact in seen.relevant and fact in asked
    }
    words = {
        c: " ".join(policy(REAL).clauses[c].text.by_language["fr"].split())
        for c in ("contenu.inapproprie.c",)
    }
    whole = json.dumps(
        [case.wizard, answers, "inappropriate", words],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    assert case.decision.digest == sha256(whole.encode()).hexdigest()[:12]


def test_an_example_with_open_answers_can_be_ratified_too() -> None:
    example = next(e for e in policy(REAL).examples if e.outcome is None)
    digest = decide(policy(REAL), example.wizard, example.given).digest
    entry = f"- {{ example: {example.id}, outcome: undetermined, digest: {digest} }}"
    assert loaded(ratified(SOURCE, entry)).status == 0


def test_the_sheet_says_who_ratified_and_what_changed(tmp_path: Path) -> None:
    text = ratified(SOURCE, FIRST)
    shown = page(sheet(good(text)), "en")
    assert "Ratified by The board, March\u00a01, 2026" in shown
    assert "Nothing has been ratified yet" not in shown
    changed = loaded(text.replace(WORDS, "du contenu copié")).policy
    assert changed is not None
    assert "Ratifié, puis changé" in page(sheet(changed), "fr")


def test_the_command_prints_the_sheet_of_a_policy_whose_case_has_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "policy.yaml"
    text = ratified(SOURCE, FIRST).replace(WORDS, "du contenu copié")
    source.write_text(text, encoding="utf-8")
    assert main(["cases", "--source", str(source), "--json", "--lang", "en"]) == 0
    out, error = capsys.readouterr()
    assert "ratified-case" in error
    assert [case["changed"] for case in json.loads(out)["cases"]].count(True) == 1
