"""A page that says in a few words why what was at its address is there no longer.

Place in the flow: `tombstones` and `steps` write such pages, without MkDocs: nothing of a revision
is in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from policysite.build.look import Look
from policysite.pages.edition import relative
from policysite.pages.here import templates


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """`here`: its address from the root of the site. `name`: in the window's title. `said`: its
    paragraphs. `links`: (address from the root of the site, label).
    """

    here: str
    language: str
    name: str
    title: str
    said: Sequence[str | Markup]
    links: Sequence[tuple[str, str]]


def write_notice(site: Path, look: Look, notice: Notice) -> None:
    """Write the page below the folder `site`."""
    here = notice.here
    html = (
        templates()
        .get_template("notice.html.jinja")
        .render(
            code=notice.language,
            name=notice.name,
            title=notice.title,
            said=notice.said,
            sheets=[relative(here, sheet) for sheet in look.plain_sheets],
            links=[(relative(here, to), label) for to, label in notice.links],
        )
    )
    file = site / here / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(html, encoding="utf-8")
