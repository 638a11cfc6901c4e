"""About this site: what people wrote of it, this edition, and the licences of all it ships.

Place in the flow: one of the pages of `every`. Names, versions and licences are those of the
installed packages.
"""

from __future__ import annotations

from policysite.pages.here import Here, markdown
from policysite.pages.licences import components
from policysite.pages.written import described


def page(here: Here, written: str) -> str:
    """The page's Markdown."""
    title: str = here.voice.w["nav"]["about"]
    description, body = described(written, here.voice.code)
    return markdown(
        here,
        "about",
        title=title,
        description=description or title,
        written=body,
        components=components(),
    )
