"""Wizards: what they preset, what they ask, in which order, and their words.

Place in the flow: after the facts; before the examples, which are given to a wizard.
"""

from __future__ import annotations

from collections.abc import Iterator

from policysite.expressions import report_option
from policysite.nodes import Scalar
from policysite.policy import Checklist, WizardText
from policysite.resolve.fields import Fields, as_text
from policysite.resolve.scope import Scope
from policysite.resolve.values import read_value
from rulecore import Fact, FactType, Question, Value, Wizard


def wizards(root: Fields, facts: dict[str, Fact], scope: Scope) -> tuple[Wizard, ...]:
    """The wizards as the core runs them."""
    return tuple(_wizard(fields, facts, scope) for fields in root.entries("wizards"))


def _wizard(fields: Fields, facts: dict[str, Fact], scope: Scope) -> Wizard:
    preset = _preset(fields, facts, scope)
    return Wizard(
        id=fields.text("wizard").text,
        questions=tuple(_questions(fields, facts, preset, scope)),
        preset=preset,
        informative=fields.flag("informative"),
        full=scope.one("wizard", fields.text("full")) or None,
        soonest=fields.text("order").text == "soonest",
    )


def _preset(fields: Fields, facts: dict[str, Fact], scope: Scope) -> dict[str, Value]:
    given = fields.entry("preset")
    preset: dict[str, Value] = {}
    for key, node in given.pairs if given else ():
        fact = facts.get(scope.one("fact", key))
        value = read_value(fact, node, scope) if fact else None
        if value is not None:
            preset[key.text] = value
    return preset


def _questions(
    fields: Fields, facts: dict[str, Fact], preset: dict[str, Value], scope: Scope
) -> Iterator[Question]:
    asked: set[str] = set()
    for entry in fields.entries("questions"):
        names = entry.texts("facts") if entry.has("page") else (entry.text("fact"),)
        for name in names:
            fact = facts.get(scope.one("fact", name))
            if name.text in asked:
                scope.problems.error("asked-twice", name.place, word=name.text)
            elif name.text in preset:
                scope.problems.error("preset-and-asked", name.place, word=name.text)
            elif fact is not None:
                asked.add(name.text)
                yield _question(fact, name, entry, scope)


def _question(fact: Fact, name: Scalar, entry: Fields, scope: Scope) -> Question:
    if entry.has("page"):
        if fact.type is not FactType.YES_NO:
            scope.problems.error("checklist-type", name.place, word=fact.id)
        return Question(fact=fact.id, options=fact.options, page=entry.text("page").text)
    leads_to = dict(_leads_to(fact, entry, scope))
    offered = {text.text for text in _options(fact, entry.texts("options"), scope)}
    return Question(
        fact=fact.id,
        options=tuple(
            option
            for option in fact.options
            if (option in offered or not offered) and option not in leads_to
        ),
        leads_to=leads_to,
    )


def _leads_to(fact: Fact, entry: Fields, scope: Scope) -> Iterator[tuple[str, str]]:
    targets = entry.entry("leads_to")
    for key, node in targets.pairs if targets else ():
        wizard = scope.one("wizard", as_text(node, key.place))
        if _options(fact, (key,), scope):
            yield key.text, wizard


def _options(fact: Fact, texts: tuple[Scalar, ...], scope: Scope) -> list[Scalar]:
    """Those of the texts that are options of the fact; the others are reported."""
    for text in texts:
        if text.text and text.text not in fact.options:
            report_option(text.text, text.place, fact, scope.problems)
    return [text for text in texts if text.text in fact.options]


def wizard_texts(root: Fields, scope: Scope) -> tuple[WizardText, ...]:
    """The words of the wizards, in the order of the source."""
    return tuple(_wizard_text(fields, scope) for fields in root.entries("wizards"))


def _wizard_text(fields: Fields, scope: Scope) -> WizardText:
    pages = [entry for entry in fields.entries("questions") if entry.has("page")]
    for page in pages:
        scope.declare("page", page.text("page"), owner=f"{fields.text('wizard').text} ")
    return WizardText(
        id=fields.text("wizard").text,
        place=fields.place,
        places={
            name.text: name.place
            for entry in fields.entries("questions")
            for name in (entry.texts("facts") if entry.has("page") else (entry.text("fact"),))
        },
        title=scope.words(fields),
        summary=scope.words_at(fields, "summary"),
        assumes=scope.optional_words(fields, "assumes"),
        clauses=scope.many("anchor", fields.texts("clauses")),
        checklists=tuple(_checklist(page, scope) for page in pages),
    )


def _checklist(page: Fields, scope: Scope) -> Checklist:
    return Checklist(
        id=page.text("page").text,
        title=scope.words(page),
        hint=scope.optional_words(page, "hint"),
    )
