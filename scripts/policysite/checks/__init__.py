"""Checks of a resolved policy: one file a check, and its code is the file's name.

Place in the flow: after `resolve`; the last word before pages and bundle are made.
"""

from __future__ import annotations

from policysite.checks import (
    checklist_line,
    dead_rule,
    entangled,
    example,
    hidden_outcome,
    idle_change,
    idle_question,
    missing_default,
    modality_order,
    no_outcome,
    same_condition,
    shadowed_rule,
    silent_text,
    stale_translation,
    unasked_fact,
    unasked_question,
    unkept_promise,
    unreached_outcome,
    unread_fact,
    unruled_clause,
    unshown_passage,
    unused_condition,
)
from policysite.policy import Policy
from policysite.problem import Problem

CHECKS = (
    checklist_line,
    dead_rule,
    entangled,
    example,
    hidden_outcome,
    idle_change,
    idle_question,
    missing_default,
    modality_order,
    no_outcome,
    same_condition,
    shadowed_rule,
    silent_text,
    stale_translation,
    unasked_fact,
    unasked_question,
    unkept_promise,
    unreached_outcome,
    unread_fact,
    unruled_clause,
    unshown_passage,
    unused_condition,
)


def check(policy: Policy) -> list[Problem]:
    """Every problem that every check finds."""
    return [problem for each in CHECKS for problem in each.check(policy)]
