"""Publish: freeze the working source, build every revision, verify, and only then switch.

Place in the flow: the driver over `archive`, `build` and a target: a directory or a branch.

    working source ──check──▶ plan ──freeze──▶ archive as it will be ──build──▶ fresh site
                   ──verify──▶ archive in place ──▶ target switched

Whatever ends it, the site that was there stays whole until the new one is; the archive gets its new
link first, so that no site ever holds a revision that the archive lacks, and the next run goes on
from there.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from policysite.archive import Archive, ArchiveError, read_archive
from policysite.archive.faults import MOST, sound_archive
from policysite.archive.freeze import add_revision, adopt, finish
from policysite.archive.lock import locked
from policysite.build import HIDDEN, site_of
from policysite.build.errors import BuildError, files_in_words
from policysite.build.seal import about, seal
from policysite.policy import Policy
from policysite.progress import Progress
from policysite.publish.carry import carry_over
from policysite.publish.plan import Plan, made_of, plan
from policysite.publish.target import Moved, Target
from policysite.verify import site_faults, verify_site

__all__ = ["ArchiveError", "BuildError", "publish"]

ATTEMPTS = 50
"""How often somebody else may have published meanwhile, before this gives up."""


def publish(
    policy: Policy,
    source: bytes,
    archive: Path,
    target: Target,
    *,
    progress: Progress,
    waiting: Callable[[str], None],
    older: bool = False,
    dry: bool = False,
) -> Plan:
    """Publish a checked policy; returns what was done. A source that was withdrawn adds nothing.

    `older`: an id older than the newest is meant. `dry`: only say what would be done. Raises
    `ArchiveError` and `BuildError`, in words; then nothing was published.
    """
    with files_in_words():
        target.refuse(archive)
    if dry:
        with files_in_words(), tempfile.TemporaryDirectory(prefix="policy-publish-") as work:
            return _once(policy, source, archive, target, Path(work), progress, older, dry)
    with files_in_words(), locked(archive / ".lock", waiting), target.locked(waiting):
        finish(archive)
        for _ in range(ATTEMPTS):
            with tempfile.TemporaryDirectory(prefix="policy-publish-") as work:
                try:
                    return _once(policy, source, archive, target, Path(work), progress, older, dry)
                except Moved:
                    continue
    raise BuildError(f"{target}: others kept publishing; try again")


def _once(
    policy: Policy,
    source: bytes,
    folder: Path,
    target: Target,
    work: Path,
    progress: Progress,
    older: bool,
    dry: bool,
) -> Plan:
    former = target.read(work / "former")
    staged = _stage(folder, former, work / "archive", str(target))
    found = plan(policy, staged, _made_of(former), older=older)
    if dry:
        return found
    if found.freezes:
        add_revision(staged, policy, source)
        staged = read_archive(staged.folder)
    if found.builds:
        with target.fresh() as site:
            site_of(policy, site, archive=staged, progress=progress)
            shutil.copytree(staged.folder, site / "archive")
            kept = carry_over(former, site, staged) if former else {}
            seal(site, made_of(staged) | kept)
            _expect_whole(site)
            adopt(staged, folder)
            progress.step("switch")
            target.switch(site)
    else:
        adopt(staged, folder)
    return found


def _stage(folder: Path, former: Path | None, to: Path, target: str) -> Archive:
    """A copy of the archive with what others have published on the target meanwhile."""
    sound_archive(folder)
    if folder.is_dir():
        shutil.copytree(folder, to, ignore=HIDDEN)
    to.mkdir(exist_ok=True)
    if former and (former / "archive").is_dir():
        adopt(sound_archive(former / "archive"), to, called=(str(folder), target))
    return read_archive(to)


def _made_of(former: Path | None) -> Mapping[str, Any]:
    """What the site that is there says of itself; nothing of one that somebody has changed since,
    so that it is made again.
    """
    said = about(former) if former else {}
    return {} if not former or not said or site_faults(former) else said


def _expect_whole(site: Path) -> None:
    faults = verify_site(site)
    if faults:
        said = "\n".join(f"  {fault.kind}: {fault.path}" for fault in faults[:MOST])
        raise BuildError(f"the site that was built does not verify; nothing is published:\n{said}")
