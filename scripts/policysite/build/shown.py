"""What a site shows: the published revisions, and the working source where it is another text.

Place in the flow: the first thing that `build` and `serve` ask. With an archive, a working source
that differs from every archived revision is a draft; without one, it is the revision that its
record names.
"""

from __future__ import annotations

from dataclasses import dataclass

from policysite.archive import Archive, Withdrawal
from policysite.bundle.proved import Proved
from policysite.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One revision, or the draft. `answering`: what the archive has of it, if it is there."""

    policy: Policy
    answering: Proved | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What is in a site. `revisions`: in the order of their decisions, a draft last. `head`: the
    digest that names the archive, empty where there is none.
    """

    revisions: tuple[Shown, ...]
    withdrawals: tuple[Withdrawal, ...] = ()
    head: str = ""


def contents(policy: Policy | None, archive: Archive | None, *, draft: bool) -> Contents:
    """What a site shows of an archive and a working source (`policy`).

    `draft`: the working source too, where it is no published revision.
    """
    if archive is None or not archive.links:
        return Contents(revisions=(Shown(policy=policy),) if policy else ())
    revisions = [Shown(policy=one.policy, answering=one.proved) for one in archive.revisions]
    if policy and draft and is_draft(policy, archive):
        revisions.append(Shown(policy=policy, draft=True))
    return Contents(revisions=tuple(revisions), withdrawals=archive.withdrawals, head=archive.head)


def is_draft(policy: Policy, archive: Archive) -> bool:
    """Whether there are revisions, and the working source is none of them: nor one that was
    withdrawn, whose text must not come back as a draft.
    """
    return bool(archive.links) and policy.digest not in archive.sources
