"""Facts that depend on each other so much that no exact answer fits in memory."""

from __future__ import annotations

from policysite.policy import Policy
from policysite.problem import Problem, error
from rulecore import TooEntangled
from rulecore.tables import compile_tables


def check(policy: Policy) -> list[Problem]:
    try:
        compile_tables(policy.base)
    except TooEntangled as fault:
        place = next(fact.place for fact in policy.facts if fact.id in fault.facts)
        return [error("entangled", place, facts=", ".join(fault.facts))]
    return []
