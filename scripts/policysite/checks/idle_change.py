"""An answer that people are told to change and that never makes anything better."""

from __future__ import annotations

from policysite.policy import Policy
from policysite.problem import Problem, error
from policysite.proving import failures


def check(policy: Policy) -> list[Problem]:
    places = {fact.id: fact.place for fact in policy.facts}
    return [
        error("idle-change", places[failure.subject], word=failure.subject)
        for failure in failures(policy, "idle-change")
    ]
