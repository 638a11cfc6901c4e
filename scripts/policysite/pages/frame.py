"""What stands around every page of an edition: header, state, sections, footer, 404, search.

Place in the flow: `build` puts it into the MkDocs configuration as `extra.frame`, from which
`docs/overrides/` draw. Values are plain text, except names that end in `_html`; addresses are from
the root of the edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policysite.interface import interface
from policysite.pages.edition import Edition
from policysite.pages.state import name, state
from policysite.pages.voice import Voice
from policysite.policy import Policy, Words
from policysite.typography import typeset

NAV = ("home", "text", "check", "questions", "definitions", "about")
FOOTER = (
    ("policy", ("text", "check", "questions", "definitions", "history")),
    ("site", ("answers", "privacy", "accessibility", "about")),
)


def frame(
    policy: Policy,
    this: Edition,
    others: tuple[Edition, ...],
    *,
    site_url: str = "",
) -> dict[str, Any]:
    """The frame of one edition. `site_url`: the site's own address, if it is known."""
    voice = Voice(policy, this.language.code)
    w = voice.w
    return {
        "tag": this.language.tag,
        "code": voice.code,
        "title": voice.text(policy.title),
        "title_lang_html": str(voice.lang(policy.title)),
        "institution": _may_say(voice, policy.institution),
        "site_url": f"{site_url}/" if site_url else "",
        "languages": {o.language.code: _own_name(o) for o in others},
        "header": w["header"],
        "toc": w["toc"],
        "nav": [
            {"key": key, "url": this.pages[key] or ".", "name": _short_name(voice, key)}
            for key in NAV
            if key in this.pages
        ],
        "home": this.pages["home"] or ".",
        "feed": "../atom.xml" if this.root else "",
        "state": None if "history" in this.pages else _state(voice, this),
        "draft": this.draft,
        "notice": _notice(voice),
        "search": {
            **{key: w["search"][key] for key in ("label", "name", "open", "results")},
            "index": this.pages.get("search", "search/"),
            "first": this.pages.get("searched", this.pages["text"]),
            "words": w["search"],
        },
        "footer": _footer(voice, this),
        "not_found": _not_found(voice, this, others),
    }


def _short_name(voice: Voice, key: str) -> str:
    names = voice.w["nav"]
    name: str = names.get(f"{key}_short", names[key])
    return name


def _own_name(edition: Edition) -> str:
    """The language in its own words."""
    name: str = interface(edition.language.code, "site")["language"]
    return name


def _may_say(voice: Voice, words: Words | None) -> dict[str, str] | None:
    if words is None:
        return None
    return {"text": voice.text(words), "lang_html": str(voice.lang(words))}


def _state(voice: Voice, this: Edition) -> dict[str, Any]:
    """The state of the revision, and where the others are, from the root of the edition."""
    revision, w, slugs = voice.policy.revision, voice.w["state"], voice.w["slugs"]
    said = state(voice, this)
    return {
        "dates": [] if this.draft else [str(revision.decided), str(revision.in_force)],
        "loud": this.draft or revision.kind == "repeal",
        "any": said.pop("any"),
        "parts": said,
        "revision": name(voice, draft=this.draft),
        "version": this.root.rstrip("/").rpartition("/")[2],
        "versions": "../versions.json" if this.root else "",
        "history": f"../{slugs['history']}/" if this.root else "",
        "here": f"../{slugs['in_force']}/",
        "history_name": voice.w["nav"]["history"],
        **{key: w[key] for key in ("others", "all", "now", "repeal", "current")},
    }


def _notice(voice: Voice) -> dict[str, str] | None:
    """The notice of a translation, with the language to which its link leads."""
    notice = voice.language.notice
    if voice.language.status == "authoritative" or notice is None:
        return None
    first = voice.policy.authoritative.code
    read = interface(first, "site")["notice"]["read"]
    said = _may_say(voice, notice) or {}
    return {**said, "code": first, "read": typeset(read, first)}


def _footer(voice: Voice, this: Edition) -> dict[str, Any]:
    w = voice.w
    return {
        "columns": [
            {
                "title": w["footer"][title],
                "links": [
                    {"url": address, "name": w["nav"][key]}
                    for key in keys
                    if (address := _address(voice, this, key)) is not None
                ],
            }
            for title, keys in FOOTER
        ],
        "whom": w["footer"]["whom"],
        "contact": list(_contact(voice, this)),
        # The history and the comparisons are of no one revision.
        "revision": None if "history" in this.pages else _revision(voice),
        "promise": w["footer"]["promise"],
    }


def _revision(voice: Voice) -> dict[str, str]:
    """Which revision the page is of, and its digest's beginning."""
    words = voice.w["footer"]
    return {
        "name": words["revision"].format(id=voice.policy.revision.id),
        "before": words["digest"],
        "digest": short(voice.policy.digest),
    }


def short(digest: str) -> str:
    """The beginning of a digest, to be compared by eye."""
    return " ".join(digest[i : i + 4] for i in range(0, 12, 4))


def _address(voice: Voice, this: Edition, key: str) -> str | None:
    """A page's address from the root of the edition; the history stands beside the editions."""
    if key == "history" and this.root:
        return f"../{voice.w['slugs']['history']}/"
    return this.pages.get(key)


def _contact(voice: Voice, this: Edition) -> Iterator[dict[str, Any]]:
    """Who answers for the policy and how to reach them, as far as the record says."""
    entries, w = {entry.key: entry for entry in voice.policy.record}, voice.w["footer"]
    responsible, contact = entries.get("responsible"), entries.get("contact")
    if responsible is None:
        yield {"text": w["no_responsible"], "lang_html": "", "links": []}
    else:
        yield {
            "text": w["responsible"].format(name=voice.text(responsible.value)),
            "lang_html": "",
            "links": [
                {"url": f"{this.pages['text']}#{clause}", "name": voice.short(clause)}
                for clause in responsible.clauses[:1]
            ],
        }
    said = _may_say(voice, contact.value if contact else None)
    yield {**(said or {"text": w["no_contact"], "lang_html": ""}), "links": []}


def _not_found(voice: Voice, this: Edition, others: tuple[Edition, ...]) -> dict[str, Any]:
    words = voice.w["not_found"]
    keys = [key for key in ("text", "check") if key in this.pages]
    return {
        **{key: words[key] for key in ("title", "error", "hint", "search")},
        "links": [{"url": this.pages[key], "name": words[key]} for key in keys],
        "others": [
            {
                "tag": other.language.tag,
                "code": other.language.code,
                "url": "../" * this.root.count("/") + other.root,
                **{
                    name: typeset(said, other.language.code)
                    for name, said in _not_found_words(other).items()
                },
            }
            for other in others
        ],
    }


def _not_found_words(other: Edition) -> dict[str, str]:
    words = interface(other.language.code, "site")["not_found"]
    return {"title": words["title"], "name": words["other"]}
