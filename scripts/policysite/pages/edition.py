"""Where pages are: one language of one revision, and the addresses of its pages.

Place in the flow: `pages` links with it, `bundle` writes the addresses of clauses and wizards with
it, `build` makes one MkDocs build of each edition. Addresses never begin with a slash: a site may
live under a path of its host.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from policysite.interface import interface, interface_languages
from policysite.policy import Language, Policy

PAGES = (
    "home",
    "text",
    "check",
    "questions",
    "definitions",
    "answers",
    "privacy",
    "accessibility",
    "about",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One language of one revision.

    `root`: its path from the root of the site, such as `fr/2017-02-08/` (empty where it is the
    whole site). `pages`: key → path from `root`, such as `text` → `texte/`, `check/publier` →
    `verifier/publier/`, `home` → the empty path.
    """

    language: Language
    revision: str
    root: str
    pages: Mapping[str, str]
    draft: bool = False

    def address(self, page: str, anchor: str = "") -> str:
        """The page's address from the root of the site: `fr/2017-02-08/texte/#objet`."""
        return self.root + self.pages[page] + (f"#{anchor}" if anchor else "")

    def link(self, start: str, page: str, anchor: str = "") -> str:
        """The relative address of a page of this edition, seen from its page `start`."""
        if start == page and anchor:
            return f"#{anchor}"
        return relative(self.pages[start], self.pages[page]) + (f"#{anchor}" if anchor else "")

    def file(self, page: str) -> str:
        """The Markdown file of the page, from the edition's folder: `texte.md`."""
        return f"{self.pages[page].rstrip('/') or 'index'}.md"


def relative(start: str, target: str) -> str:
    """The relative address of `target`, seen from the directory `start`; both from one root."""
    here, there = start.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:]) or "./"


def site_languages(policy: Policy) -> tuple[Language, ...]:
    """The policy's languages that the interface speaks, the authoritative one first."""
    return tuple(lang for lang in policy.languages if lang.code in interface_languages())


def edition(policy: Policy, language: str, *, alone: bool = False, draft: bool = False) -> Edition:
    """The edition in one language of the policy; `alone`: it is the whole site.

    A draft stands at an address of its own, whatever revision its record names.
    """
    slugs: dict[str, str] = interface(language, "site")["slugs"]
    has = {
        "check": bool(policy.wizards),
        "questions": bool(policy.faq),
        "definitions": bool(policy.definitions),
    }
    pages = {"home": ""}
    pages |= {page: f"{slugs[page]}/" for page in PAGES[1:] if has.get(page, True)}
    pages |= {f"check/{wizard.id}": f"{slugs['check']}/{wizard.id}/" for wizard in policy.wizards}
    return Edition(
        language=next(lang for lang in policy.languages if lang.code == language),
        revision=policy.revision.id,
        root="" if alone else f"{language}/{slugs['draft'] if draft else policy.revision.id}/",
        pages=pages,
        draft=draft,
    )


def with_frames(this: Edition) -> Edition:
    """The edition with the addresses of its wizards alone, to stand in frames of other pages:
    `frame/photo` → `verifier/photo/cadre/`.
    """
    slug: str = interface(this.language.code, "site")["slugs"]["frame"]
    frames = {
        key.replace("check/", "frame/", 1): f"{path}{slug}/"
        for key, path in this.pages.items()
        if key.startswith("check/")
    }
    return replace(this, pages={**this.pages, **frames})
