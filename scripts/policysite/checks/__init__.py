"""Checks of a resolved policy: one file a check, and its code is the file's name.

Place in the flow: after `resolve`; the last word before pages and bundle are made.
"""

from __future__ import annotations

from policysite.checks import (
    checklist_line,
    entangled,
    example,
    missing_default,
    modality_order,
    silent_text,
    stale_translation,
    unasked_fact,
    unread_fact,
    unruled_clause,
    unused_condition,
)
from policysite.policy import Policy
from policysite.problem import Problem

CHECKS = (
    checklist_line,
    entangled,
    example,
    missing_default,
    modality_order,
    silent_text,
    stale_translation,
    unasked_fact,
    unread_fact,
    unruled_clause,
    unused_condition,
)


def check(policy: Policy) -> list[Problem]:
    """Every problem that every check finds."""
    return [problem for each in CHECKS for problem in each.check(policy)]
