"""Small changes at random to published files, each of which `verify` must find."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from policysite.archive.sums import SUMS
from policysite.build.seal import about, seal
from policysite.cli import main
from policysite.verify import verify_site
from tests.publish.revisions import Project


def missed_in_site(project: Project, work: Path, count: int, seed: int) -> list[str]:
    """Change a copy of the site so many times, one change at a time; those that are not found."""
    site = work / "site"
    shutil.copytree(project.site, site)
    # The runtime is most of the bytes, and files like any other.
    shutil.rmtree(site / "assets" / "runtime")
    seal(site, about(site))

    def found(path: Path) -> bool:
        name = path.relative_to(site).as_posix()
        return not {fault.path for fault in verify_site(site)}.isdisjoint({name, f"{name}-"})

    assert verify_site(site) == []
    missed = list(_missed(site, found, count, seed))
    assert verify_site(site) == []
    return missed


def missed_in_archive(project: Project, work: Path, count: int, seed: int) -> list[str]:
    """The same of the archive, by the command, with a digest kept elsewhere."""
    copy = Project(work / "project")
    shutil.copytree(project.folder, copy.folder, ignore=shutil.ignore_patterns("www"))
    command = ["verify", "--source", str(copy.source), "--expect", copy.archive.head]
    assert main(command) == 0
    missed = list(_missed(copy.archive.folder, lambda _: main(command) != 0, count, seed))
    assert main(command) == 0
    return missed


def _missed(folder: Path, found: Callable[[Path], bool], count: int, seed: int) -> Iterator[str]:
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name[0] != "." and path != folder / SUMS
    ]
    dice = random.Random(seed)
    for _ in range(count):
        what, path, content = _tamper(dice, files)
        if not found(path):
            yield f"{what}: {path.relative_to(folder)}"
        path.write_bytes(content)
        path.with_name(f"{path.name}-").unlink(missing_ok=True)


def _tamper(dice: random.Random, files: list[Path]) -> tuple[str, Path, bytes]:
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
