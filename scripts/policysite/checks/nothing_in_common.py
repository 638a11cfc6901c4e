"""A question to which a wizard and the full one that checks it offer no answer in common.

Where that question counts, no scenario of the one is a scenario of the other: nothing to compare.
"""

from __future__ import annotations

from policysite.policy import Policy
from policysite.problem import Problem, error
from rulecore import Wizard


def check(policy: Policy) -> list[Problem]:
    wizards = policy.base.wizard
    return [
        error("nothing-in-common", text.place, word=text.id, full=full, fact=fact)
        for text in policy.wizards
        if (full := wizards[text.id].full) is not None
        for fact in _apart(wizards[text.id], wizards[full])
    ]


def _apart(wizard: Wizard, full: Wizard) -> list[str]:
    """The facts that both ask with options, none of which both offer."""
    offered = {question.fact: set(question.options) for question in full.questions}
    return [
        question.fact
        for question in wizard.questions
        if question.options
        and question.fact in offered
        and offered[question.fact].isdisjoint(question.options)
    ]
