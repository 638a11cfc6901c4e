"""A comparison as JSON, complete and the same bytes on every run.

Place in the flow: `cli` prints it for `policy diff --json`.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from policysite.compare import Comparison
from policysite.compare.clauses import ClauseChange, Heading, Printed, SectionChange
from policysite.compare.decisions import Class, WizardChange
from policysite.compare.entries import EntryChange
from policysite.compare.names import Listed, Names
from policysite.policy import Policy, Words


def to_json(comparison: Comparison) -> str:
    """The whole comparison; texts in all their languages."""
    told = {
        "old": _policy(comparison.old),
        "new": _policy(comparison.new),
        "another_policy": comparison.another_policy,
        "differs": comparison.differs,
        "names": _names(comparison.names),
        "sections": [_section(change) for change in comparison.sections],
        "clauses": [_clause(change) for change in comparison.clauses],
        "entries": [_entry(change) for change in comparison.entries],
        "wizards": [_wizard(change) for change in comparison.wizards],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _policy(policy: Policy) -> dict[str, str]:
    return {"policy": policy.id, "revision": policy.revision.id, "digest": policy.digest}


def _words(words: Words | None) -> dict[str, str] | None:
    return dict(words.by_language) if words else None


# Names ------------------------------------------------------------------------------------------


def _names(names: Names) -> dict[str, Any]:
    """Options are named as `policy ask` takes them, `fact=option`, by the fact's new id."""
    options = [_listed(found, owner=f"{fact}=") for fact, found in names.options.items()]
    return {
        "facts": _listed(names.facts),
        "options": {
            change: [entry for found in options for entry in found[change]]
            for change in ("added", "removed", "renamed")
        },
        "modalities": _listed(names.modalities),
        "rules": _listed(names.rules),
        "wizards": _listed(names.wizards),
        "sections": _listed(names.sections),
        "clauses": _listed(names.clauses),
    }


def _listed(names: Listed, owner: str = "") -> dict[str, list[Any]]:
    return {
        "added": [owner + id_ for id_ in names.added],
        "removed": [owner + id_ for id_ in names.removed],
        "renamed": [{"old": owner + was, "new": owner + now} for was, now in names.renamed.items()],
    }


# The text and the entries -----------------------------------------------------------------------


def _section(change: SectionChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "kinds": list(change.kinds),
        "languages": list(change.languages),
        "old": _heading(change.old),
        "new": _heading(change.new),
    }


def _heading(heading: Heading | None) -> dict[str, Any] | None:
    if heading is None:
        return None
    number, title = _words(heading.number), _words(heading.title)
    return {"id": heading.id, "number": number, "title": title}


def _clause(change: ClauseChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "kinds": list(change.kinds),
        "languages": list(change.languages),
        "details": list(change.details),
        "old": _printed(change.old),
        "new": _printed(change.new),
    }


def _printed(clause: Printed | None) -> dict[str, Any] | None:
    if clause is None:
        return None
    return {"id": clause.id, "reference": clause.reference, "text": _words(clause.text)}


def _entry(change: EntryChange) -> dict[str, Any]:
    fields = [
        {
            "field": field.field,
            "languages": list(field.languages),
            "old": _words(field.old),
            "new": _words(field.new),
        }
        for field in change.fields
    ]
    return {"kind": change.kind, "id": change.id, "change": change.change, "fields": fields}


# Decisions --------------------------------------------------------------------------------------


def _wizard(change: WizardChange) -> dict[str, Any]:
    """`changed` is null where there are no outcomes to compare."""
    compared = change.total is not None and not any(change.informs)
    return {
        "wizard": change.id,
        "informative": {"old": change.informs[0], "new": change.informs[1]},
        "changed": change.changed if compared else None,
        "total": change.total,
        "classes": [_class(one) for one in change.classes],
        "texts": [asdict(text) for text in change.texts],
        "outside": [asdict(question) for question in change.outside],
        "offered": [asdict(question) for question in change.offered],
        "entangled": list(change.entangled),
    }


def _class(one: Class) -> dict[str, Any]:
    return {
        "from": one.before,
        "to": one.after,
        "count": one.count,
        "witness": dict(one.witness),
        "clauses": list(one.clauses),
        "rules": list(one.rules),
    }
