"""The fields in which two things of one kind differ; typography and position do not count.

Place in the flow: under `clauses` and `entries`.
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from policysite.policy import Words
from policysite.typography import plain

type Fields = Mapping[str, Any]
"""Name of a field → its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field. `languages`: those in which its text differs, for a text."""

    field: str
    languages: tuple[str, ...]
    old: Words | None
    new: Words | None


def fields_of(thing: Any, *, without: Container[str] = ()) -> Fields:
    """The fields of a thing of the model; its id and where it stands are none."""
    return {
        field.name: getattr(thing, field.name)
        for field in fields(thing)
        if field.name not in ("id", "place", "places") and field.name not in without
    }


def field_changes(old: Fields, new: Fields) -> Iterator[FieldChange]:
    """The fields that differ, in the order of the new thing."""
    for name in dict.fromkeys([*new, *old]):
        before, after = old.get(name), new.get(name)
        if _normal(before) != _normal(after):
            yield FieldChange(
                field=name,
                languages=languages(before, after),
                old=before if isinstance(before, Words) else None,
                new=after if isinstance(after, Words) else None,
            )


def languages(old: Any, new: Any) -> tuple[str, ...]:
    """The languages in which two texts differ; none for what is no text."""
    sides = [value.by_language if isinstance(value, Words) else {} for value in (old, new)]
    codes = dict.fromkeys([*sides[1], *sides[0]])
    return tuple(code for code in codes if len({_said(side.get(code)) for side in sides}) > 1)


def _said(text: str | None) -> str | None:
    return None if text is None else plain(text)


def _normal(value: Any) -> Hashable:
    """Equal where nothing differs that counts."""
    match value:
        case Words():
            return frozenset((code, plain(text)) for code, text in value.by_language.items())
        case tuple():
            return tuple(_normal(part) for part in value)
        case Mapping():
            return frozenset((key, _normal(part)) for key, part in value.items())
        case _ if is_dataclass(value) and not isinstance(value, type):
            parts = (getattr(value, field.name) for field in fields(value) if field.name != "place")
            return (type(value), *(_normal(part) for part in parts))
        case _:
            hashable: Hashable = value
            return hashable
