"""A wizard offered under a part of the text that nothing it can show rests on.

Whom to ask is shown beside every wizard.
"""

from __future__ import annotations

from collections.abc import Iterator

from policysite.policy import Policy
from policysite.problem import Problem, error
from policysite.proving import proofs


def check(policy: Policy) -> list[Problem]:
    found = proofs(policy)
    if found is None:
        return []
    cited = dict(_cited(policy))
    offices = {clause for office in policy.offices for clause in office.clauses}
    problems = []
    for wizard in policy.wizards:
        shown = {clause for id_ in found.shows[wizard.id] for clause in cited[id_]}
        reached = shown | offices
        problems += [
            error("unkept-promise", wizard.place, word=wizard.id, clause=name)
            for name in wizard.clauses
            if reached.isdisjoint(policy.within(name))
        ]
    return problems


def _cited(policy: Policy) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Everything that a wizard can show, with the clauses that it rests on."""
    for rule in policy.base.rules:
        yield rule.id, rule.clauses
    for extension in policy.base.extensions:
        yield extension.id, extension.clauses
    for passage in (*policy.notes, *policy.texts):
        yield passage.id, passage.clauses
