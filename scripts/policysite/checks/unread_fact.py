"""A question whose answer nothing reads: it is asked for nothing."""

from __future__ import annotations

from policysite.policy import Policy
from policysite.problem import Problem, error
from rulecore.domain import every_condition


def check(policy: Policy) -> list[Problem]:
    read = {atom.fact for atom in every_condition(policy.base)}
    return [
        error("unread-fact", fact.place, word=fact.id)
        for fact in policy.facts
        if fact.id not in read
    ]
