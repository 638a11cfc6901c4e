"""Pages that people write by hand, for any policy: privacy, accessibility.

Place in the flow: some of the pages of `every`. Their Markdown is in `docs/<lang>/`; a comment in
its first line is the page's description.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from policysite.pages.here import Here, markdown
from policysite.typography import typeset

_MARKUP = re.compile(r"(<[^<>]*>|`[^`]*`|\]\([^()]*\)|\{[^{}]*\})")
_DESCRIPTION = re.compile(r"\A<!--\s*(.*?)\s*-->\s*", re.DOTALL)


def page(here: Here, written: str) -> str:
    """The page's Markdown."""
    title: str = here.voice.w["nav"][here.key]
    description, body = described(written, here.voice.code)
    return markdown(here, "written", title=title, description=description or title, written=body)


def described(written: str, language: str) -> tuple[str, Markup]:
    """(description, Markdown) of a page written by hand, typeset."""
    found = _DESCRIPTION.match(written)
    description = " ".join(found[1].split()) if found else ""
    body = written[found.end() :] if found else written
    return typeset(description, language), Markup(_typeset_markdown(body, language))


def _typeset_markdown(text: str, language: str) -> str:
    """The words of a Markdown text, typeset; its markup is left as it is."""
    parts = _MARKUP.split(text)
    return "".join(
        part if index % 2 else typeset(part, language) for index, part in enumerate(parts)
    )
