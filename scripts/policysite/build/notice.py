"""A page that says in a few words why what was at its address is there no longer.

Place in the flow: `withdrawn` and `steps` write such pages, without MkDocs: nothing of a revision
is in them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from policysite.build.look import Look
from policysite.interface import interface
from policysite.pages.edition import relative
from policysite.pages.here import templates


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """`here`: its address from the root of the site. `name`: in the window's title. `said`: its
    paragraphs. `links`: (address from the root of the site, label). `others`: the languages that
    say the same, (address from the root of the site, code).
    """

    here: str
    language: str
    name: str
    title: str
    said: Sequence[str | Markup]
    links: Sequence[tuple[str, str]]
    others: Sequence[tuple[str, str]] = ()


def write_notice(site: Path, look: Look, notice: Notice) -> None:
    """Write the page below the folder `site`."""
    _write(site / notice.here / "index.html", look, notice, lambda to: relative(notice.here, to))


def write_wrong_address(site: Path, look: Look, notice: Notice, root: str) -> None:
    """The same as what answers any address below `notice.here` that does not exist. `root`: the
    path of the site on its host, with a slash at its end.
    """
    _write(site / notice.here / "404.html", look, notice, lambda to: root + to)


def _write(file: Path, look: Look, notice: Notice, link: Callable[[str], str]) -> None:
    html = (
        templates()
        .get_template("notice.html.jinja")
        .render(
            code=notice.language,
            name=notice.name,
            title=notice.title,
            said=notice.said,
            sheets=[link(sheet) for sheet in look.plain_sheets],
            links=[(link(to), label) for to, label in notice.links],
            others=[
                (link(to), code, interface(code, "site")["language"]) for to, code in notice.others
            ],
        )
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(html, encoding="utf-8")
