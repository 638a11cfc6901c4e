"""A branch as the target: one commit with the whole site, put on it by compare-and-swap.

Place in the flow: a `Target` of `publish`, for any static host that serves a branch. Git's own
plumbing, without a work tree: what is checked out is not touched.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from policysite.archive.errors import ArchiveError
from policysite.archive.lock import locked
from policysite.build.errors import BuildError
from policysite.build.seal import files_of
from policysite.publish.target import Moved

NOBODY = {
    "GIT_AUTHOR_NAME": "policysite",
    "GIT_AUTHOR_EMAIL": "policysite@localhost",
    "GIT_COMMITTER_NAME": "policysite",
    "GIT_COMMITTER_EMAIL": "policysite@localhost",
}
"""Who commits where git knows nobody."""


class Branch:
    """A branch of the repository that holds `folder`."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder
        self.ref = f"refs/heads/{name}"
        self.seen = ""
        self.git_folder = Path(self._git("rev-parse", "--absolute-git-dir"))
        if name.startswith("-") or not self._is_name():
            raise ArchiveError("no-branch", name=name)

    def __str__(self) -> str:
        return self.name

    def refuse(self, archive: Path) -> None:
        """Where the branch is checked out, its files would look deleted."""
        if f"branch {self.ref}" in self._git("worktree", "list", "--porcelain").splitlines():
            raise ArchiveError("checked-out", name=self.name)

    @contextmanager
    def locked(self, waiting: Callable[[str], None]) -> Iterator[None]:
        """By a file in the repository; others are held off by the compare-and-swap."""
        common = self._git("rev-parse", "--path-format=absolute", "--git-common-dir")
        name = self.name.replace("/", "-")
        with locked(Path(common) / f"policysite-{name}.lock", waiting) as killed:
            if killed:
                # Git, ended with its caller, leaves its own lock on the branch.
                (Path(common) / f"{self.ref}.lock").unlink(missing_ok=True)
            yield

    def read(self, to: Path) -> Path | None:
        """The branch's files, laid down at `to`."""
        self.seen = self._there()
        if not self.seen:
            return None
        to.mkdir()
        for mode, name, content in self._files():
            path = to / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            path.chmod(int(mode[-3:], 8))
        return to

    def _files(self) -> Iterator[tuple[str, str, bytes]]:
        """(mode, name, content): the very bytes, whatever attributes the branch gives its files."""
        listed = [
            (*meta.split(" "), name)
            for entry in self._git("ls-tree", "-r", "-z", "--full-tree", self.seen).split("\0")
            for meta, _, name in [entry.partition("\t")]
            if name
        ]
        for mode, *_, name in listed:
            if mode not in FILES or ".." in Path(name).parts:
                raise ArchiveError("not-a-file", file=name)
        objects = "".join(f"{blob}\n" for _, _, blob, _ in listed).encode()
        held, at = self._ask("cat-file", "--batch", say=objects), 0
        for mode, _, _, name in listed:
            end = held.index(b"\n", at) + 1
            size = int(held[at:end].split()[2])
            yield mode, name, held[end : end + size]
            at = end + size + 1

    @contextmanager
    def fresh(self) -> Iterator[Path]:
        """Somewhere: the commit is made from there."""
        with tempfile.TemporaryDirectory(prefix="policy-branch-") as work:
            site = Path(work) / "site"
            site.mkdir()
            yield site

    def switch(self, site: Path) -> None:
        """Commit the site and move the branch to it, if it is where it was read."""
        with tempfile.TemporaryDirectory(prefix="policy-index-") as work:
            index = {"GIT_INDEX_FILE": str(Path(work) / "index")}
            names = list(files_of(site))
            paths = "".join(f"{site / name}\n" for name in names)
            blobs = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", say=paths)
            lines = "".join(
                f"{_mode(site / name)} {blob}\t{name}\0"
                for blob, name in zip(blobs.split(), names, strict=True)
            )
            self._git("update-index", "-z", "--index-info", also=index, say=lines)
            tree = self._git("write-tree", also=index)
        parent = ("-p", self.seen) if self.seen else ()
        commit = self._git("commit-tree", *parent, "-m", "Publish", tree, also=self._author())
        try:
            self._git("update-ref", "-m", "policy publish", self.ref, commit, self.seen)
        except BuildError as fault:
            if self._there() == self.seen:
                raise
            raise Moved from fault

    def _there(self) -> str:
        """The commit that the branch is at; empty where there is no such branch."""
        return self._git("rev-parse", "--verify", "--quiet", self.ref, may_fail=True)

    def _is_name(self) -> bool:
        try:
            self._git("check-ref-format", self.ref)
        except BuildError:
            return False
        return bool(self.name)

    def _author(self) -> Mapping[str, str]:
        known = self._git("var", "GIT_COMMITTER_IDENT", may_fail=True)
        return {} if known else NOBODY

    def _git(
        self,
        *command: str,
        also: Mapping[str, str] | None = None,
        say: str = "",
        may_fail: bool = False,
    ) -> str:
        """What git prints, as text."""
        printed = self._ask(*command, also=also, say=os.fsencode(say), may_fail=may_fail)
        return os.fsdecode(printed).strip()

    def _ask(
        self,
        *command: str,
        also: Mapping[str, str] | None = None,
        say: bytes = b"",
        may_fail: bool = False,
    ) -> bytes:
        """What git prints. Raises `BuildError` with what it says where it fails."""
        try:
            done = subprocess.run(
                ["git", "-C", str(self.folder), *command],
                input=say,
                capture_output=True,
                env={**os.environ, **(also or {})},
            )
        except FileNotFoundError:
            raise ArchiveError("no-git") from None
        if done.returncode and not may_fail:
            said = os.fsdecode(done.stderr).strip().splitlines() or [f"exit {done.returncode}"]
            why = next((line for line in said if line.startswith(("fatal:", "error:"))), said[-1])
            raise BuildError(f"git {command[0]}: {why}")
        return done.stdout if done.returncode == 0 else b""


FILES = {"100644", "100755"}
"""The modes of files, as git writes them; links and other repositories have others."""


def _mode(path: Path) -> str:
    return "100755" if path.stat().st_mode & 0o100 else "100644"
