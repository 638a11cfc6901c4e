"""Publishing to a branch: one commit, by compare-and-swap, the work tree left alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from policysite.archive import ArchiveError
from policysite.build.errors import BuildError
from policysite.build.seal import about
from policysite.publish.branch import Branch
from policysite.publish.target import Moved
from policysite.verify import verify_site
from tests.publish.revisions import FIRST, Project, contents, revision

LATER = "2026-09-01"


def git(folder: Path, *command: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *command], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def repository(published: Project) -> Project:
    """A project in a repository, with something committed."""
    git(published.folder, "init", "--quiet", "--initial-branch", "main")
    git(published.folder, "add", "policy.yaml")
    git(published.folder, *WHO, "commit", "--quiet", "-m", "Begin")
    return published


WHO = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.org")


def checked_out(project: Project, to: Path) -> Path:
    """The branch's files."""
    git(project.folder, "worktree", "add", "--quiet", "--detach", str(to), "gh-pages")
    (to / ".git").unlink()
    return to


def add_to_branch(project: Project, to: Path, name: str) -> None:
    """Somebody else puts a file on the branch."""
    git(project.folder, "worktree", "add", "--quiet", str(to), "gh-pages")
    (to / name).write_text("politiques.example.org\n")
    git(to, "add", name)
    git(to, *WHO, "commit", "--quiet", "-m", name)
    git(project.folder, "worktree", "remove", str(to))


def test_a_branch_holds_the_very_bytes_that_a_folder_would(
    repository: Project, tmp_path: Path
) -> None:
    repository.publish(target=Branch("gh-pages", repository.folder))
    there = checked_out(repository, tmp_path / "there")
    assert contents(there) == contents(repository.site)
    assert verify_site(there) == []
    untracked = git(repository.folder, "status", "--short").split("\n")
    assert untracked == ["?? .www.policysite-lock", "?? archive/", "?? www/"]


def test_each_publication_is_one_commit_on_the_one_before(repository: Project) -> None:
    target = Branch("gh-pages", repository.folder)
    for name in (LATER, "2027-09-01"):
        repository.publish(revision(name, kind="amendment"), target=target)
    repository.publish(target=target)
    assert git(repository.folder, "rev-list", "--count", "gh-pages") == "2"
    assert git(repository.folder, "symbolic-ref", "HEAD") == "refs/heads/main"


def test_what_others_put_on_the_branch_stays(repository: Project, tmp_path: Path) -> None:
    target = Branch("gh-pages", repository.folder)
    repository.publish(target=target)
    add_to_branch(repository, tmp_path / "theirs", "CNAME")
    repository.publish(revision(LATER, kind="amendment"), target=target)
    there = checked_out(repository, tmp_path / "there")
    assert (there / "CNAME").read_text() == "politiques.example.org\n"
    assert verify_site(there) == []
    assert about(there)["others"] == ["CNAME"]


def test_what_was_on_the_branch_before_the_first_publication_stays(
    repository: Project, tmp_path: Path
) -> None:
    git(repository.folder, "branch", "gh-pages", "main")
    add_to_branch(repository, tmp_path / "theirs", ".nojekyll")
    repository.publish(target=Branch("gh-pages", repository.folder))
    there = checked_out(repository, tmp_path / "there")
    assert about(there)["others"] == [".nojekyll", "policy.yaml"]
    assert verify_site(there) == []


def test_where_somebody_was_quicker_it_is_done_again_on_top(
    repository: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = Branch("gh-pages", repository.folder)
    repository.publish(target=target)
    switch, quicker = Branch.switch, ["CNAME"]

    def late(self: Branch, site: Path) -> None:
        if quicker:
            add_to_branch(repository, tmp_path / "theirs", quicker.pop())
        switch(self, site)

    monkeypatch.setattr(Branch, "switch", late)
    repository.publish(revision(LATER, kind="amendment"), target=target)
    there = checked_out(repository, tmp_path / "there")
    assert {"CNAME", "archive"} <= {path.name for path in there.iterdir()}
    assert {FIRST, LATER} <= {path.name for path in (there / "archive").iterdir()}
    assert verify_site(there) == []


def test_who_is_always_too_late_is_told(
    repository: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(self: Branch, site: Path) -> None:
        raise Moved

    monkeypatch.setattr(Branch, "switch", too_late)
    monkeypatch.setattr("policysite.publish.ATTEMPTS", 2)
    with pytest.raises(BuildError, match="try again"):
        repository.publish(target=Branch("gh-pages", repository.folder))


def test_a_lock_of_git_left_by_a_publication_that_was_killed_is_in_nobody_s_way(
    repository: Project, tmp_path: Path
) -> None:
    (repository.folder / ".git" / "policysite-gh-pages.lock").write_text("pid 1, …\n")
    (repository.folder / ".git" / "refs" / "heads" / "gh-pages.lock").touch()
    repository.publish(target=Branch("gh-pages", repository.folder))
    assert verify_site(checked_out(repository, tmp_path / "there")) == []


def test_a_lock_of_git_that_others_hold_is_theirs(repository: Project) -> None:
    held = repository.folder / ".git" / "refs" / "heads" / "gh-pages.lock"
    held.touch()
    with pytest.raises(BuildError, match=r"gh-pages\.lock"):
        repository.publish(target=Branch("gh-pages", repository.folder))
    assert held.is_file()


@pytest.mark.parametrize("name", ["main", "not a name", "-x"])
def test_a_branch_that_cannot_be_is_refused(repository: Project, name: str) -> None:
    with pytest.raises(ArchiveError):
        repository.publish(target=Branch(name, repository.folder))


def test_without_a_repository_that_is_said(published: Project) -> None:
    with pytest.raises(BuildError, match="git rev-parse"):
        Branch("gh-pages", published.folder)


def add_as_it_is(project: Project, *entries: tuple[str, str, bytes]) -> None:
    """Somebody commits (mode, name, content) to the branch, past any attribute."""
    folder = project.folder
    git(folder, "read-tree", "gh-pages")
    for mode, name, content in entries:
        blob = subprocess.run(
            ["git", "-C", str(folder), "hash-object", "-w", "--stdin"],
            input=content,
            capture_output=True,
            check=True,
        ).stdout.decode()
        git(folder, "update-index", "--add", "--cacheinfo", f"{mode},{blob.strip()},{name}")
    tree = git(folder, "write-tree")
    commit = git(folder, *WHO, "commit-tree", "-p", "gh-pages", "-m", "Theirs", tree)
    git(folder, "update-ref", "refs/heads/gh-pages", commit)
    git(folder, "read-tree", "main")


def test_what_others_put_there_keeps_its_bytes_and_modes(
    repository: Project, tmp_path: Path
) -> None:
    target = Branch("gh-pages", repository.folder)
    repository.publish(target=target)
    add_as_it_is(
        repository,
        ("100644", ".gitattributes", b"* text eol=crlf\n"),
        ("100644", "CNAME", b"politiques.example.org\n"),
        ("100755", "run.cgi", b"#!/bin/sh\n"),
    )
    repository.publish(revision(LATER, kind="amendment"), target=target)
    there = Branch("gh-pages", repository.folder).read(tmp_path / "there")
    assert there is not None
    assert verify_site(there) == []
    assert (there / "CNAME").read_bytes() == b"politiques.example.org\n"
    assert (there / "run.cgi").stat().st_mode & 0o111
    assert not (there / "CNAME").stat().st_mode & 0o111


def test_what_a_link_of_others_leads_to_is_never_published(
    repository: Project, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("à personne d'autre")
    target = Branch("gh-pages", repository.folder)
    repository.publish(target=target)
    add_as_it_is(repository, ("120000", "notes.txt", str(secret).encode()))
    before = git(repository.folder, "rev-parse", "gh-pages")
    with pytest.raises(ArchiveError, match=r"notes\.txt is no file"):
        repository.publish(revision(LATER, kind="amendment"), target=target)
    assert git(repository.folder, "rev-parse", "gh-pages") == before


def test_a_branch_with_a_work_tree_elsewhere_is_left_alone(
    repository: Project, tmp_path: Path
) -> None:
    repository.publish(target=Branch("gh-pages", repository.folder))
    git(repository.folder, "worktree", "add", "--quiet", str(tmp_path / "tree"), "gh-pages")
    with pytest.raises(ArchiveError, match="checked out"):
        repository.publish(revision(LATER), target=Branch("gh-pages", repository.folder))


def test_from_a_folder_of_the_repository_all_of_the_branch_is_seen(
    repository: Project, tmp_path: Path
) -> None:
    inner = Project(repository.folder / "policy_src")
    repository.folder.joinpath("policy_src").mkdir()
    inner.publish(revision(), target=Branch("gh-pages", inner.folder))
    there = Branch("gh-pages", inner.folder).read(tmp_path / "there")
    assert there is not None
    assert verify_site(there) == []
