"""A rule base under other names: the same decisions, other ids.

Place in the flow: before `difference`, which compares by id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rulecore.condition import And, Compare, Condition, Has, Is, Not, Or, Ref, Value
from rulecore.model import Fact, Question, Rule, RuleBase, Text, Wizard

type Ids = Mapping[str, str]
"""Old id → new id; what is not there keeps its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """New names. `options`: fact (by its old id) → option → its new id."""

    facts: Ids = field(default_factory=dict)
    options: Mapping[str, Ids] = field(default_factory=dict)
    modalities: Ids = field(default_factory=dict)
    rules: Ids = field(default_factory=dict)
    wizards: Ids = field(default_factory=dict)

    def fact(self, id_: str) -> str:
        return self.facts.get(id_, id_)

    def option(self, fact: str, id_: str) -> str:
        return self.options.get(fact, {}).get(id_, id_)

    def modality(self, id_: str) -> str:
        return self.modalities.get(id_, id_)


def renamed(base: RuleBase, names: Names) -> RuleBase:
    """The rule base with these names instead."""
    return replace(
        base,
        facts=tuple(_fact(fact, names) for fact in base.facts),
        conditions={name: renamed_condition(c, names) for name, c in base.conditions.items()},
        modalities=tuple(replace(m, id=names.modality(m.id)) for m in base.modalities),
        rules=tuple(_rule(rule, names) for rule in base.rules),
        extensions=tuple(
            replace(e, when=renamed_condition(e.when, names)) for e in base.extensions
        ),
        notes=tuple(replace(note, when=renamed_condition(note.when, names)) for note in base.notes),
        texts=tuple(_text(text, names) for text in base.texts),
        wizards=tuple(_wizard(wizard, names) for wizard in base.wizards),
    )


def _fact(fact: Fact, names: Names) -> Fact:
    return replace(
        fact,
        id=names.fact(fact.id),
        options=tuple(names.option(fact.id, option) for option in fact.options),
        exclusive=tuple(names.option(fact.id, option) for option in fact.exclusive),
        default=None if fact.default is None else _value(fact.id, fact.default, names),
        change=None if fact.change is None else _value(fact.id, fact.change, names),
        ask_if=renamed_condition(fact.ask_if, names),
    )


def _value(fact: str, value: Value, names: Names) -> Value:
    if isinstance(value, frozenset):
        return frozenset(names.option(fact, option) for option in value)
    return value if isinstance(value, int) else names.option(fact, value)


def _rule(rule: Rule, names: Names) -> Rule:
    return replace(
        rule,
        id=names.rules.get(rule.id, rule.id),
        modality=names.modality(rule.modality),
        when=renamed_condition(rule.when, names),
    )


def _text(text: Text, names: Names) -> Text:
    return replace(
        text,
        after=tuple(map(names.modality, text.after)),
        folded_after=tuple(map(names.modality, text.folded_after)),
        after_if=renamed_condition(text.after_if, names),
        answers=None if text.answers is None else renamed_condition(text.answers, names),
    )


def _wizard(wizard: Wizard, names: Names) -> Wizard:
    new = names.wizards
    return replace(
        wizard,
        id=new.get(wizard.id, wizard.id),
        questions=tuple(_question(question, names) for question in wizard.questions),
        preset={names.fact(f): _value(f, value, names) for f, value in wizard.preset.items()},
        full=None if wizard.full is None else new.get(wizard.full, wizard.full),
    )


def _question(question: Question, names: Names) -> Question:
    fact, new = question.fact, names.wizards
    return replace(
        question,
        fact=names.fact(fact),
        options=tuple(names.option(fact, option) for option in question.options),
        leads_to={names.option(fact, o): new.get(to, to) for o, to in question.leads_to.items()},
    )


def renamed_condition(condition: Condition, names: Names) -> Condition:
    """The condition with these names instead."""
    match condition:
        case And(parts):
            return And(tuple(renamed_condition(part, names) for part in parts))
        case Or(parts):
            return Or(tuple(renamed_condition(part, names) for part in parts))
        case Not(part):
            return Not(renamed_condition(part, names))
        case Ref():
            return condition
        case Is(fact, values):
            return Is(names.fact(fact), tuple(names.option(fact, value) for value in values))
        case Has(fact, option):
            return Has(names.fact(fact), names.option(fact, option))
        case Compare(fact, relation, number):
            return Compare(names.fact(fact), relation, number)
