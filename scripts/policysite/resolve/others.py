"""Definitions, modalities, offices and the questions people ask.

Place in the flow: the parts of `resolve` that nothing else waits for.
"""

from __future__ import annotations

from policysite.policy import Definition, Faq, ModalityText, Office
from policysite.resolve.fields import Fields
from policysite.resolve.scope import Scope
from rulecore import Modality


def definition(fields: Fields, scope: Scope) -> Definition:
    return Definition(
        term=scope.words_at(fields, "term"),
        place=fields.place,
        clauses=scope.many("clause", fields.texts("clauses")),
        defined=fields.flag("defined", otherwise=True),
        remark=scope.optional_words(fields, "remark"),
    )


def modality(fields: Fields) -> Modality:
    return Modality(id=fields.text("modality").text, tier=fields.whole("tier"))


def modality_text(fields: Fields, scope: Scope) -> ModalityText:
    return ModalityText(
        id=fields.text("modality").text,
        place=fields.place,
        word=scope.words_at(fields, "word"),
        headline=scope.words(fields),
        tone=fields.text("tone").text,
        hold_off=fields.flag("hold_off"),
    )


def office(fields: Fields, scope: Scope) -> Office:
    return Office(
        id=fields.text("office").text,
        place=fields.place,
        name=scope.words(fields),
        clauses=scope.many("clause", fields.texts("clauses")),
        unsettled=scope.optional_words(fields, "unsettled"),
        contact=scope.optional_words(fields, "contact"),
    )


def faq(fields: Fields, scope: Scope) -> Faq:
    return Faq(
        id=fields.text("question").text,
        place=fields.place,
        question=scope.words(fields),
        answer=scope.words_at(fields, "answer"),
        settled=fields.text("settled").text,
        clauses=scope.many("clause", fields.texts("clauses")),
        wizards=scope.many("wizard", fields.texts("wizards")),
    )
