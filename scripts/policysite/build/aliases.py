"""Addresses that lead on: `/`, `/fr/`, `/fr/en-vigueur/…`; and the site's own files.

Place in the flow: after the pages are built. Each address carries the dates of every revision and
leads to the one in force on the reader's day, with the anchor that was asked for; without a script
it lists them. `versions.json` has the form of the tool mike, which Material and other readers know.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markupsafe import escape

from policysite.archive import Withdrawal
from policysite.build.choices import Choice, choices_in, editions, history_of, languages_of
from policysite.build.look import Look
from policysite.build.release import Release
from policysite.build.steps import write_steps
from policysite.build.tombstones import tombstones
from policysite.build.withdrawn import write_tombstone
from policysite.interface import interface
from policysite.pages.edition import relative
from policysite.pages.here import templates
from policysite.pages.voice import Voice, interface_words

SCRIPT = "policy-wizard.js"


def write_aliases(
    releases: Sequence[Release],
    withdrawals: Sequence[Withdrawal],
    out: Path,
    look: Look,
    url: str,
) -> None:
    """Write the addresses that lead on, and what lists the revisions; a sitemap where the site's
    address is known. `url`: that address without a slash at its end, or nothing.
    """
    standing = [release for release in releases if not release.draft]
    stones = list(tombstones(withdrawals))
    languages = languages_of(releases, stones)
    published = {code: list(choices_in(standing, stones, code)) for code in languages}
    for code, choices in published.items():
        for stone in (one for one in stones if one.code == code):
            write_tombstone(out, look, stone, choices, f"{urlsplit(url).path}/")
        drafts = list(_drafts(releases, code))
        versions = json.dumps(_versions(choices, drafts), ensure_ascii=False, indent=2)
        _write(out / code / "versions.json", versions + "\n")
        for address, path in _aliases(code, choices, alone=not releases):
            _lead(choices, code, out, look, address, path)
        write_steps(published, code, out, look)
    _lead(published[languages[0]], languages[0], out, look, "", "")
    if any(release.policy.wizards for release in standing):
        _write(out / SCRIPT, _embedding(standing))
    first = [one for one in stones if one.code == languages[0]]
    newest = (standing or releases)[-1].editions[0] if releases else first[-1]
    shutil.copyfile(out / newest.root / "404.html", out / "404.html")
    if standing and url:
        _write(out / "sitemap.xml", _sitemap(standing))


def _drafts(releases: Sequence[Release], code: str) -> Iterator[dict[str, Any]]:
    for release, this in editions([one for one in releases if one.draft], code):
        title = Voice(release.policy, code).w["state"]["draft"]
        version = this.root.split("/")[1]
        yield {"version": version, "title": title, "aliases": [], "properties": {"draft": True}}


def _aliases(code: str, choices: Sequence[Choice], *, alone: bool) -> Iterator[tuple[str, str]]:
    """(address from the root of the site, path of the page in an edition). `alone`: there is
    nothing but tombstones, and the history is the list of them.
    """
    yield f"{code}/", ""
    if alone:
        yield history_of(code), ""
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
            w=interface_words(code, "site"),
            choices=[(relative(address, choice.address(path)), choice) for choice in choices],
            script=relative(address, look.redirect),
            sheets=[relative(address, sheet) for sheet in look.plain_sheets],
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
