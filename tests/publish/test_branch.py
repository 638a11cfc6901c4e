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
