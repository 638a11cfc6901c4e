"""What publishing would do, or why it must not.

Place in the flow: the first thing that `publish` decides; `--dry-run` shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from policysite.archive import Archive, ArchiveError, Frozen, order
from policysite.build.seal import software
from policysite.build.settings import site_url
from policysite.compare import Comparison, compare
from policysite.policy import Policy
from policysite.scenario import in_words

CORRECTION = "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`freezes`: the id of the revision that is new to the archive. `comparison`: what it changes
    from the newest one. `builds`: whether the target is not such a site already. `withdrawn`: the
    source is that of a revision that was taken away, so it adds nothing.
    """

    freezes: str | None
    comparison: Comparison | None
    builds: bool
    withdrawn: bool


def plan(policy: Policy, archive: Archive, target: Mapping[str, Any], *, older: bool) -> Plan:
    """What to do with a checked policy. Raises `ArchiveError` in words."""
    there = archive.sources.get(policy.digest)
    withdrawn = there in {withdrawal.revision for withdrawal in archive.withdrawals}
    freezes = None if there else policy.revision.id
    newest = archive.revisions[-1] if archive.revisions else None
    comparison = compare(newest.policy, policy) if newest and freezes else None
    if freezes:
        _refuse(policy, archive, newest, comparison, older=older)
    return Plan(
        freezes=freezes,
        comparison=comparison,
        builds=freezes is not None or dict(target) != made_of(archive) | _carried(target),
        withdrawn=withdrawn,
    )


def made_of(archive: Archive) -> dict[str, Any]:
    """What decides every byte of a published site."""
    return {
        "made-by": "policysite",
        "archive": archive.head,
        "software": software(),
        "url": site_url().rstrip("/"),
    }


def _carried(target: Mapping[str, Any]) -> dict[str, Any]:
    return {key: target[key] for key in ("kept", "others") if key in target}


def _refuse(
    policy: Policy,
    archive: Archive,
    newest: Frozen | None,
    comparison: Comparison | None,
    *,
    older: bool,
) -> None:
    """Raise where it would rewrite history, or say what is not so."""
    id_ = policy.revision.id
    if archive.document not in (None, policy.id):
        raise ArchiveError("another-document", held=str(archive.document), given=policy.id)
    if id_ in archive.ids:
        raise ArchiveError("published", revision=id_, free=_free(id_, archive))
    if newest is None:
        return
    if order(id_) < order(newest.id) and not older:
        raise ArchiveError("older", revision=id_, newest=newest.id)
    if policy.revision.kind == CORRECTION:
        corrected = _corrected(policy, archive)
        found = (
            comparison if corrected is newest else corrected and compare(corrected.policy, policy)
        )
        if found and found.decides_otherwise:
            raise ArchiveError("decides", revision=id_, witness=_example(found))


def _free(id_: str, archive: Archive) -> str:
    """The next name of that day."""
    day = id_.partition(".")[0]
    return next(name for n in count(1) if (name := f"{day}.{n}") not in archive.ids)


def _corrected(policy: Policy, archive: Archive) -> Frozen | None:
    """The revision that a correction is one of: the last decision before it."""
    before = [one for one in archive.revisions if order(one.id) < order(policy.revision.id)]
    return before[-1] if before else None


def _example(comparison: Comparison) -> str:
    """One scenario that is decided otherwise, in words."""
    for wizard in comparison.wizards:
        for one in wizard.classes:
            said = in_words(comparison.new, one.witness)
            words, _ = said.in_language(comparison.new.authoritative.code)
            return f"{wizard.id}: {one.before} → {one.after}: {words}"
    return ", ".join(wizard.id for wizard in comparison.wizards if wizard.differs)
