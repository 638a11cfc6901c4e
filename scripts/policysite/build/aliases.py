"""Addresses that lead on: `/`, `/fr/`, `/fr/en-vigueur/…`; and the site's own files.

Place in the flow: after the pages are built. Each address carries the dates of every revision and
leads to the one in force on the reader's day, with the anchor that was asked for; without a script
it lists them. `versions.json` has the form of the tool mike, which Material and other readers know.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import escape

from policysite.archive import Withdrawal, order
from policysite.build.look import Look
from policysite.build.release import Release
from policysite.build.tombstones import Tombstone, tombstones, write_tombstone
from policysite.interface import interface
from policysite.pages import state
from policysite.pages.edition import Edition, relative, with_frames
from policysite.pages.here import templates
from policysite.pages.voice import Voice, typeset_tree

SCRIPT = "policy-wizard.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One revision in one language, or the tombstone in its place. `version`: as addresses have it.

    `paths`: of its pages. `since`: the day of coming into force, in words.
    """

    version: str
    root: str
    paths: frozenset[str]
    name: str
    decided: str
    in_force: str
    since: str
    properties: Mapping[str, Any]

    def address(self, path: str) -> str:
        """The page at this path, or the home page where the revision has none there."""
        return self.root + (path if path in self.paths else "")


def write_aliases(
    releases: Sequence[Release], withdrawals: Sequence[Withdrawal], out: Path, look: Look
) -> None:
    """Write the addresses that lead on, and what lists the revisions; maybe a sitemap."""
    standing = [release for release in releases if not release.draft]
    stones = list(tombstones(withdrawals))
    for stone in stones:
        write_tombstone(out, look, stone)
    languages = _languages(releases, stones)
    for code in languages:
        choices = list(_choices(standing, stones, code))
        drafts = list(_drafts(releases, code))
        versions = json.dumps(_versions(choices, drafts), ensure_ascii=False, indent=2)
        _write(out / code / "versions.json", versions + "\n")
        for address, path in _aliases(code, choices):
            _lead(choices, code, out, look, address, path)
    _lead(list(_choices(standing, stones, languages[0])), languages[0], out, look, "", "")
    if any(release.policy.wizards for release in standing):
        _write(out / SCRIPT, _embedding(standing))
    if releases:
        shutil.copyfile(out / releases[-1].editions[0].root / "404.html", out / "404.html")
        if releases[-1].url:
            _write(out / "sitemap.xml", _sitemap(standing))


def _languages(releases: Sequence[Release], stones: Sequence[Tombstone]) -> list[str]:
    """The languages of the newest revision, then those that only older ones have."""
    codes = [this.language.code for release in reversed(releases) for this in release.editions]
    return list(dict.fromkeys([*codes, *(stone.code for stone in stones)]))


def _choices(
    standing: Sequence[Release], stones: Sequence[Tombstone], code: str
) -> Iterator[Choice]:
    """What was ever published in this language, in the order of the decisions."""
    found = [_standing(release, this) for release, this in _editions(standing, code)]
    found += [_gone(stone) for stone in stones if stone.code == code]
    yield from sorted(found, key=lambda choice: order(choice.version))


def _editions(releases: Sequence[Release], code: str) -> Iterator[tuple[Release, Edition]]:
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
        properties={
            "kind": revision.kind,
            "rules": release.bundle.rules,
            "data": release.bundle.policy,
        },
    )


def _gone(stone: Tombstone) -> Choice:
    record = stone.withdrawal.record
    return Choice(
        version=stone.withdrawal.revision,
        root=stone.root,
        paths=frozenset(stone.paths),
        name=stone.name,
        decided=record["decided"],
        in_force=record["in_force"],
        since=stone.day(record["in_force"]),
        properties={"kind": record["kind"], "withdrawn": stone.withdrawal.on},
    )


def _drafts(releases: Sequence[Release], code: str) -> Iterator[dict[str, Any]]:
    for release, this in _editions([one for one in releases if one.draft], code):
        title = Voice(release.policy, code).w["state"]["draft"]
        version = this.root.split("/")[1]
        yield {"version": version, "title": title, "aliases": [], "properties": {"draft": True}}


def _aliases(code: str, choices: Sequence[Choice]) -> Iterator[tuple[str, str]]:
    """(address from the root of the site, path of the page in an edition)."""
    yield f"{code}/", ""
    for path in sorted({path for choice in choices for path in choice.paths}):
        yield f"{code}/{_in_force(code)}/{path}", path


def _in_force(code: str) -> str:
    slug: str = interface(code, "site")["slugs"]["in_force"]
    return slug


def _versions(choices: Sequence[Choice], drafts: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The revisions of one language, newest first: what each is called, and its dates."""
    published = [
        {
            "version": choice.version,
            "title": choice.name,
            "aliases": [_in_force(choice.root.split("/")[0])] if choice is choices[-1] else [],
            "properties": {
                "decided": choice.decided,
                "in_force": choice.in_force,
                "since": choice.since,
                "pages": sorted(choice.paths),
                **choice.properties,
            },
        }
        for choice in reversed(choices)
    ]
    return [*drafts, *published]


def _lead(
    choices: Sequence[Choice], code: str, out: Path, look: Look, address: str, path: str
) -> None:
    if not choices:
        return
    html = (
        templates()
        .get_template("redirect.html.jinja")
        .render(
            code=code,
            w=typeset_tree(interface(code, "site"), code),
            choices=[(relative(address, choice.address(path)), choice) for choice in choices],
            script=relative(address, look.redirect),
        )
    )
    _write(out / address / "index.html", html)


def _embedding(standing: Sequence[Release]) -> str:
    """The one script tag that brings the wizards of the revision in force to other pages."""
    choices = [
        {
            "decided": release.policy.revision.decided.isoformat(),
            "inForce": release.policy.revision.in_force.isoformat(),
            "policy": release.bundle.policy,
            "wizard": release.bundle.wizard,
        }
        for release in standing
        if release.policy.wizards
    ]
    look = standing[-1].look.folder
    script: str = templates().get_template("embed.js.jinja").render(choices=choices, look=look)
    return script


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _sitemap(standing: Sequence[Release]) -> str:
    """Every page of every edition; no dates, so that the same source gives the same file."""
    lines = "".join(
        f"<url><loc>{escape(f'{release.url}/{this.address(key)}')}</loc></url>\n"
        for release in standing
        for this in release.editions
        for key in this.pages
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'
    )
