"""The definition: what one complete scenario means, evaluated as it is written.

Place in the flow: the reference. It knows nothing of unknown answers and is never made faster;
`tables` and `consult` are held against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rulecore.condition import Value, holds
from rulecore.model import RuleBase


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """One scenario: effective values, the facts that count, what fires, and the headline.

    `headline`: the modality of the highest rank that a fired rule has; None where no rule fires.
    """

    values: Mapping[str, Value]
    relevant: frozenset[str]
    rules: tuple[str, ...]
    notes: tuple[str, ...]
    headline: str | None


def evaluate(base: RuleBase, raw: Mapping[str, Value]) -> Evaluation:
    """Evaluate one complete assignment `raw`: a value for every fact of the rule base."""
    values, relevant = effective(base, raw)
    fired = [rule for rule in base.rules if holds(rule.when, values, base.conditions)]
    modalities = [rule.modality for rule in fired]
    return Evaluation(
        values=values,
        relevant=relevant,
        rules=tuple(rule.id for rule in fired),
        notes=tuple(n.id for n in base.notes if holds(n.when, values, base.conditions)),
        headline=max(modalities, key=base.rank.__getitem__) if modalities else None,
    )


def prevailing(base: RuleBase, values: Mapping[str, Value]) -> tuple[str | None, tuple[str, ...]]:
    """The headline of a scenario and the rules that carry it; those of lower ranks are not read."""
    for modality in base.modalities:
        rules = (rule for rule in base.rules if rule.modality == modality.id)
        firing = tuple(rule.id for rule in rules if holds(rule.when, values, base.conditions))
        if firing:
            return modality.id, firing
    return None, ()


def effective(
    base: RuleBase, raw: Mapping[str, Value]
) -> tuple[Mapping[str, Value], frozenset[str]]:
    """The values that count, and the facts that do: one that does not has its default."""
    values: dict[str, Value] = {}
    relevant: set[str] = set()
    for fact in base.facts:
        if holds(fact.ask_if, values, base.conditions):
            relevant.add(fact.id)
            values[fact.id] = raw[fact.id]
        elif fact.default is not None:
            values[fact.id] = fact.default
    return values, frozenset(relevant)
