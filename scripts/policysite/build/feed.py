"""The feed of one language (Atom, RFC 4287): an entry for every revision, the newest first.

Place in the flow: after the pages. Names of entries are the digests of what they tell of, so that
they stay the same wherever the site is and whenever it is built.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from policysite.build.release import Release
from policysite.pages import state
from policysite.pages.edition import Edition
from policysite.pages.here import templates
from policysite.pages.voice import Voice

FEED = "atom.xml"


def write_feeds(releases: Sequence[Release], out: Path) -> None:
    """Write the feed of each language of the newest published revision."""
    standing = [release for release in releases if not release.draft]
    for this in standing[-1].editions if standing else ():
        _write(standing, this, out)


def _write(standing: Sequence[Release], this: Edition, out: Path) -> None:
    newest, code = standing[-1], this.language.code
    voice = Voice(newest.policy, code)
    xml = (
        templates()
        .get_template("atom.xml.jinja")
        .render(
            tag=this.language.tag,
            base=f"{newest.url}/{code}/" if newest.url else "",
            id=_name(f"{newest.policy.id} {code}"),
            title=voice.text(newest.policy.title),
            author=voice.text(newest.policy.institution or newest.policy.title),
            history=f"{voice.w['slugs']['history']}/",
            entries=list(_entries(standing, code)),
        )
    )
    (out / code / FEED).write_text(xml, encoding="utf-8")


def _entries(standing: Sequence[Release], code: str) -> Iterator[dict[str, str]]:
    speaking = [r for r in standing if any(one.language.code == code for one in r.editions)]
    for index, release in reversed(list(enumerate(speaking))):
        voice, revision = Voice(release.policy, code), release.policy.revision
        before = speaking[index - 1].policy.revision.id if index else ""
        history = voice.w["slugs"]["history"]
        yield {
            "id": _name(f"{release.policy.digest} {code}"),
            "title": f"{voice.w['history']['kinds'][revision.kind]} – {state.name(voice)}",
            "updated": revision.decided.isoformat(),
            "address": f"{revision.id}/",
            "comparison": f"{history}/{before}/{revision.id}/" if before else "",
            "compared": voice.w["changes"]["heading"],
            "summary": f"{_said(voice)} {voice.text(revision.comment or release.policy.lead)}",
        }


def _said(voice: Voice) -> str:
    """What is true of the revision on any day, in a sentence."""
    revision = voice.policy.revision
    said = state.published(voice.w, revision.kind, voice.date(revision.in_force))
    return f"{said['any']}."


def _name(what: str) -> str:
    return f"urn:sha256:{sha256(what.encode()).hexdigest()}"
