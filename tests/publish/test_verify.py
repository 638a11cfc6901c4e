"""Any changed, missing, added or renamed file is found; on fresh builds nothing is."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from policysite.archive.faults import archive_faults
from policysite.archive.sums import SUMS, file_digest
from policysite.build.seal import about, seal
from policysite.cli import main
from policysite.verify import verify_site
from tests.publish.revisions import FIRST, Project, revision

EDITS = 550


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two revisions."""
    project = Project(tmp_path_factory.mktemp("verified") / "project")
    project.publish(revision())
    project.publish(revision("2026-09-01", kind="amendment"))
    return project.folder


def tamper(dice: random.Random, files: list[Path]) -> tuple[str, Path, bytes]:
    """One small change to one file: what was done, the file, its content before."""
    path = dice.choice(files)
    content = path.read_bytes()
    what = dice.choice(["change", "delete", "add", "rename", "cut", "grow"])
    match what:
        case "change" | "cut" if content:
            at = dice.randrange(len(content))
            byte = bytes([content[at] ^ (1 << dice.randrange(8))]) if what == "change" else b""
            path.write_bytes(content[:at] + byte + content[at + 1 :])
        case "delete":
            path.unlink()
        case "rename":
            path.rename(path.with_name(f"{path.name}-"))
        case "add":
            path.with_name(f"{path.name}-").write_bytes(content)
        case _:
            path.write_bytes(content + b"\n")
    return what, path, content


def mend(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.with_name(f"{path.name}-").unlink(missing_ok=True)


def test_every_small_change_of_a_site_is_found(folder: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(folder / "www", site)
    # The runtime is most of the bytes, and files like any other.
    shutil.rmtree(site / "assets" / "runtime")
    seal(site, about(site))
    files = [path for path in sorted(site.rglob("*")) if path.is_file() and path.name != SUMS]
    dice = random.Random(7)
    assert verify_site(site) == []
    for _ in range(EDITS):
        what, path, content = tamper(dice, files)
        found = {fault.path for fault in verify_site(site)}
        name = path.relative_to(site).as_posix()
        assert found & {name, f"{name}-"}, (what, name)
        mend(path, content)
    assert verify_site(site) == []


def test_every_small_change_of_an_archive_is_found(folder: Path, tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    shutil.copytree(folder, project.folder)
    root, head = project.archive.folder, project.archive.head
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and path.name[0] != "."]
    dice = random.Random(8)
    for _ in range(EDITS):
        what, path, content = tamper(dice, files)
        assert found_in(project, head), (what, path)
        mend(path, content)
    assert archive_faults(project.archive) == []


def found_in(project: Project, head: str) -> bool:
    """Whether the command says no to the archive."""
    return main(["verify", "--source", str(project.source), "--expect", head]) != 0


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
    for digest in (Project(folder).archive.head, file_digest(site / SUMS)):
        assert main(["verify", str(site), "--expect", digest, "--lang", "en"]) == 0
        assert "Authentic" in capsys.readouterr().out
    assert main(["verify", str(site), "--expect", "0" * 64, "--lang", "en"]) == 1
    assert "not what that digest names" in capsys.readouterr().out


def test_a_folder_that_is_no_site_is_said_to_be_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(tmp_path)]) == 1
    assert SUMS in capsys.readouterr().err
