"""Two rules that apply in exactly the same cases."""

from __future__ import annotations

from policysite.policy import Policy
from policysite.problem import Problem, error
from policysite.proving import failures


def check(policy: Policy) -> list[Problem]:
    places = {rule.id: rule.place for rule in policy.rules}
    return [
        error(
            "same-condition",
            places[failure.subject],
            word=failure.subject,
            other=", ".join(failure.rules),
        )
        for failure in failures(policy, "same-condition")
    ]
