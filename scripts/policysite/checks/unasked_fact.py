"""A question that no wizard asks: its answer would always be the default."""

from __future__ import annotations

from policysite.policy import Policy
from policysite.problem import Problem, error


def check(policy: Policy) -> list[Problem]:
    asked = {question.fact for wizard in policy.base.wizards for question in wizard.questions}
    return [
        error("unasked-fact", fact.place, word=fact.id)
        for fact in policy.facts
        if fact.id not in asked
    ]
