"""A question that its wizard can never put: its condition never holds there."""

from __future__ import annotations

from policysite.policy import Policy
from policysite.problem import Problem, error
from policysite.proving import failures


def check(policy: Policy) -> list[Problem]:
    places = {wizard.id: wizard.places for wizard in policy.wizards}
    return [
        error(
            "unasked-question",
            places[failure.wizard or ""][failure.subject],
            word=failure.subject,
            wizard=failure.wizard or "",
        )
        for failure in failures(policy, "unasked-question")
    ]
