"""Build: the whole site, made in a fresh directory and put in place in one step at the end.

Place in the flow: the driver of everything after the checks. `out` holds the former site, whole,
until the new one is complete; a build that fails leaves it as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from policysite.build.aliases import write_aliases
from policysite.build.editions import Site, build_edition
from policysite.build.errors import BuildError, files_in_words
from policysite.build.frames import write_frames
from policysite.build.look import lay_down_look
from policysite.build.search import index
from policysite.build.settings import site_url
from policysite.build.switch import fresh
from policysite.bundle import BundleError, build_bundle
from policysite.pages.edition import Edition
from policysite.policy import Policy
from policysite.progress import Progress

__all__ = ["BuildError", "build", "making"]


def build(policy: Policy, out: Path, *, progress: Progress) -> None:
    """Build every language of the policy into `out`. Raises `BuildError`."""
    with files_in_words(), fresh(out) as work:
        for _ in making(policy, work, progress=progress):
            pass
        progress.step("switch")


def making(policy: Policy, work: Path, *, progress: Progress, first: str = "") -> Iterator[Edition]:
    """Make the whole site in the folder `work`; yields each edition when its pages are there.

    `first`: the language to begin with. Raises `BuildError`.
    """
    site = prepare(policy, work, progress=progress)
    progress.steps(len(site.editions) + 2)
    for edition in sorted(site.editions, key=lambda one: one.language.code != first):
        progress.step("pages")
        build_edition(site, edition)
        yield edition
    write_frames(site)
    write_aliases(site)
    progress.step("search")
    index([work / edition.root for edition in site.editions])


def prepare(policy: Policy, work: Path, *, progress: Progress) -> Site:
    """What all pages share, laid down below `work`: runtime, data, sheets and scripts."""
    try:
        bundle = build_bundle(policy, work, progress=progress)
    except BundleError as error:
        raise BuildError(str(error)) from error
    return Site.of(policy, work, bundle=bundle, look=lay_down_look(work), url=site_url())
