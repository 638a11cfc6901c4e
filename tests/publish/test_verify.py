"""Any changed, missing, added or renamed file is found; on fresh builds nothing is."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from policysite.archive import read_archive
from policysite.archive.faults import archive_faults
from policysite.archive.sums import SUMS, file_digest
from policysite.build.seal import about, seal
from policysite.cli import main
from policysite.verify import verify_site
from tests.publish.changes import missed_in_archive, missed_in_site
from tests.publish.revisions import FIRST, SENTENCE, Project, revision

CHANGES = 60
"""Of each; `tests.crash` makes many more."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two revisions."""
    project = Project(tmp_path_factory.mktemp("verified") / "project")
    project.publish(revision())
    project.publish(revision("2026-09-01", kind="amendment"))
    return project.folder


def test_every_small_change_of_a_site_is_found(folder: Path, tmp_path: Path) -> None:
    assert missed_in_site(Project(folder), tmp_path, CHANGES, seed=7) == []


def test_every_small_change_of_an_archive_is_found(folder: Path, tmp_path: Path) -> None:
    assert missed_in_archive(Project(folder), tmp_path, CHANGES, seed=8) == []


def test_a_fault_says_which_revision_it_belongs_to(folder: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(folder / "www", site)
    (site / "fr" / FIRST / "index.html").write_text("autre")
    (site / "archive" / FIRST / "policy.yaml").unlink()
    (site / "new.txt").write_text("?")
    found = {(fault.kind, fault.path, fault.since) for fault in verify_site(site)}
    assert found == {
        ("changed", f"fr/{FIRST}/index.html", FIRST),
        ("missing", f"archive/{FIRST}/policy.yaml", FIRST),
        ("added", "new.txt", ""),
    }


def test_without_a_digest_kept_elsewhere_it_is_consistent_and_no_more(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = folder / "www"
    assert main(["verify", str(site), "--lang", "en"]) == 0
    assert "not authenticated" in capsys.readouterr().out
    named = {
        Project(folder).archive.head: "Authentic: this is the archive",
        file_digest(site / SUMS): "Authentic: this is the site",
    }
    for digest, said in named.items():
        assert main(["verify", str(site), "--expect", digest, "--lang", "en"]) == 0
        assert said in capsys.readouterr().out
    assert main(["verify", str(site), "--expect", "0" * 64, "--lang", "en"]) == 1
    assert "not what that digest names" in capsys.readouterr().out


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    """The site of two revisions, to be changed."""
    shutil.copytree(folder / "www", tmp_path / "site")
    return tmp_path / "site"


def replace(page: Path, old: str, new: str) -> None:
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new), encoding="utf-8")


def verified(site: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    status = main(["verify", str(site), "--lang", "en", *options])
    return status, capsys.readouterr().out


def resealed(site: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """What is said of a site whose digests were made again after a change."""
    seal(site, about(site))
    return verified(site, capsys)


def test_a_page_that_words_a_clause_otherwise_is_found_whatever_its_digest_says(
    folder: Path, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"fr/{FIRST}/texte/index.html"
    replace(copy / text, SENTENCE.partition(" ")[2], "prêt est ouvert à tout le monde.")
    seal(copy, about(copy))
    assert verify_site(copy) == []
    status, said = verified(copy, capsys, "--expect", Project(folder).archive.head)
    assert status == 1
    assert f"{text}: the text in it is not that of the frozen source" in said
    assert f"revision {FIRST}: pret.abonne" in said
    assert "Authentic" not in said


def test_a_clause_that_a_page_leaves_out_is_found(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(copy / f"fr/{FIRST}/texte/index.html", 'data-clause="pret.abonne"', "")
    status, said = resealed(copy, capsys)
    assert (status, f"revision {FIRST}: pret.abonne" in said) == (1, True)


def test_of_a_changed_page_it_says_whether_the_text_is_the_same(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(copy / f"fr/{FIRST}/texte/index.html", "</main>", "<hr></main>")
    replace(copy / f"fr/{FIRST}/index.html", "</main>", "<hr></main>")
    status, said = verified(copy, capsys)
    lines = [line for line in said.splitlines() if line.startswith("changed")]
    same = "text in it is the same; what differs is the page around it"
    assert status == 1
    assert [same in line for line in lines] == [False, True]


def test_rules_that_are_not_those_of_the_archive_are_found_whatever_their_digest_says(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (copy / f"fr/{FIRST}/verifier/emprunter/index.html").read_text(encoding="utf-8")
    [data] = set(re.findall(r"assets/policy/[0-9a-f]+/", page))
    replace(copy / data / "policy.json", "refuse", "possible")
    status, said = resealed(copy, capsys)
    assert status == 1
    assert f"{data}policy.json: these rules are not those of the archive" in said


def test_a_folder_that_is_no_site_is_said_to_be_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(tmp_path)]) == 1
    assert SUMS in capsys.readouterr().err


def test_a_folder_that_is_a_link_is_found(copy: Path, tmp_path: Path) -> None:
    site, elsewhere = copy, tmp_path / "elsewhere"
    elsewhere.mkdir()
    (site / "fr" / "2030-01-01").symlink_to(elsewhere)
    (site / "archive" / FIRST / "more").symlink_to(elsewhere)
    assert {fault.path for fault in verify_site(site)} == {
        "fr/2030-01-01",
        f"archive/{FIRST}/more",
    }


def test_the_newest_revision_cannot_be_called_otherwise(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "archive", tmp_path / "archive")
    (tmp_path / "archive" / "2026-09-01").rename(tmp_path / "archive" / "2031-01-01")
    faults = archive_faults(read_archive(tmp_path / "archive"))
    assert [fault.path for fault in faults] == ["2031-01-01"]


def test_a_revision_that_the_archive_has_not_is_found_whatever_its_digest_says(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(copy / "fr" / FIRST, copy / "fr" / "2030-01-01")
    status, said = resealed(copy, capsys)
    assert (status, "fr/2030-01-01/texte/index.html: this is of no revision" in said) == (1, True)


def test_a_revision_whose_pages_are_gone_is_found_whatever_its_digest_says(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(copy / "fr" / FIRST)
    status, said = resealed(copy, capsys)
    assert (status, f"fr/{FIRST}: the text in it is not that" in said) == (1, True)


def test_rules_at_another_address_are_found_whatever_their_digest_says(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [first, *_] = sorted((copy / "assets" / "policy").iterdir())
    other = first.with_name(first.name.upper() + "X")
    shutil.copytree(first, other)
    replace(other / "policy.json", "refuse", "possible")
    for page in copy.rglob("*.html"):
        page.write_text(page.read_text("utf-8").replace(first.name, other.name), "utf-8")
    status, said = resealed(copy, capsys)
    assert (status, f"assets/policy/{other.name}/policy.json" in said) == (1, True)


def test_a_folder_that_is_not_there_is_a_mistake(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(tmp_path / "nowhere"), "--lang", "fr"]) == 2
    assert "n’existe pas" in capsys.readouterr().err.replace("'", "’")
