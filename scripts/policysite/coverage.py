"""Coverage both ways: what rests on each clause, and the clauses that each rule rests on.

Place in the flow: `check` sums it up, the certificate and the page on verification list it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policysite.policy import Policy
from policysite.uses import Kind, uses

SUPPORTING: tuple[Kind, ...] = ("rules", "passages", "offices")
"""Kinds of use that make a clause say something in an answer."""

SHOWN: tuple[Kind, ...] = (*SUPPORTING, "questions", "examples", "definitions", "record")


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """One clause. `uses`: kind → ids of what rests on it. `kind`: what the source declares it to
    be, which is the reason where no rule, passage or office rests on it.
    """

    id: str
    kind: str
    uses: Mapping[Kind, tuple[str, ...]]

    @property
    def supports(self) -> bool:
        """Whether an answer can rest on it."""
        return any(kind in self.uses for kind in SUPPORTING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """`clauses`: in reading order. `rules`: rule → its clauses."""

    clauses: tuple[Covered, ...]
    rules: Mapping[str, tuple[str, ...]]


def coverage(policy: Policy) -> Coverage:
    """What rests on what."""
    found = uses(policy)
    return Coverage(
        clauses=tuple(
            Covered(
                id=clause.id,
                kind=clause.kind,
                uses={k: ids for k, ids in found.get(clause.id, {}).items() if k in SHOWN},
            )
            for clause in policy.clauses.values()
        ),
        rules={rule.id: rule.clauses for rule in policy.base.rules},
    )
