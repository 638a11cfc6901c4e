"""The pages of a withdrawn revision: at each of its addresses since when it is gone, why, and what
may be read instead.

Place in the flow: after the pages are built, with the addresses that lead on.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from policysite.archive import order
from policysite.build.choices import Choice, history_of
from policysite.build.look import Look
from policysite.build.notice import Notice, write_notice, write_wrong_address
from policysite.build.tombstones import Tombstone


def write_tombstone(
    site: Path, look: Look, stone: Tombstone, choices: Sequence[Choice], root: str
) -> None:
    """Write the notice at every address that the revision had, and what answers those that it had
    not. `choices`: what was published in its language; the notice leads to the neighbours that
    stand. `root`: the path of the site on its host.
    """
    standing = [one for one in choices if not one.withdrawn]
    mine = order(stone.withdrawal.revision)
    neighbours = [
        *[one for one in standing if order(one.version) > mine][:1],
        *[one for one in standing if order(one.version) < mine][-1:],
    ]
    history = (history_of(stone.code), stone.words["nav"]["history"])
    for path in stone.paths:
        notice = Notice(
            here=stone.root + path,
            language=stone.code,
            name=f"{stone.name} – {stone.title}",
            title=stone.title,
            said=[Markup("<strong>{}</strong>").format(stone.name), stone.since, stone.reason],
            links=[
                *((one.address(path), one.name) for one in neighbours),
                *([history] if neighbours else []),
            ],
            others=stone.others,
        )
        write_notice(site, look, notice)
    write_wrong_address(site, look, _wrong_address(stone), root)


def _wrong_address(stone: Tombstone) -> Notice:
    words = stone.words["not_found"]
    return Notice(
        here=stone.root,
        language=stone.code,
        name=f"{words['title']} – {stone.title}",
        title=words["title"],
        said=[words["error"]],
        links=[(stone.root, stone.name)],
        others=stone.others,
    )
