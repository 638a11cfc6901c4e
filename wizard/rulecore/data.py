"""The rule base as JSON: what the build writes and the browser loads.

Place in the flow: between `policysite` and the wizard. Conditions become small lists, such as
`["is", "image", "others"]`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from rulecore.condition import (
    ALWAYS,
    And,
    Compare,
    Condition,
    Has,
    Is,
    Not,
    Or,
    Ref,
    Value,
)
from rulecore.model import (
    Extension,
    Fact,
    FactType,
    Modality,
    Note,
    Question,
    Rule,
    RuleBase,
    Text,
    Wizard,
)


def dump(base: RuleBase) -> str:
    """The rule base as compact JSON; `load` gives it back."""
    data = {
        "policy": base.policy,
        "revision": base.revision,
        "decided": base.decided.isoformat(),
        "in_force": base.in_force.isoformat(),
        "facts": [_fact(fact) for fact in base.facts],
        "conditions": {name: _condition(c) for name, c in base.conditions.items()},
        "modalities": [[modality.id, modality.tier] for modality in base.modalities],
        "rules": [
            [r.id, r.modality, _condition(r.when), list(r.clauses), r.base] for r in base.rules
        ],
        "extensions": [[e.id, _condition(e.when), list(e.clauses)] for e in base.extensions],
        "notes": [[note.id, _condition(note.when)] for note in base.notes],
        "texts": [_text(text) for text in base.texts],
        "wizards": [_wizard(wizard) for wizard in base.wizards],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> RuleBase:
    """The rule base that `dump` wrote."""
    data = json.loads(text)
    return RuleBase(
        policy=data["policy"],
        revision=data["revision"],
        decided=date.fromisoformat(data["decided"]),
        in_force=date.fromisoformat(data["in_force"]),
        facts=tuple(_read_fact(fact) for fact in data["facts"]),
        conditions={name: _read_condition(c) for name, c in data["conditions"].items()},
        modalities=tuple(Modality(id=id_, tier=tier) for id_, tier in data["modalities"]),
        rules=tuple(
            Rule(
                id=id_,
                modality=modality,
                when=_read_condition(when),
                clauses=tuple(clauses),
                base=base,
            )
            for id_, modality, when, clauses, base in data["rules"]
        ),
        extensions=tuple(
            Extension(id=id_, when=_read_condition(when), clauses=tuple(clauses))
            for id_, when, clauses in data["extensions"]
        ),
        notes=tuple(Note(id=id_, when=_read_condition(when)) for id_, when in data["notes"]),
        texts=tuple(_read_text(text) for text in data["texts"]),
        wizards=tuple(_read_wizard(wizard) for wizard in data["wizards"]),
    )


# Values and conditions ------------------------------------------------------------------------


def _value(value: Value) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def _read_value(data: Any) -> Value:
    return frozenset(data) if isinstance(data, list) else data


def _condition(condition: Condition) -> list[Any]:
    match condition:
        case And(parts):
            return ["and", *map(_condition, parts)]
        case Or(parts):
            return ["or", *map(_condition, parts)]
        case Not(part):
            return ["not", _condition(part)]
        case Ref(name):
            return ["ref", name]
        case Is(fact, values):
            return ["is", fact, *values]
        case Has(fact, option):
            return ["has", fact, option]
        case Compare(fact, relation, number):
            return [relation, fact, number]


def _read_condition(data: list[Any]) -> Condition:
    kind, *rest = data
    match kind:
        case "and":
            return And(tuple(map(_read_condition, rest)))
        case "or":
            return Or(tuple(map(_read_condition, rest)))
        case "not":
            return Not(_read_condition(rest[0]))
        case "ref":
            return Ref(rest[0])
        case "is":
            return Is(rest[0], tuple(rest[1:]))
        case "has":
            return Has(rest[0], rest[1])
        case _:
            return Compare(rest[0], kind, rest[1])


# Facts, texts, wizards ------------------------------------------------------------------------


def _fact(fact: Fact) -> dict[str, Any]:
    data: dict[str, Any] = {"id": fact.id, "type": str(fact.type)}
    if fact.type.is_ordered:
        data |= {"low": fact.low, "high": fact.high, "decimals": fact.decimals}
    else:
        data |= {"options": list(fact.options), "exclusive": list(fact.exclusive)}
    if fact.default is not None:
        data["default"] = _value(fact.default)
    if fact.change is not None:
        data["change"] = _value(fact.change)
    if fact.ask_if != ALWAYS:
        data["ask_if"] = _condition(fact.ask_if)
    return data


def _read_fact(data: Mapping[str, Any]) -> Fact:
    return Fact(
        id=data["id"],
        type=FactType(data["type"]),
        options=tuple(data.get("options", ())),
        exclusive=tuple(data.get("exclusive", ())),
        low=data.get("low"),
        high=data.get("high"),
        decimals=data.get("decimals", 0),
        default=_read_value(data["default"]) if "default" in data else None,
        change=_read_value(data["change"]) if "change" in data else None,
        ask_if=_read_condition(data.get("ask_if", ["and"])),
    )


def _text(text: Text) -> dict[str, Any]:
    return {
        "id": text.id,
        "after": list(text.after),
        "folded_after": list(text.folded_after),
        "after_if": _condition(text.after_if),
        "answers": None if text.answers is None else _condition(text.answers),
    }


def _read_text(data: Mapping[str, Any]) -> Text:
    return Text(
        id=data["id"],
        after=tuple(data["after"]),
        folded_after=tuple(data["folded_after"]),
        after_if=_read_condition(data["after_if"]),
        answers=None if data["answers"] is None else _read_condition(data["answers"]),
    )


def _wizard(wizard: Wizard) -> dict[str, Any]:
    return {
        "id": wizard.id,
        "informative": wizard.informative,
        "full": wizard.full,
        "soonest": wizard.soonest,
        "preset": {fact: _value(value) for fact, value in wizard.preset.items()},
        "questions": [
            [q.fact, list(q.options), dict(q.leads_to), q.page] for q in wizard.questions
        ],
    }


def _read_wizard(data: Mapping[str, Any]) -> Wizard:
    return Wizard(
        id=data["id"],
        informative=data["informative"],
        full=data["full"],
        soonest=data["soonest"],
        preset={fact: _read_value(value) for fact, value in data["preset"].items()},
        questions=tuple(
            Question(fact=fact, options=tuple(options), leads_to=leads_to, page=page)
            for fact, options, leads_to, page in data["questions"]
        ),
    )
