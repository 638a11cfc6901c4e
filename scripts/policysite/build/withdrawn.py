"""The pages of a withdrawn revision: at each of its addresses since when it is gone, why, and what
may be read instead.

Place in the flow: after the pages are built, with the addresses that lead on.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from policysite.archive import order
from policysite.build.choices import Choice
from policysite.build.look import Look
from policysite.build.notice import Notice, write_notice
from policysite.build.tombstones import Tombstone
from policysite.policy import Words
from policysite.typography import typeset


def write_tombstone(site: Path, look: Look, stone: Tombstone, choices: Sequence[Choice]) -> None:
    """Write the notice at every address that the revision had. `choices`: what was published in
    its language; the notice leads to the neighbours that stand.
    """
    words, slugs = stone.words, stone.words["slugs"]
    title, _ = Words(stone.withdrawal.title).in_language(stone.code)
    standing = [one for one in choices if not one.withdrawn]
    mine = order(stone.withdrawal.revision)
    neighbours = [
        *[one for one in standing if order(one.version) > mine][:1],
        *[one for one in standing if order(one.version) < mine][-1:],
    ]
    history = (f"{stone.code}/{slugs['history']}/", words["nav"]["history"])
    for path in stone.paths:
        notice = Notice(
            here=stone.root + path,
            language=stone.code,
            name=f"{stone.name} – {typeset(title, stone.code)}",
            title=typeset(title, stone.code),
            said=[Markup("<strong>{}</strong>").format(stone.name), stone.since, stone.reason],
            links=[
                *((one.address(path), one.name) for one in neighbours),
                *([history] if neighbours else []),
            ],
        )
        write_notice(site, look, notice)
