"""The history and the comparisons, one MkDocs build a language, beside the editions.

Place in the flow: after the editions. They change with each publication; the pages of a revision
do not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from policysite.archive import Withdrawal, order
from policysite.build.editions import build_pages
from policysite.build.pool import in_processes
from policysite.build.release import Release
from policysite.build.tombstones import tombstones
from policysite.compare import Comparison, compare
from policysite.pages import comparison, history, state
from policysite.pages.edition import Edition
from policysite.pages.here import Here
from policysite.pages.voice import Voice

GONE = "gone.json"

type Pair = tuple[Release, Release]


def build_chronicles(
    releases: Sequence[Release], withdrawals: Sequence[Withdrawal], head: str, *, alone: bool
) -> Iterator[Edition]:
    """Build the history in each language of the newest revision; yields each when it is there.

    `head`: the digest that names the archive, or nothing. `alone`: see `pool`. Raises `BuildError`.
    """
    if not releases:
        return
    newest = _newest(releases)
    found = _compared(releases, alone=alone)
    chronicles = tuple(
        history.chronicle(this, list(_shared(found, releases, this.language.code)))
        for this in newest.editions
    )
    for this in chronicles:
        others = tuple(other for other in chronicles if other is not this)
        pages = dict(_pages(this, others, releases, withdrawals, found, head))
        build_pages(newest, this, others, {k: text.encode() for k, text in pages.items()})
        (newest.out / this.root / "404.html").unlink()
        gone = json.dumps(dict(_gone(this, releases, found)), ensure_ascii=False, indent=1)
        (newest.out / this.language.code / GONE).write_text(gone + "\n", encoding="utf-8")
        yield this


def _compared(releases: Sequence[Release], *, alone: bool) -> dict[tuple[str, str], Comparison]:
    """The comparisons that are made, by the names of the two, in the order of `pairs`."""
    wanted = {(old.policy.digest, new.policy.digest): (old, new) for old, new in pairs(releases)}
    tasks = [(old.policy, new.policy) for old, new in wanted.values()]
    made = {
        (old.digest, new.digest): found
        for (old, new), found in in_processes(compare, tasks, alone=alone)
    }
    return {(name(old), name(new)): made[key] for key, (old, new) in wanted.items()}


def _gone(
    this: Edition, releases: Sequence[Release], found: Mapping[tuple[str, str], Comparison]
) -> Iterator[tuple[str, str]]:
    """Clause that is no more → the address, from the root of the site, that says what became of it.

    Of one that went twice, the last time.
    """
    standing = [release for release in releases if not release.draft]
    for old, new in pairwise(standing):
        key = f"compare/{name(old)}/{name(new)}"
        if key in this.pages:
            clauses = found[name(old), name(new)].names.clauses
            yield from ((was, this.address(key, now)) for was, now in clauses.renamed.items())
            yield from ((id_, this.address(key, id_)) for id_ in clauses.removed)


def pairs(releases: Sequence[Release]) -> list[Pair]:
    """Those that are compared: neighbours, each revision with the newest, the draft with that."""
    standing = [release for release in releases if not release.draft]
    found = {(name(a), name(b)): (a, b) for a, b in pairwise(standing)}
    found |= {(name(a), name(standing[-1])): (a, standing[-1]) for a in standing[:-1]}
    drafts = [release for release in releases if release.draft]
    found |= {(name(standing[-1]), name(d)): (standing[-1], d) for d in drafts if standing}
    return list(found.values())


def name(release: Release) -> str:
    """How the release is called in addresses: its id; a draft, in the first language, a draft."""
    return release.editions[0].root.rstrip("/").rpartition("/")[2]


def _newest(releases: Sequence[Release]) -> Release:
    """The newest published revision; the draft where there is nothing else."""
    return next((one for one in reversed(releases) if not one.draft), releases[-1])


def _edition(release: Release, code: str) -> Edition | None:
    return next((one for one in release.editions if one.language.code == code), None)


def _shared(
    found: Mapping[tuple[str, str], Comparison], releases: Sequence[Release], code: str
) -> Iterator[tuple[str, str]]:
    """The pairs of which both are in the language."""
    speaking = {name(release) for release in releases if _edition(release, code)}
    yield from (pair for pair in found if speaking.issuperset(pair))


def _pages(
    this: Edition,
    others: tuple[Edition, ...],
    releases: Sequence[Release],
    withdrawals: Sequence[Withdrawal],
    found: Mapping[tuple[str, str], Comparison],
    head: str,
) -> Iterator[tuple[str, str]]:
    """File name → Markdown."""
    newest, code = _newest(releases), this.language.code
    voice = Voice(newest.policy, code)
    here = Here(key="history", voice=voice, edition=this, others=others)
    lines = [*_lines(here, releases, found)]
    lines += [
        (order(one.withdrawal.revision), one.line(here)) for one in tombstones(withdrawals, code)
    ]
    # A draft has no place in the order: it comes after all that was decided.
    lines.sort(key=lambda entry: (entry[1].dates is None, entry[0]), reverse=True)
    shown = [line for _, line in lines]
    yield this.file("history"), history.page(here, shown, newest.policy.history, head)
    named = {name(release): release for release in releases}
    for old, new in _shared(found, releases, code):
        key = f"compare/{old}/{new}"
        beside = tuple(other for other in others if key in other.pages)
        there = Here(key=key, voice=voice, edition=this, others=beside)
        sides = _side(named[old], code), _side(named[new], code)
        yield this.file(key), comparison.page(there, found[old, new], sides)


def _side(release: Release, code: str) -> comparison.Side:
    edition = _edition(release, code)
    assert edition is not None, "only revisions in the language are compared in it"
    voice = Voice(release.policy, code)
    return comparison.Side(edition=edition, voice=voice, rules=release.bundle.rules)


def _lines(
    here: Here, releases: Sequence[Release], found: Mapping[tuple[str, str], Comparison]
) -> Iterator[tuple[tuple[str, int], history.Line]]:
    """The revisions in this language, each with its place and the comparisons that begin there."""
    words, code = here.voice.w["history"], here.voice.code
    shared = list(_shared(found, releases, code))
    newest = name(_newest(releases))
    for release in releases:
        edition = _edition(release, code)
        if edition is None:
            continue
        me, voice = name(release), Voice(release.policy, code)
        before = [
            (old, new) for old, new in shared if new == me and _are_neighbours(releases, old, me)
        ]
        labels = [(words["draft" if release.draft else "before"], pair) for pair in before]
        since = words["since"].format(name=state.name(here.voice).lower())
        labels += [(since, pair) for pair in shared if pair == (me, newest)]
        comparisons = [(label, f"compare/{old}/{new}") for label, (old, new) in labels]
        yield order(edition.revision), history.line(here, voice, edition, comparisons)


def _are_neighbours(releases: Sequence[Release], old: str, new: str) -> bool:
    names = [name(release) for release in releases]
    return names.index(new) - names.index(old) == 1
