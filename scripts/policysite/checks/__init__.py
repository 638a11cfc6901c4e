"""Checks and proofs of a resolved policy: one file each, and its code is the file's name.

Place in the flow: after `resolve`; the last word before pages and bundle are made.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

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
    nothing_in_common,
    ratified_case,
    same_condition,
    same_reading,
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
from policysite.problem import Problem, Severity

CHECKS = (
    checklist_line,
    entangled,
    missing_default,
    modality_order,
    nothing_in_common,
    silent_text,
    stale_translation,
    unasked_fact,
    unread_fact,
    unruled_clause,
    unused_condition,
)
"""What must be right before anything can be proved."""

PROOFS = (
    no_outcome,
    dead_rule,
    shadowed_rule,
    same_condition,
    unreached_outcome,
    unasked_question,
    idle_question,
    idle_change,
    unshown_passage,
    hidden_outcome,
    unkept_promise,
    same_reading,
    example,
    ratified_case,
)
"""What the rules, the questions and the examples must show, in the order that readers see."""


def check(policy: Policy) -> list[Problem]:
    """Every problem that every check finds; proofs are for a policy that has no other error."""
    problems = _problems(CHECKS, policy)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return problems
    return problems + _problems(PROOFS, policy)


def code_of(module: ModuleType) -> str:
    """The code of a check's problems, which is its file's name."""
    return module.__name__.rpartition(".")[2].replace("_", "-")


def _problems(checks: Iterable[ModuleType], policy: Policy) -> list[Problem]:
    return [problem for each in checks for problem in each.check(policy)]
