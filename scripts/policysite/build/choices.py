"""What was ever published, in one language: each revision, or the tombstone in its place.

Place in the flow: between the pages that are built and the addresses that lead to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policysite.archive import order
from policysite.build.release import Release
from policysite.build.tombstones import Tombstone
from policysite.interface import interface
from policysite.pages import state
from policysite.pages.edition import Edition, with_frames
from policysite.pages.voice import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One revision in one language, or the tombstone in its place. `version`: as addresses have it.

    `paths`: of its pages. `since`: the day of coming into force, in words. `told`: what is true of
    it on any day.
    """

    version: str
    root: str
    paths: frozenset[str]
    name: str
    decided: str
    in_force: str
    since: str
    told: str
    properties: Mapping[str, Any]

    @property
    def withdrawn(self) -> bool:
        return "withdrawn" in self.properties

    def address(self, path: str) -> str:
        """The page at this path, or the home page where the revision has none there."""
        return self.root + (path if path in self.paths else "")


def history_of(code: str) -> str:
    """The address of the history in one language, from the root of the site."""
    return f"{code}/{interface(code, 'site')['slugs']['history']}/"


def languages_of(releases: Sequence[Release], stones: Sequence[Tombstone]) -> list[str]:
    """The languages of the newest revision, then those that only older ones have."""
    codes = [this.language.code for release in reversed(releases) for this in release.editions]
    return list(dict.fromkeys([*codes, *(stone.code for stone in stones)]))


def choices_in(
    standing: Sequence[Release], stones: Sequence[Tombstone], code: str
) -> Iterator[Choice]:
    """What was ever published in this language, in the order of the decisions."""
    found = [_standing(release, this) for release, this in editions(standing, code)]
    found += [_gone(stone) for stone in stones if stone.code == code]
    yield from sorted(found, key=lambda choice: order(choice.version))


def editions(releases: Sequence[Release], code: str) -> Iterator[tuple[Release, Edition]]:
    for release in releases:
        yield from ((release, this) for this in release.editions if this.language.code == code)


def _standing(release: Release, this: Edition) -> Choice:
    revision, voice = release.policy.revision, Voice(release.policy, this.language.code)
    return Choice(
        version=this.revision,
        root=this.root,
        paths=frozenset(with_frames(this).pages.values()),
        name=state.name(voice),
        decided=str(revision.decided),
        in_force=str(revision.in_force),
        since=voice.date(revision.in_force),
        told=state.state(voice, this)["any"],
        properties={
            "kind": revision.kind,
            "rules": release.bundle.rules,
            "data": release.bundle.policy,
        },
    )


def _gone(stone: Tombstone) -> Choice:
    record = stone.withdrawal.record
    since = stone.day(record["in_force"])
    told = state.published(stone.words, record["kind"], since)["any"]
    return Choice(
        version=stone.withdrawal.revision,
        root=stone.root,
        paths=frozenset(stone.paths),
        name=stone.name,
        decided=record["decided"],
        in_force=record["in_force"],
        since=since,
        told=f"{told}. {stone.since}",
        properties={"kind": record["kind"], "withdrawn": stone.withdrawal.on},
    )
