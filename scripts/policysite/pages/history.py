"""The history of the document: every revision with its dates and reason, and what was before them.

Place in the flow: one page a language, which changes with each publication; the comparisons stand
below it. It is framed as the newest revision's pages are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from policysite.interface import interface
from policysite.pages import state
from policysite.pages.edition import Edition, relative
from policysite.pages.here import Here, markdown
from policysite.pages.voice import Voice
from policysite.policy import Past, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One revision, or one decision of which only the dates are known.

    `facts`: what is known of it: label → value. `links`: label → address.
    """

    name: str
    address: str
    state: Mapping[str, str]
    dates: tuple[str, str] | None
    since: str
    kind: str
    comment: Markup | None
    facts: tuple[tuple[str, Markup], ...]
    links: tuple[tuple[str, str], ...]


def here_to(here: Here, address: str) -> str:
    """The relative address of what stands at `address` from the root of the site."""
    return relative(here.edition.address(here.key), address)


def chronicle(newest: Edition, pairs: Sequence[tuple[str, str]]) -> Edition:
    """The edition that the history and the comparisons are. Other pages are those of the revision
    in force, and what is searched is the newest one.

    `pairs`: the names of the revisions that are compared, as they stand in addresses.
    """
    slugs: Mapping[str, str] = interface(newest.language.code, "site")["slugs"]
    searched = f"../{newest.root.partition('/')[2]}"
    others = searched if newest.draft else f"../{slugs['in_force']}/"
    pages = {key: f"{others}{path}" for key, path in newest.pages.items()}
    pages |= {"search": f"{searched}search/", "searched": f"{searched}{newest.pages['text']}"}
    pages |= {"history": ""}
    pages |= {f"compare/{old}/{new}": f"{old}/{new}/" for old, new in pairs}
    root = f"{newest.language.code}/{slugs['history']}/"
    return replace(newest, root=root, pages=pages, draft=False)


def page(here: Here, lines: Sequence[Line], past: Sequence[Past], head: str) -> str:
    """The page's Markdown. `lines`: newest first. `head`: the digest that names the archive."""
    words = here.voice.w["history"]
    return markdown(
        here,
        "history",
        title=words["title"],
        description=words["description"].format(title=here.voice.text(here.policy.title)),
        lines=lines,
        past=[_past(here.voice, one) for one in reversed(past)],
        head=head,
    )


def line(
    here: Here, voice: Voice, edition: Edition, comparisons: Sequence[tuple[str, str]]
) -> Line:
    """One revision. `comparisons`: (label, key of the page)."""
    revision, words = voice.policy.revision, here.voice.w["history"]
    return Line(
        name=state.name(voice, draft=edition.draft),
        address=here_to(here, edition.address("home")),
        state=state.state(voice, edition),
        dates=None if edition.draft else (str(revision.decided), str(revision.in_force)),
        since=voice.date(revision.in_force),
        kind=revision.kind,
        comment=voice.say(revision.comment) if revision.comment else None,
        facts=tuple(
            (words[name], value)
            for name, value in (
                ("kind", Markup(escape(words["kinds"][revision.kind]))),
                ("body", _said(voice, revision.body)),
                ("decided", Markup(escape(voice.date(revision.decided)))),
                ("in_force", Markup(escape(voice.date(revision.in_force)))),
                ("resolution", _said(voice, revision.resolution)),
            )
            if value is not None
        ),
        links=(
            (words["read"], here_to(here, edition.address("text"))),
            *((label, here.link(key)) for label, key in comparisons),
        ),
    )


def _past(voice: Voice, past: Past) -> Line:
    """A decision of which only the dates are known."""
    words = voice.w["history"]
    return Line(
        name=words["past"][past.kind].format(date=voice.date(past.decided)),
        address="",
        state={"any": words["unavailable"]},
        dates=None,
        since="",
        kind=past.kind,
        comment=voice.say(past.comment) if past.comment else None,
        facts=tuple(
            (words[name], value)
            for name, value in (
                ("body", _said(voice, past.body)),
                ("in_force", Markup(escape(voice.date(past.in_force))) if past.in_force else None),
                ("resolution", _said(voice, past.resolution)),
            )
            if value is not None
        ),
        links=(),
    )


def _said(voice: Voice, words: Words | None) -> Markup | None:
    return voice.say(words) if words else None
