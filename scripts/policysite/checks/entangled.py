"""Facts that depend on each other so much that no exact answer fits in memory."""

from __future__ import annotations

from collections.abc import Collection

from policysite.policy import Policy
from policysite.problem import Problem, error
from rulecore import TooEntangled, facts_of
from rulecore.tables import compile_tables

MOST_RULES = 8
"""Rules that a problem names."""


def check(policy: Policy) -> list[Problem]:
    try:
        compile_tables(policy.base)
    except TooEntangled as fault:
        rules = _reading(policy, fault.facts)
        places = [text.place for text in policy.rules if text.id in rules]
        places += [text.place for text in policy.facts if text.id in fault.facts]
        facts = ", ".join(fault.facts)
        return [error("entangled", places[0], facts=facts, rules=", ".join(rules) or "—")]
    return []


def _reading(policy: Policy, facts: Collection[str]) -> list[str]:
    """The rules that read the most of these facts, and more than one."""
    base = policy.base
    reads = {
        rule.id: len({*facts_of(rule.when, base.conditions)}.intersection(facts))
        for rule in base.rules
    }
    reading = [rule for rule, count in reads.items() if count > 1]
    return sorted(reading, key=lambda rule: -reads[rule])[:MOST_RULES]
