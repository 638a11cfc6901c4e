"""A rule that no answers of any wizard fire."""

from __future__ import annotations

from policysite.policy import Policy
from policysite.problem import Problem, error
from policysite.proving import failures


def check(policy: Policy) -> list[Problem]:
    places = {rule.id: rule.place for rule in policy.rules}
    return [
        error("dead-rule", places[failure.subject], word=failure.subject)
        for failure in failures(policy, "dead-rule")
    ]
