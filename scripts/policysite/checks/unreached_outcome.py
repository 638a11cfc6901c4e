"""An outcome that nothing leads to, in any wizard."""

from __future__ import annotations

from policysite.policy import Policy
from policysite.problem import Problem, error
from policysite.proving import failures


def check(policy: Policy) -> list[Problem]:
    places = {modality.id: modality.place for modality in policy.modalities}
    return [
        error("unreached-outcome", places[failure.subject], word=failure.subject)
        for failure in failures(policy, "unreached-outcome")
    ]
