"""Addresses that lead on: `/`, `/fr/`, `/fr/en-vigueur/…`; and the site's own files.

Place in the flow: after the pages are built. Each is a page of one link, which a script follows
with the anchor it was asked for, and a refresh without one. `versions.json` has the form of the
tool mike, which Material and other readers know.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from markupsafe import escape

from policysite.build.editions import Site
from policysite.interface import interface
from policysite.pages.edition import Edition, relative, with_frames
from policysite.pages.frame import revision_name
from policysite.pages.here import templates
from policysite.pages.voice import Voice


def write_aliases(site: Site) -> None:
    """Write the addresses that lead on, the page for wrong addresses and, maybe, a sitemap."""
    first = site.editions[0]
    voices = {this.root: Voice(site.policy, this.language.code) for this in site.editions}
    _lead(site, voices[first.root], "", first.root)
    for this in site.editions:
        for address, target in _aliases(this):
            _lead(site, voices[this.root], address, target)
        _write(site.out / this.language.code / "versions.json", _versions(this, voices[this.root]))
    shutil.copyfile(site.out / first.root / "404.html", site.out / "404.html")
    if site.url:
        (site.out / "sitemap.xml").write_text(_sitemap(site), encoding="utf-8")


def _aliases(this: Edition) -> Iterator[tuple[str, str]]:
    """(address, where it leads), both from the root of the site."""
    code = this.language.code
    yield f"{code}/", this.root
    whole = with_frames(this)
    for key, path in whole.pages.items():
        yield f"{code}/{_in_force(this)}/{path}", whole.address(key)


def _in_force(this: Edition) -> str:
    slug: str = interface(this.language.code, "site")["slugs"]["in_force"]
    return slug


def _versions(this: Edition, voice: Voice) -> str:
    """The revisions of one language: what each is called, and the addresses that lead to it."""
    versions = [
        {"version": this.revision, "title": revision_name(voice), "aliases": [_in_force(this)]}
    ]
    return json.dumps(versions, ensure_ascii=False, indent=2) + "\n"


def _lead(site: Site, voice: Voice, address: str, target: str) -> None:
    html = (
        templates()
        .get_template("redirect.html.jinja")
        .render(
            v=voice,
            w=voice.w,
            target=relative(address, target),
            script=relative(address, site.look.redirect),
        )
    )
    _write(site.out / address / "index.html", html)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _sitemap(site: Site) -> str:
    """Every page of every edition; no dates, so that the same source gives the same file."""
    addresses = [this.address(key) for this in site.editions for key in this.pages]
    lines = "".join(
        f"<url><loc>{escape(f'{site.url}/{address}')}</loc></url>\n" for address in addresses
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'
    )
