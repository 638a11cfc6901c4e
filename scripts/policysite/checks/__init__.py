"""Checks of a resolved policy: one file a check, and its code is the file's name.

Place in the flow: after `resolve`; the last word before pages and bundle are made.
"""

from __future__ import annotations

from policysite.policy import Policy
from policysite.problem import Problem

CHECKS = ()


def check(policy: Policy) -> list[Problem]:
    """Every problem that every check finds."""
    return [problem for each in CHECKS for problem in each.check(policy)]
