"""Worked scenarios: answers to a wizard and what is expected of them.

Place in the flow: after the wizards; `checks.example` runs them.
"""

from __future__ import annotations

from collections.abc import Mapping

from policysite.nodes import Node, Scalar, Sequence
from policysite.policy import Example
from policysite.problem import suggest
from policysite.resolve.fields import Fields, as_text
from policysite.resolve.scope import Scope
from policysite.resolve.values import read_value
from rulecore import UNKNOWN, Fact, Question, Wizard

UNDETERMINED = "undetermined"
"""What an example expects where the answers decide nothing."""


def example(
    clause: str,
    fields: Fields,
    facts: Mapping[str, Fact],
    wizards: Mapping[str, Wizard],
    scope: Scope,
) -> Example:
    """One example under its clause."""
    wizard, given = answered(fields, facts, wizards, scope)
    return Example(
        id=fields.text("example").text,
        place=fields.place,
        wizard=wizard,
        clause=clause,
        text=scope.words(fields),
        given=given,
        outcome=expected(fields, scope),
        could_be=scope.many("modality", fields.texts("could_be")),
        missing=scope.many("fact", fields.texts("missing")),
        rules=scope.many("rule", fields.texts("rules")),
        clauses=scope.many("clause", fields.texts("cites")),
        note=scope.optional_words(fields, "remark"),
    )


def answered(
    fields: Fields, facts: Mapping[str, Fact], wizards: Mapping[str, Wizard], scope: Scope
) -> tuple[str, Mapping[str, str | tuple[str, ...]]]:
    """The wizard's id and the answers given to it."""
    wizard = wizards.get(scope.one("wizard", fields.text("wizard")))
    if wizard is not None and wizard.informative:
        scope.problems.error("informative-example", fields.text("wizard").place, word=wizard.id)
        wizard = None
    return fields.text("wizard").text, _given(fields, facts, wizard, scope)


def expected(fields: Fields, scope: Scope) -> str | None:
    """The outcome expected: a modality, or None for an undetermined one."""
    outcome = fields.text("outcome")
    return None if outcome.text == UNDETERMINED else scope.one("modality", outcome)


def _given(
    fields: Fields, facts: Mapping[str, Fact], wizard: Wizard | None, scope: Scope
) -> Mapping[str, str | tuple[str, ...]]:
    entry = fields.entry("given")
    given: dict[str, str | tuple[str, ...]] = {}
    for key, node in entry.pairs if entry else ():
        fact = facts.get(scope.one("fact", key))
        if fact is not None:
            given[key.text] = _as_given(node)
            before = len(scope.problems)
            unknown = isinstance(node, Scalar) and node.text == UNKNOWN
            value = None if unknown else read_value(fact, node, scope)
            if wizard is not None and len(scope.problems) == before:
                _taken_by(wizard, fact, key, node, value, scope)
    return given


def _as_given(node: Node) -> str | tuple[str, ...]:
    if isinstance(node, Sequence):
        return tuple(as_text(item, item.place).text for item in node.items)
    return as_text(node, node.place).text


def _taken_by(
    wizard: Wizard, fact: Fact, key: Scalar, node: Node, value: object, scope: Scope
) -> None:
    """Report an answer that the wizard would not take."""
    question = next((q for q in wizard.questions if q.fact == fact.id), None)
    if question is not None:
        _offered(wizard, question, fact, node, scope)
    elif fact.id not in wizard.preset:
        asked = [q.fact for q in wizard.questions]
        close = suggest(fact.id, asked)
        scope.problems.error("not-asked", key.place, word=fact.id, wizard=wizard.id, **close)
    elif value != wizard.preset[fact.id]:
        scope.problems.error("other-than-preset", node.place, word=fact.id, wizard=wizard.id)


def _offered(wizard: Wizard, question: Question, fact: Fact, node: Node, scope: Scope) -> None:
    if fact.type.is_ordered:
        return
    for part in node.items if isinstance(node, Sequence) else (node,):
        text = as_text(part, part.place)
        if text.text != UNKNOWN and text.text not in question.options:
            scope.problems.error("not-offered", text.place, word=text.text, wizard=wizard.id)
