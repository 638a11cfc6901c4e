"""A policy under other names: the same words and decisions, other ids.

Place in the flow: after `names`; `rulecore.rename` does it to the rule base, this to the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

import rulecore.rename
from policysite.compare.names import Names
from policysite.policy import (
    Clause,
    Example,
    FactText,
    Instead,
    ModalityText,
    Policy,
    RatifiedCase,
    RuleText,
    Section,
    WizardText,
)
from rulecore import RuleBase

type Ids = Mapping[str, str]


def under(policy: Policy, names: Names) -> Policy:
    """The policy with the new names instead of its own."""
    if not _any(names):
        return policy
    renaming = _Renaming(policy, names)
    told = {
        field.name: renaming.value(field.name, getattr(policy, field.name))
        for field in fields(policy)
        if field.name not in ("base", "id")
    }
    return replace(policy, **told, base=renaming.base(policy.base))


def _any(names: Names) -> bool:
    kinds = (names.facts, names.modalities, names.rules, names.wizards, names.sections)
    return any(kind.renamed for kind in (*kinds, names.clauses, *names.options.values()))


class _Renaming:
    def __init__(self, policy: Policy, names: Names) -> None:
        back = {now: was for was, now in names.facts.renamed.items()}
        self.facts = names.facts.renamed
        self.options = {back.get(id_, id_): found.renamed for id_, found in names.options.items()}
        anchors = {**names.sections.renamed, **names.clauses.renamed}
        self.own: Mapping[type, Ids] = {
            FactText: self.facts,
            ModalityText: names.modalities.renamed,
            RuleText: names.rules.renamed,
            WizardText: names.wizards.renamed,
            Section: anchors,
            Clause: anchors,
        }
        """What the `id` of each is renamed by."""
        self.held: Mapping[str, Ids] = {
            "clause": anchors,
            "clauses": anchors,
            "rule": names.rules.renamed,
            "rules": names.rules.renamed,
            "modality": names.modalities.renamed,
            "wizard": names.wizards.renamed,
            "wizards": names.wizards.renamed,
            "outcome": names.modalities.renamed,
            "could_be": names.modalities.renamed,
            "missing": self.facts,
        }
        """What the ids that stand in a field of this name are renamed by."""
        self.names = rulecore.rename.Names(
            facts=self.facts,
            options=self.options,
            modalities=names.modalities.renamed,
            rules=names.rules.renamed,
            wizards=names.wizards.renamed,
        )

    def value(self, field: str, value: Any) -> Any:
        match value:
            case str():
                return self.held.get(field, {}).get(value, value)
            case tuple():
                return tuple(self.value(field, part) for part in value)
            case _ if is_dataclass(value) and not isinstance(value, type):
                return self.thing(value)
            case _:
                return value

    def thing(self, thing: Any) -> Any:
        changed = {f.name: self.value(f.name, getattr(thing, f.name)) for f in fields(thing)}
        if type(thing) in self.own:
            changed["id"] = self.own[type(thing)].get(thing.id, thing.id)
        match thing:
            case FactText():
                options = self.options.get(thing.id, {})
                changed["options"] = tuple(
                    replace(option, id=options.get(option.id, option.id))
                    for option in thing.options
                )
            case Instead() if thing.when is not None:
                changed["when"] = rulecore.rename.renamed_condition(thing.when, self.names)
            case Example() | RatifiedCase():
                changed["given"] = {
                    self.facts.get(fact, fact): self.answer(fact, answer)
                    for fact, answer in thing.given.items()
                }
        return type(thing)(**changed)

    def answer(self, fact: str, answer: str | tuple[str, ...]) -> str | tuple[str, ...]:
        options = self.options.get(fact, {})
        if isinstance(answer, tuple):
            return tuple(options.get(option, option) for option in answer)
        return options.get(answer, answer)

    def base(self, base: RuleBase) -> RuleBase:
        base = rulecore.rename.renamed(base, self.names)
        return replace(
            base,
            rules=tuple(replace(r, clauses=self.value("clauses", r.clauses)) for r in base.rules),
            extensions=tuple(
                replace(e, clauses=self.value("clauses", e.clauses)) for e in base.extensions
            ),
        )
