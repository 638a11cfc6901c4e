"""A rule that never decides: a more severe one applies wherever it does."""

from __future__ import annotations

from policysite.policy import Policy
from policysite.problem import Problem, error
from policysite.proving import failures
from policysite.scenario import in_words


def check(policy: Policy) -> list[Problem]:
    places = {rule.id: rule.place for rule in policy.rules}
    return [
        error(
            "shadowed-rule",
            places[failure.subject],
            word=failure.subject,
            rules=", ".join(failure.rules) or "—",
            witness=in_words(policy, failure.witness),
        )
        for failure in failures(policy, "shadowed-rule")
    ]
