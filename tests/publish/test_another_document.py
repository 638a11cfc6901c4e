"""Another document in the file: its own site at once; the former archive stays as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policysite.cli import main
from tests.publish.revisions import FIRST, Project, revision

ANOTHER = "2024-01-01"


@pytest.fixture(scope="module")
def replaced(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that has published, and whose file now holds another document."""
    project = Project(tmp_path_factory.mktemp("another") / "project")
    project.publish(revision())
    project.write(revision(ANOTHER).replace("pret-materiel", "prix-annuels"))
    return project


def test_the_site_is_that_of_the_file_alone(
    replaced: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    assert main(["build", "--source", str(replaced.source), "--out", str(site)]) == 0
    assert "pret-materiel, and this document is prix-annuels" in capsys.readouterr().err
    listed = json.loads((site / "fr" / "versions.json").read_text(encoding="utf-8"))
    assert [one["version"] for one in listed] == [ANOTHER]
    assert not (site / "archive").exists()


def test_a_question_about_a_day_is_one_about_the_file(
    replaced: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--source", str(replaced.source), "--date", "2030-01-01", "--json"]
    assert main(["ask", "emprunter", *options]) == 0
    assert json.loads(capsys.readouterr().out)["revision"] == ANOTHER


def test_it_is_not_published_beside_the_former_one(
    replaced: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--source", str(replaced.source), "--to", str(replaced.site)]
    assert main(["publish", *place, "--lang", "fr"]) == 2
    assert "Déplacez les archives" in capsys.readouterr().err
    assert replaced.archive.ids == (FIRST,)


def test_with_the_archive_moved_away_it_is_published(replaced: Project, tmp_path: Path) -> None:
    own = Project(tmp_path / "own")
    own.publish(replaced.source.read_text(encoding="utf-8"))
    assert own.archive.document == "prix-annuels"
