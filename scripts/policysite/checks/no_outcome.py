"""A wizard with answers at which no rule says anything: a person would get no answer."""

from __future__ import annotations

from policysite.policy import Policy
from policysite.problem import Problem, error
from policysite.proving import failures
from policysite.scenario import in_words


def check(policy: Policy) -> list[Problem]:
    places = {wizard.id: wizard.place for wizard in policy.wizards}
    return [
        error(
            "no-outcome",
            places[failure.subject],
            word=failure.subject,
            witness=in_words(policy, failure.witness),
        )
        for failure in failures(policy, "no-outcome")
    ]
