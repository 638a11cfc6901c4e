"""Whoever follows a decision table finds what the evaluator finds."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from policysite.boxes import Boxes
from policysite.decision_table import Wording, groups, lines
from policysite.policy import Policy
from rulecore import Value, evaluate
from rulecore.domain import position
from tests.random_source import random_source
from tests.sources import OTHER, REAL, policy

SCENARIOS = 300


def random_choice(boxes: Boxes, dice: random.Random) -> dict[str, Value]:
    """Complete answers to what the wizard asks."""
    return {
        fact: boxes.domains[fact][dice.choice(sorted(offered))]
        for fact, offered in boxes.offered.items()
    }


def assert_tables_agree(path: Path, seed: int) -> None:
    base, dice = policy(path).base, random.Random(seed)
    for wizard in base.wizards:
        if wizard.informative:
            continue
        boxes, table = Boxes(base, wizard), lines(policy(path), wizard.id)
        for _ in range(SCENARIOS):
            answers = random_choice(boxes, dice)
            raw = {f.id: answers.get(f.id, wizard.preset.get(f.id, f.default)) for f in base.facts}
            expected = evaluate(base, {f: v for f, v in raw.items() if v is not None})
            met = [line for line in table if boxes.contains(line.box, answers)]
            assert {line.id for line in met} == set(expected.rules), (wizard.id, answers)
            assert (met[0].modality if met else None) == expected.headline


@pytest.mark.parametrize("path", [REAL, OTHER], ids=["real", "other"])
def test_the_lines_that_apply_are_the_rules_that_fire_and_the_first_is_the_answer(
    path: Path,
) -> None:
    assert_tables_agree(path, seed=1)


@pytest.mark.parametrize("seed", range(10))
def test_the_tables_of_a_random_policy_hold_too(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "random.yaml"
    path.write_text(random_source(seed), encoding="utf-8")
    assert_tables_agree(path, seed)


def test_a_wizard_that_informs_lists_its_texts() -> None:
    found = lines(policy(REAL), "suites")
    assert {line.id for line in found} == {
        text.id for text in policy(REAL).base.texts if text.answers is not None
    }
    assert all(line.modality is None for line in found)


def test_no_wizard_of_the_real_policy_has_more_than_sixty_lines() -> None:
    for wizard in policy(REAL).wizards:
        assert len(lines(policy(REAL), wizard.id)) <= 60


def test_what_a_group_shares_is_not_said_again() -> None:
    real = policy(REAL)
    shared = next(group for group in groups(real, "publier") if group.name == "covered")
    assert all("channel" not in line.box for line in shared.lines)


def test_numbers_read_as_ranges() -> None:
    other = policy(OTHER)
    wording = Wording(other, "emprunter", "fr")
    age = other.base.fact["age"]
    told = next(fact for fact in other.facts if fact.id == "age")
    cells = {n: position(age, wording.boxes.domains["age"], n) for n in (0, 14, 18)}
    assert wording.answers(age, told, frozenset({cells[0]})) == "de 0 à 13 ans"
    assert wording.answers(age, told, frozenset({cells[0], cells[14]})) == "de 0 à 17 ans"
    assert wording.answers(age, told, frozenset({cells[0], cells[18]})) == (
        "de 0 à 13 ans ou de 18 à 120 ans"
    )


@pytest.mark.parametrize(
    ("language", "days", "said"),
    [
        ("fr", ["2025-09-02"], "du 1er avril 2025 au 21 décembre 2025"),
        ("en", ["2025-09-02"], "from April 1, 2025 to December 21, 2025"),
        ("fr", ["2026-01-05"], "le 5 janvier 2026"),
        ("en", ["2026-01-05"], "January 5, 2026"),
        (
            "en",
            ["2025-12-22", "2026-07-01"],
            "from December 22, 2025 to January 4, 2026 or from July 1, 2026 to December 31, 2026",
        ),
    ],
)
def test_dates_read_as_ranges(language: str, days: list[str], said: str) -> None:
    assert range_of(policy(OTHER), language, days) == said


@pytest.mark.parametrize(
    ("language", "days", "said"),
    [
        ("fr", ["2025-09-02"], "avant le 22 décembre 2025"),
        ("en", ["2025-09-02"], "before December 22, 2025"),
        ("fr", ["2026-07-01"], "à compter du 1er juillet 2026"),
        ("en", ["2026-07-01"], "from July 1, 2026 on"),
        ("en", ["2025-09-02", "2026-01-06"], "before December 22, 2025 or from January 6, 2026"),
    ],
)
def test_dates_without_bounds_read_as_ranges(
    language: str, days: list[str], said: str, tmp_path: Path
) -> None:
    found = range_of(unbounded(tmp_path, "lowest", "highest"), language, days)
    assert found.startswith(said)


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "au plus tard le 31 décembre 2026"), ("en", "December 31, 2026 at the latest")],
)
def test_a_date_with_a_last_day_alone_reads_as_such(
    language: str, said: str, tmp_path: Path
) -> None:
    found = unbounded(tmp_path, "lowest")
    every = ["2025-09-02", "2025-12-22", "2026-01-05", "2026-01-06", "2026-07-01"]
    assert range_of(found, language, every) == said


def unbounded(folder: Path, *bounds: str) -> Policy:
    """The other policy without some bounds of its date."""
    lines = OTHER.read_text(encoding="utf-8").splitlines()
    path = folder / "unbounded.yaml"
    kept = (line for line in lines if not (line.strip().startswith(bounds) and "-" in line))
    path.write_text("\n".join(kept), encoding="utf-8")
    return policy(path)


def range_of(of: Policy, language: str, days: list[str]) -> str:
    """How a table says the intervals in which the days lie."""
    wording = Wording(of, "jour", language)
    fact = of.base.fact["debut"]
    told = next(text for text in of.facts if text.id == "debut")
    ordinals = [date.fromisoformat(day).toordinal() for day in days]
    cells = frozenset(position(fact, wording.boxes.domains["debut"], n) for n in ordinals)
    return wording.answers(fact, told, cells)


def test_sets_of_answers_read_as_the_options_they_hold() -> None:
    real = policy(REAL)
    wording = Wording(real, "publier", "en")
    roles = real.base.fact["roles"]
    told = next(fact for fact in real.facts if fact.id == "roles")
    domain = wording.boxes.domains["roles"]
    staff = frozenset(i for i, value in enumerate(domain) if "staff" in set(value))  # type: ignore[arg-type]
    assert wording.answers(roles, told, staff) == "Staff member"
