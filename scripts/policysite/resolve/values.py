"""Answers as the source writes them (`default`, `preset`, `given`), read by the type of their fact.

Place in the flow: used by `facts`, `wizards` and `examples`.
"""

from __future__ import annotations

from policysite.expressions import report_option, report_ordered
from policysite.nodes import Node, Scalar, Sequence
from policysite.resolve.fields import as_text
from policysite.resolve.scope import Scope
from rulecore import Fact, FactType, Value, read_ordered, show_value


def read_value(fact: Fact, node: Node | None, scope: Scope) -> Value | None:
    """The value; None where there is none or where it is wrong, after reporting why."""
    if node is None:
        return None
    if isinstance(node, Sequence) is not (fact.type is FactType.SEVERAL):
        expected, found = _shapes(fact, node)
        if not (isinstance(node, Scalar) and not node.text):
            scope.problems.error("wrong-type", node.place, expected=expected, found=found)
        return None
    match fact.type:
        case FactType.SEVERAL:
            return _several(fact, node, scope)
        case FactType.NUMBER | FactType.DATE:
            return _ordered(fact, as_text(node, node.place), scope)
        case _:
            return _option(fact, as_text(node, node.place), scope)


def _shapes(fact: Fact, node: Node) -> tuple[str, str]:
    expected = "list" if fact.type is FactType.SEVERAL else "text"
    return expected, "list" if isinstance(node, Sequence) else "text"


def _option(fact: Fact, text: Scalar, scope: Scope) -> str | None:
    if text.text in fact.options:
        return text.text
    if text.text:
        report_option(text.text, text.place, fact, scope.problems)
    return None


def _several(fact: Fact, node: Node, scope: Scope) -> Value | None:
    items = node.items if isinstance(node, Sequence) else ()
    options = [_option(fact, as_text(item, item.place), scope) for item in items]
    known = [option for option in options if option is not None]
    alone = next((option for option in known if option in fact.exclusive), None)
    if alone is not None and len(known) > 1:
        scope.problems.error("beside-exclusive", node.place, word=alone, fact=fact.id)
    return frozenset(known) if known and len(known) == len(options) else None


def _ordered(fact: Fact, text: Scalar, scope: Scope) -> int | None:
    if not text.text:
        return None
    number = read_ordered(fact, text.text)
    if number is None:
        report_ordered(text.text, text.place, fact, scope.problems)
    elif not within(fact, number):
        bounds = [b for b in (fact.low, fact.high) if b is not None]
        shown = " … ".join(str(show_value(fact, bound)) for bound in bounds)
        scope.problems.error("out-of-range", text.place, word=text.text, fact=fact.id, bounds=shown)
    return number


def within(fact: Fact, number: int) -> bool:
    """Whether a number or a day is between the lowest and the highest that the fact can have."""
    return (fact.low is None or number >= fact.low) and (fact.high is None or number <= fact.high)
