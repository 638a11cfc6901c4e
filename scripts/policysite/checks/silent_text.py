"""A text that follows no outcome and answers no question: nobody would ever see it."""

from __future__ import annotations

from policysite.policy import Policy
from policysite.problem import Problem, error


def check(policy: Policy) -> list[Problem]:
    places = {text.id: text.place for text in policy.texts}
    return [
        error("silent-text", places[text.id], word=text.id)
        for text in policy.base.texts
        if not text.after and not text.folded_after and text.answers is None
    ]
