"""Judgment calls: the reading adopted, the other one, and how the rules would be under that.

Place in the flow: after the conditions' names are known; `checks.same_reading` looks at what the
alternative changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from policysite.policy import Instead, Reading
from policysite.resolve.conditions import Conditions
from policysite.resolve.fields import Fields
from policysite.resolve.scope import Scope


def reading(fields: Fields, conditions: Conditions, scope: Scope) -> Reading:
    """One entry of `readings`."""
    if fields.has("instead") and fields.has("unmodelled"):
        scope.problems.error("one-key", fields.place, choices="instead, unmodelled")
    return Reading(
        id=fields.text("reading").text,
        place=fields.place,
        adopted=scope.words_at(fields, "adopted"),
        alternative=scope.words_at(fields, "alternative"),
        clauses=scope.many("clause", fields.texts("clauses")),
        rules=scope.many("rule", fields.texts("rules")),
        examples=scope.many("example", fields.texts("examples")),
        instead=tuple(_instead(fields, conditions, scope)),
        unmodelled=scope.optional_words(fields, "unmodelled"),
        by=fields.text("by").text or None,
        on=scope.day(fields.text("date")) if fields.has("date") else None,
    )


def _instead(fields: Fields, conditions: Conditions, scope: Scope) -> Iterator[Instead]:
    changes = fields.entries("instead")
    scope.many("rule", (change.text("rule") for change in changes))
    for change in changes:
        yield Instead(
            rule=change.text("rule").text,
            place=change.place,
            modality=scope.one("modality", change.text("modality")) or None,
            when=conditions.read(change.text("when")) if change.has("when") else None,
        )
