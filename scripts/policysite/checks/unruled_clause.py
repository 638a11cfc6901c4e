"""A clause that says what is allowed, with no rule under it: nobody would ever be told."""

from __future__ import annotations

from collections.abc import Iterator

from policysite.policy import Policy
from policysite.problem import Problem, error

NORMATIVE = frozenset(
    {
        "obligation",
        "prohibition",
        "permission",
        "recommendation",
        "discouragement",
        "qualification",
        "responsibility",
        "scope",
        "exemption",
    }
)
"""Kinds of clause that a rule, note, text, extension or office must cite."""


def check(policy: Policy) -> list[Problem]:
    cited = set(_cited(policy))
    return [
        error("unruled-clause", clause.place, word=clause.id, kind=clause.kind)
        for clause in policy.clauses.values()
        if clause.kind in NORMATIVE and clause.id not in cited
    ]


def _cited(policy: Policy) -> Iterator[str]:
    for rule in policy.base.rules:
        yield from rule.clauses
    for extension in policy.base.extensions:
        yield from extension.clauses
    for passage in (*policy.notes, *policy.texts):
        yield from passage.clauses
    for office in policy.offices:
        yield from office.clauses
