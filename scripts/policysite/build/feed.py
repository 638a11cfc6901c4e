"""The feed of one language (Atom, RFC 4287): an entry for every revision and every withdrawal, the
last one first.

Place in the flow: after the pages. Names of entries are the digests of what they tell of, so that
they stay the same wherever the site is and whenever it is built.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from policysite.archive import Withdrawal
from policysite.build.choices import editions
from policysite.build.release import Release
from policysite.build.tombstones import Tombstone, tombstones
from policysite.interface import interface
from policysite.pages import state
from policysite.pages.here import templates
from policysite.pages.voice import Voice

FEED = "atom.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """`document`: its id. `tag`: the language, as BCP 47 has it. `author`: whose it is."""

    document: str
    tag: str
    title: str
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """`updated`: the day, as ISO 8601 has it. Addresses are from the language's folder."""

    id: str
    title: str
    updated: str
    address: str
    summary: str
    comparison: str = ""
    compared: str = ""


def write_feeds(
    releases: Sequence[Release], withdrawals: Sequence[Withdrawal], url: str, out: Path
) -> None:
    """Write the feed of each language of the newest published revision; where all are withdrawn, of
    each that they had. `url`: the site's address without a slash at its end, or nothing.
    """
    standing = [release for release in releases if not release.draft]
    stones = list(tombstones(withdrawals))
    spoken = [this.language.code for this in standing[-1].editions] if standing else []
    for code in spoken or dict.fromkeys(stone.code for stone in stones):
        gone = [stone for stone in stones if stone.code == code]
        entries = [*_published(standing, code), *_withdrawn(gone)]
        entries.sort(key=lambda entry: entry.updated)
        about = _about(standing[-1], code) if standing else _about_gone(gone[-1])
        xml = (
            templates()
            .get_template("atom.xml.jinja")
            .render(
                about=about,
                base=f"{url}/{code}/" if url else "",
                id=_name(f"{about.document} {code}"),
                history=f"{interface(code, 'site')['slugs']['history']}/",
                entries=entries[::-1],
            )
        )
        (out / code / FEED).write_text(xml, encoding="utf-8")


def _about(newest: Release, code: str) -> _About:
    policy, voice = newest.policy, Voice(newest.policy, code)
    return _About(
        document=policy.id,
        tag=voice.language.tag,
        title=voice.text(policy.title),
        author=voice.text(policy.institution or policy.title),
    )


def _about_gone(last: Tombstone) -> _About:
    """What is known of the document when nothing of it stands."""
    document, title = last.withdrawal.record["document"], last.title
    return _About(document=document, tag=last.code, title=title, author=title)


def _published(standing: Sequence[Release], code: str) -> Iterator[_Entry]:
    speaking = [release for release, _ in editions(standing, code)]
    for index, release in enumerate(speaking):
        voice, revision = Voice(release.policy, code), release.policy.revision
        before = speaking[index - 1].policy.revision.id if index else ""
        history = voice.w["slugs"]["history"]
        yield _Entry(
            id=_name(f"{release.policy.digest} {code}"),
            title=f"{voice.w['history']['kinds'][revision.kind]} – {state.name(voice)}",
            updated=revision.decided.isoformat(),
            address=f"{revision.id}/",
            comparison=f"{history}/{before}/{revision.id}/" if before else "",
            compared=voice.w["changes"]["heading"],
            summary=f"{_said(voice)} {voice.text(revision.comment or release.policy.lead)}",
        )


def _withdrawn(gone: Sequence[Tombstone]) -> Iterator[_Entry]:
    for stone in gone:
        record = stone.withdrawal.record
        yield _Entry(
            id=_name(f"{record['document']} {record['revision']} withdrawn {stone.code}"),
            title=f"{stone.words['withdrawn']['kind']} – {stone.name}",
            updated=stone.withdrawal.on,
            address=f"{stone.withdrawal.revision}/",
            summary=f"{stone.since} {stone.reason.striptags()}",
        )


def _said(voice: Voice) -> str:
    """What is true of the revision on any day, in a sentence."""
    revision = voice.policy.revision
    said = state.published(voice.w, revision.kind, voice.date(revision.in_force))
    return f"{said['any']}."


def _name(what: str) -> str:
    return f"urn:sha256:{sha256(what.encode()).hexdigest()}"
