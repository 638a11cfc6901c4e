"""A question about a day is answered by the revision that was in force on it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policysite.cli import main
from policysite.typography import plain
from tests.publish.revisions import FIRST, Project, revision

LATER = "2026-09-01"
NEXT = "2027-09-01"


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two revisions, each in force on the first of December of its year, and a draft."""
    project = Project(tmp_path_factory.mktemp("as-of") / "project")
    project.publish(revision())
    project.publish(revision(LATER, kind="amendment"))
    project.write(revision(NEXT, kind="amendment"))
    return project.source


def asked(source: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[str, str]:
    assert main(["ask", "emprunter", "--json", "--source", str(source), *options]) == 0
    told = json.loads(capsys.readouterr().out)
    return told["revision"], told["status"]


@pytest.mark.parametrize(
    ("day", "answering", "status"),
    [
        ("2025-01-01", FIRST, "unavailable"),
        ("2025-03-04", FIRST, "not_in_force"),
        ("2025-12-01", FIRST, "undetermined"),
        ("2026-11-30", FIRST, "undetermined"),
        ("2026-12-01", LATER, "undetermined"),
        ("2030-01-01", LATER, "undetermined"),
    ],
)
def test_it_is_the_last_decision_in_force_on_that_day(
    three: Path, capsys: pytest.CaptureFixture[str], day: str, answering: str, status: str
) -> None:
    assert asked(three, capsys, "--date", day) == (answering, status)


def test_without_a_day_it_is_the_working_source(
    three: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(three, capsys) == (NEXT, "undetermined")


def test_from_the_day_of_a_repeal_every_answer_says_so(
    published: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    published.publish(revision(LATER, kind="repeal"))
    told = "This revision repeals the policy: from December 1, 2026"
    place = ["--source", str(published.source), "--lang", "en"]
    for day, says in (("2026-11-30", False), ("2026-12-01", True)):
        assert main(["ask", "emprunter", "--date", day, *place]) == 0
        assert (told in plain(capsys.readouterr().out)) is says
        assert main(["ask", "emprunter", "--json", "--date", day, *place]) == 0
        assert (told in plain(json.loads(capsys.readouterr().out).get("message", ""))) is says


def test_a_withdrawn_text_answers_no_more(
    published: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    here = ["--source", str(published.source), "--lang", "en"]
    assert main(["withdraw", FIRST, "--reason", "?", *here]) == 0
    assert main(["ask", "emprunter", "--date", "2026-01-01", *here]) == 2
    assert f"{FIRST}, was withdrawn" in capsys.readouterr().err
