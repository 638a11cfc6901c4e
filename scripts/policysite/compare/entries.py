"""Everything else that a source says: questions, outcomes, rules, wizards, definitions, examples …

Place in the flow: after `renaming`: an entry is the same one where its kind and id are. The text
itself is in `clauses`; what the entries decide is in `decisions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policysite.compare.fields import FieldChange, Fields, field_changes, fields_of
from policysite.compare.order import moved
from policysite.policy import Policy

type Entries = Mapping[str, Fields]
"""Id → fields, in the order of the source."""

NAMED = ("fact", "option", "modality", "rule", "wizard")
"""Kinds whose added and removed ids are in `names`."""

ORDER = FieldChange(field="order", languages=(), old=None, new=None)
"""What is said of an entry that left its place among the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChange:
    """What became of one entry. `change`: added, removed or changed, then with its `fields`."""

    kind: str
    id: str
    change: str
    fields: tuple[FieldChange, ...] = ()


def entry_changes(old: Policy, new: Policy) -> Iterator[EntryChange]:
    """The entries that differ, kind by kind in the order of the source."""
    for kind, read in KINDS.items():
        yield from _of_kind(kind, read(old), read(new))


def _of_kind(kind: str, old: Entries, new: Entries) -> Iterator[EntryChange]:
    left = moved(tuple(old), tuple(new))
    for id_ in dict.fromkeys([*new, *old]):
        if id_ in old and id_ in new:
            found = [*field_changes(old[id_], new[id_]), *([ORDER] if id_ in left else [])]
            if found:
                yield EntryChange(kind=kind, id=id_, change="changed", fields=tuple(found))
        elif kind not in NAMED:
            yield EntryChange(kind=kind, id=id_, change="added" if id_ in new else "removed")


# The entries of one policy ----------------------------------------------------------------------


def _document(policy: Policy) -> Entries:
    told = ("title", "lead", "institution", "disclaimer")
    return {policy.id: {name: getattr(policy, name) for name in told}}


def _revision(policy: Policy) -> Entries:
    return {"": {"name": policy.revision.id, **fields_of(policy.revision)}}


def _facts(policy: Policy) -> Entries:
    """The better answer is `better`; `change` says what to do to get it."""
    base = policy.base.fact
    return {
        told.id: {
            **fields_of(told, without=("options",)),
            **fields_of(base[told.id], without=("change",)),
            "better": base[told.id].change,
        }
        for told in policy.facts
    }


def _options(policy: Policy) -> Entries:
    return {
        f"{fact.id}={option.id}": {"label": option.label}
        for fact in policy.facts
        for option in fact.options
    }


def _conditions(policy: Policy) -> Entries:
    return {
        told.id: {"text": told.text, "when": policy.base.conditions[told.id]}
        for told in policy.conditions
    }


def _both(told: Iterable[Any], base: Iterable[Any]) -> Entries:
    """The words of each entry, and what the rule base has of it."""
    bases = {one.id: fields_of(one) for one in base}
    return {one.id: {**fields_of(one), **bases[one.id]} for one in told}


def _by_id(things: Iterable[Any]) -> Entries:
    return {thing.id: fields_of(thing) for thing in things}


def _definitions(policy: Policy) -> Entries:
    code = policy.authoritative.code
    return {one.term.in_language(code)[0]: fields_of(one) for one in policy.definitions}


def _ratified(policy: Policy) -> Entries:
    """What was ratified, by the day and by whom."""
    code = policy.authoritative.code
    return {
        f"{one.on.isoformat()}, {one.by.in_language(code)[0]}": fields_of(one)
        for one in policy.ratified
    }


KINDS: Mapping[str, Callable[[Policy], Entries]] = {
    "document": _document,
    "record": lambda policy: {one.key: fields_of(one, without=("key",)) for one in policy.record},
    "language": lambda policy: {
        one.code: fields_of(one, without=("code",)) for one in policy.languages
    },
    "revision": _revision,
    "history": lambda policy: {
        str(one.decided): fields_of(one, without=("decided",)) for one in policy.history
    },
    "definition": _definitions,
    "condition": _conditions,
    "fact": _facts,
    "option": _options,
    "modality": lambda policy: _both(policy.modalities, policy.base.modalities),
    "office": lambda policy: _by_id(policy.offices),
    "rule": lambda policy: _both(policy.rules, policy.base.rules),
    "note": lambda policy: _both(policy.notes, policy.base.notes),
    "text": lambda policy: _both(policy.texts, policy.base.texts),
    "extension": lambda policy: _by_id(policy.base.extensions),
    "wizard": lambda policy: _both(policy.wizards, policy.base.wizards),
    "example": lambda policy: _by_id(policy.examples),
    "reading": lambda policy: _by_id(policy.readings),
    "ratified": _ratified,
    "faq": lambda policy: _by_id(policy.faq),
}
