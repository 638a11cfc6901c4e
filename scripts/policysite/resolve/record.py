"""The record: which document, in which languages, which revision.

Place in the flow: a part of `resolve`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policysite.dates import DATE
from policysite.policy import Entry, Language, Past, Revision, Words
from policysite.resolve.fields import Fields
from policysite.resolve.scope import Scope

ENTRIES = (
    "type",
    "number",
    "classification",
    "approving_body",
    "responsible",
    "review",
    "resolution",
    "contact",
)


def languages(root: Fields, scope: Scope) -> tuple[Language, ...]:
    found = tuple(_language(fields, scope) for fields in root.entries("languages"))
    first = next(iter(root.entries("languages")), None)
    if first and first.text("status").text in ("official", "unofficial"):
        place = first.text("status").place
        scope.problems.error("first-language", place, word=first.text("language").text)
    return found


def _language(fields: Fields, scope: Scope) -> Language:
    return Language(
        code=fields.text("language").text,
        region=fields.text("region").text or None,
        status=fields.text("status").text,
        notice=scope.optional_words(fields, "notice"),
        basis=scope.optional_words(fields, "basis"),
        reviewer=scope.optional_words(fields, "reviewer"),
    )


def record(document: Fields, scope: Scope) -> Iterator[Entry]:
    """The values of the record that the source gives, in the order of the format."""
    for key in ENTRIES:
        fields = document.entry(key)
        if fields:
            yield _entry(key, fields, scope.words(fields), scope)


def _entry(key: str, fields: Fields, value: Words, scope: Scope) -> Entry:
    return Entry(
        key=key,
        value=value,
        source=fields.text("source").text or "stated",
        evidence=scope.optional_words(fields, "evidence"),
        clauses=scope.many("clause", fields.texts("clauses")),
    )


def revision(root: Fields, document: Fields, scope: Scope) -> Revision:
    fields = root.entry("revision") or root
    decided = scope.day(fields.text("decided"))
    name = fields.text("name")
    kind = fields.text("kind").text
    dated = DATE.fullmatch(name.text[:10]) is not None and decided != date.min
    if dated and kind != "correction" and name.text[:10] != str(decided):
        scope.problems.error("revision-name", name.place, word=name.text, day=str(decided))
    return Revision(
        id=name.text,
        kind=kind,
        kind_source=fields.text("kind_source").text or "stated",
        decided=decided,
        in_force=scope.day(fields.text("in_force")),
        body=scope.optional_words(fields, "body"),
        resolution=scope.optional_words(fields, "resolution"),
        comment=scope.optional_words(fields, "comment"),
    )


def history(document: Fields, scope: Scope) -> Iterator[Past]:
    """The decisions before the published revisions, the oldest first."""
    found = [_past(fields, scope) for fields in document.entries("history")]
    yield from sorted(found, key=lambda past: past.decided)


def _past(fields: Fields, scope: Scope) -> Past:
    return Past(
        decided=scope.day(fields.text("decided")),
        kind=fields.text("kind").text,
        source=fields.text("source").text or "stated",
        evidence=scope.optional_words(fields, "evidence"),
        in_force=scope.day(fields.text("in_force")) if fields.text("in_force").text else None,
        body=scope.optional_words(fields, "body"),
        resolution=scope.optional_words(fields, "resolution"),
        comment=scope.optional_words(fields, "comment"),
        clauses=scope.many("clause", fields.texts("clauses")),
    )
