"""Questions to facts: their types, their values, and when they are asked.

Place in the flow: after `declare`, before everything that has a condition. Facts come out in the
order in which relevance reads them: each after those that its `ask_if` names.
"""

from __future__ import annotations

from dataclasses import replace

from policysite.dates import DATE
from policysite.expressions import report_option, report_ordered
from policysite.policy import FactText, Option
from policysite.resolve.conditions import Conditions
from policysite.resolve.fields import Fields
from policysite.resolve.order import in_order
from policysite.resolve.scope import Scope
from policysite.resolve.values import read_value
from rulecore import Fact, FactType, facts_of, read_ordered

MOST_COMBINED = 10
"""Options of one question that can be chosen together: each doubles the combinations."""


def fact_shapes(root: Fields, scope: Scope) -> dict[str, Fact]:
    """Facts by id in the order of the source, with everything but their conditions.

    One whose type is wrong is left out: nothing more can be said about it.
    """
    shapes: dict[str, Fact] = {}
    for fields in root.entries("questions"):
        if fields.text("type").text in list(FactType):
            fact = _shape(fields, FactType(fields.text("type").text), scope)
            shapes.setdefault(fact.id, fact)
    return shapes


def _shape(fields: Fields, type_: FactType, scope: Scope) -> Fact:
    fact = Fact(
        id=fields.text("fact").text,
        type=type_,
        options=_options(type_, fields),
        decimals=fields.whole("decimals"),
    )
    fact = replace(fact, exclusive=_exclusive(fact, fields, scope))
    low, high = _bound(fact, fields, "lowest", scope), _bound(fact, fields, "highest", scope)
    if low is not None and high is not None and low > high:
        scope.problems.error("empty-range", fields.text("highest").place, fact=fact.id)
        low = high = None
    fact = replace(fact, low=low, high=high)
    change = fields.entry("change")
    return replace(
        fact,
        default=read_value(fact, fields.get("default"), scope),
        change=read_value(fact, change.get("answer"), scope) if change else None,
    )


def _options(type_: FactType, fields: Fields) -> tuple[str, ...]:
    if type_ is FactType.YES_NO:
        return ("yes", "no")
    ids = (option.text("option").text for option in fields.entries("options"))
    return tuple(dict.fromkeys(id_ for id_ in ids if id_))


def _exclusive(fact: Fact, fields: Fields, scope: Scope) -> tuple[str, ...]:
    if fact.type is not FactType.SEVERAL:
        return ()
    named = fields.texts("exclusive")
    for text in named:
        if text.text and text.text not in fact.options:
            report_option(text.text, text.place, fact, scope.problems)
    exclusive = tuple(dict.fromkeys(text.text for text in named if text.text in fact.options))
    if len(fact.options) - len(exclusive) > MOST_COMBINED:
        most = str(MOST_COMBINED)
        scope.problems.error("too-many-combinations", fields.place, fact=fact.id, most=most)
        return fact.options
    return exclusive


def _bound(fact: Fact, fields: Fields, key: str, scope: Scope) -> int | None:
    """The bound; what has not even the form of one has been reported by `schema`."""
    text = fields.text(key)
    if not fact.type.is_ordered or not text.text:
        return None
    bound = read_ordered(fact, text.text)
    formed = DATE.fullmatch(text.text) if fact.type is FactType.DATE else "." in text.text
    if bound is None and formed:
        report_ordered(text.text, text.place, fact, scope.problems)
    return bound


def facts_in_order(
    root: Fields, shapes: dict[str, Fact], conditions: Conditions, scope: Scope
) -> tuple[Fact, ...]:
    """The facts with their conditions, each after those it depends on; a circle is reported."""
    fields_of = {f.text("fact").text: f for f in reversed(root.entries("questions"))}
    facts = {
        id_: replace(fact, ask_if=conditions.read(fields_of[id_].text("ask_if")))
        for id_, fact in shapes.items()
    }
    reads = {id_: facts_of(fact.ask_if, conditions.named) for id_, fact in facts.items()}
    order, circles = in_order(reads)
    for circle in circles:
        place = fields_of[circle[0]].text("ask_if").place
        scope.problems.error("cyclic-relevance", place, circle=" → ".join(circle))
    return tuple(facts[id_] for id_ in order)


def fact_texts(root: Fields, scope: Scope) -> tuple[FactText, ...]:
    """The words of the questions, in the order of the source."""
    return tuple(_fact_text(fields, scope) for fields in root.entries("questions"))


def _fact_text(fields: Fields, scope: Scope) -> FactText:
    options = [
        Option(id=o.text("option").text, label=scope.words(o)) for o in fields.entries("options")
    ]
    change = fields.entry("change")
    return FactText(
        id=fields.text("fact").text,
        place=fields.place,
        question=scope.words(fields),
        label=scope.words_at(fields, "label"),
        line=scope.optional_words(fields, "line"),
        help=scope.optional_words(fields, "help"),
        options=tuple(options),
        clauses=scope.many("clause", fields.texts("clauses")),
        unit=scope.optional_words(fields, "unit"),
        change=scope.words(change) if change else None,
    )
