"""A checklist shows a part of the question: its line must be in the question, word for word."""

from __future__ import annotations

from policysite.policy import Policy
from policysite.problem import Problem, error


def check(policy: Policy) -> list[Problem]:
    return [
        error("checklist-line", fact.place, word=fact.id, line=line, question=question)
        for fact in policy.facts
        if fact.line is not None
        for language, line in fact.line.by_language.items()
        if line not in (question := fact.question.by_language.get(language, ""))
    ]
