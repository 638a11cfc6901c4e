"""Where the real site's pages are, by what they are."""

from __future__ import annotations

from collections.abc import Iterator

from policysite.pages.edition import edition, site_languages
from tests.sources import REAL, policy

KINDS = [
    "home",
    "text",
    "check",
    "check/publier",
    "check/suites",
    "questions",
    "definitions",
    "answers",
    "privacy",
    "accessibility",
    "about",
]
"""A page of each kind. Of the wizards, `publier` has modalities and `suites` only shows texts."""

LANGUAGES = [language.code for language in site_languages(policy(REAL))]
WIZARDS = [wizard.id for wizard in policy(REAL).wizards]


def address(key: str, language: str = "fr") -> str:
    """A page's address from the root of the site."""
    return edition(policy(REAL), language).address(key)


def every_kind(root: str) -> Iterator[tuple[str, str]]:
    """(name, address) of a page of each kind in each language."""
    for language in LANGUAGES:
        for key in KINDS:
            yield f"{language} {key}", root + address(key, language)
    yield "404", f"{root}fr/nowhere/"
