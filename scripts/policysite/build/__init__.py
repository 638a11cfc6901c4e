"""Build: the whole site, made in a fresh directory and put in place in one step at the end.

Place in the flow: the driver of everything after the checks. `out` holds the former site, whole,
until the new one is complete; a build that fails leaves it as it was.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from policysite.archive import Archive, ArchiveError
from policysite.build.aliases import write_aliases
from policysite.build.chronicle import build_chronicles
from policysite.build.editions import build_edition
from policysite.build.errors import BuildError, files_in_words
from policysite.build.feed import write_feeds
from policysite.build.look import Look, lay_down_look
from policysite.build.pool import in_processes
from policysite.build.release import Release
from policysite.build.seal import about, seal
from policysite.build.search import index
from policysite.build.settings import site_url
from policysite.build.shown import Contents, Shown, contents
from policysite.build.switch import fresh
from policysite.bundle import BundleError, build_bundle
from policysite.pages.edition import Edition, edition, site_languages
from policysite.policy import Policy
from policysite.progress import Progress

__all__ = ["BuildError", "build", "making", "site_of"]

HIDDEN = shutil.ignore_patterns(".*")
"""Not a part of the archive: its lock, and what a process that was ended left behind."""


def build(
    policy: Policy,
    out: Path,
    *,
    progress: Progress,
    archive: Archive | None = None,
    draft: bool = False,
) -> None:
    """Build the site of an archive and a working source into `out`.

    Raises `BuildError`, and `ArchiveError` where something else is there, or what was published.
    `draft`: with the working source, also where it is no published revision.
    """
    if about(out).get("archive"):
        raise ArchiveError("published-site", folder=str(out))
    with files_in_words(), fresh(out) as work:
        site_of(policy, work, archive=archive, draft=draft, progress=progress)
        if archive and archive.links:
            shutil.copytree(archive.folder, work / "archive", ignore=HIDDEN)
        seal(work, {})
        progress.step("switch")


def site_of(
    policy: Policy | None,
    work: Path,
    *,
    progress: Progress,
    archive: Archive | None = None,
    draft: bool = False,
) -> None:
    """Make all pages in the folder `work`. Raises `BuildError`."""
    for _ in making(contents(policy, archive, draft=draft), work, progress=progress):
        pass


def making(
    wanted: Contents, work: Path, *, progress: Progress, first: str = "", alone: bool = False
) -> Iterator[Edition]:
    """Make the whole site in the folder `work`; yields each edition when its pages are there.

    `alone`: in this process, the newest first, and of it the language `first`. Raises `BuildError`.
    """
    look, url = lay_down_look(work), site_url().rstrip("/")
    releases = prepare(wanted.revisions, work, look, url, progress=progress)
    progress.steps(sum(len(release.editions) for release in releases) + 3)
    tasks = [
        (release, this)
        for release in reversed(releases)
        for this in sorted(release.editions, key=lambda one: one.language.code != first)
    ]
    for (_, this), _ in in_processes(build_edition, tasks, alone=alone):
        progress.step("pages")
        yield this
    progress.step("history")
    yield from build_chronicles(releases, wanted.withdrawals, wanted.head, alone=alone)
    write_aliases(releases, wanted.withdrawals, work, look, url)
    write_feeds(releases, wanted.withdrawals, url, work)
    progress.step("search")
    index([work / this.root for release in releases for this in release.editions])


def prepare(
    wanted: Sequence[Shown], work: Path, look: Look, url: str, *, progress: Progress
) -> tuple[Release, ...]:
    """What the pages of each revision share, laid down below `work`: runtime, data and scripts."""
    try:
        bundles = [
            build_bundle(
                one.policy, work, answering=one.answering, progress=progress, draft=one.draft
            )
            for one in wanted
        ]
    except BundleError as error:
        raise BuildError(str(error)) from error
    return tuple(
        Release(
            policy=one.policy,
            out=work,
            bundle=bundle,
            look=look,
            url=url,
            editions=tuple(
                edition(one.policy, language.code, draft=one.draft)
                for language in site_languages(one.policy)
            ),
        )
        for one, bundle in zip(wanted, bundles, strict=True)
    )
