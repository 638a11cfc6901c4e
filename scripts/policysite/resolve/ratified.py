"""What the institution ratified: cases, by whom and when.

Place in the flow: after the examples; `checks.ratified_case` holds the cases against the rules.
"""

from __future__ import annotations

from collections.abc import Mapping

from policysite.nodes import Mapping as MappingNode
from policysite.policy import Example, Ratification, RatifiedCase, Words
from policysite.resolve.examples import answered, expected
from policysite.resolve.fields import Fields
from policysite.resolve.scope import Scope
from rulecore import Fact, Wizard


def ratification(
    fields: Fields,
    facts: Mapping[str, Fact],
    wizards: Mapping[str, Wizard],
    examples: Mapping[str, Example],
    scope: Scope,
) -> Ratification:
    """One entry of `ratified`."""
    return Ratification(
        by=_by(fields, scope),
        on=scope.day(fields.text("on")),
        cases=tuple(
            _case(case, facts, wizards, examples, scope) for case in fields.entries("cases")
        ),
    )


def _by(fields: Fields, scope: Scope) -> Words:
    """A name in one language for all, or one for each."""
    by = fields.get("by")
    if isinstance(by, MappingNode):
        return scope.words(Fields(by))
    return Words({scope.languages[0]: fields.text("by").text})


def _case(
    fields: Fields,
    facts: Mapping[str, Fact],
    wizards: Mapping[str, Wizard],
    examples: Mapping[str, Example],
    scope: Scope,
) -> RatifiedCase:
    example = None
    if fields.has("example"):
        example = examples.get(scope.one("example", fields.text("example")))
        wizard, given = (example.wizard, example.given) if example else ("", {})
    else:
        wizard, given = answered(fields, facts, wizards, scope)
    return RatifiedCase(
        place=fields.place,
        example=example.id if example else None,
        wizard=wizard,
        given=given,
        outcome=expected(fields, scope),
        digest=fields.text("digest").text,
    )
