"""The rules as they would be if an ambiguous passage were read the other way.

Place in the flow: after `resolve`; `checks.same_reading` and `cases` compare the answers with those
of the reading adopted.
"""

from __future__ import annotations

from dataclasses import replace

from policysite.policy import Instead, Reading
from rulecore import Rule, RuleBase


def alternative(base: RuleBase, reading: Reading) -> RuleBase:
    """The rule base under the reading's alternative; everything but the rules is the same."""
    changes = {change.rule: change for change in reading.instead}
    rules = (_instead(rule, changes.get(rule.id)) for rule in base.rules)
    return replace(base, rules=tuple(rule for rule in rules if rule is not None))


def _instead(rule: Rule, change: Instead | None) -> Rule | None:
    if change is None:
        return rule
    if change.modality is not None:
        return replace(rule, modality=change.modality)
    return replace(rule, when=change.when) if change.when is not None else None
