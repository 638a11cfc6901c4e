"""Outcomes are listed from the most to the least severe: a tier never rises down the list."""

from __future__ import annotations

from itertools import pairwise

from policysite.policy import Policy
from policysite.problem import Problem, error


def check(policy: Policy) -> list[Problem]:
    places = {text.id: text.place for text in policy.modalities}
    return [
        error("modality-order", places[below.id], word=below.id, above=above.id)
        for above, below in pairwise(policy.base.modalities)
        if below.tier > above.tier
    ]
