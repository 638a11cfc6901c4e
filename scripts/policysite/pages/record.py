"""The record of the revision: every entry, and of each missing one that the document is silent.

Place in the flow: shown on the home page, in brief, and on the text page, whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from policysite.pages.here import Here
from policysite.pages.state import state
from policysite.policy import Entry

# In the order of the record; what is missing is said to be missing.
KEYS = (
    "type",
    "number",
    "classification",
    "approving_body",
    "responsible",
    "review",
    "resolution",
    "contact",
)
BRIEF = ("responsible", "number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the record. `value`: None where the document says nothing.

    `source`: how the value is known, in a word, where the document does not state it.
    `state`: of the line that says whether the revision is in force: see `state`.
    """

    name: str
    value: Markup | None
    source: str = ""
    evidence: Markup | None = None
    state: Mapping[str, str] | None = None


def record(here: Here, *, brief: bool = False) -> list[Row]:
    """The rows of the record, in order."""
    entries = {entry.key: entry for entry in here.policy.record}
    keys = BRIEF if brief else KEYS
    rows = [*_dates(here), *(_entry(here, key, entries.get(key)) for key in keys)]
    return rows if brief else rows + _translation(here)


def _dates(here: Here) -> list[Row]:
    voice, words = here.voice, here.voice.w["record"]
    revision = here.policy.revision
    decided = Markup(escape(voice.date(revision.decided)))
    if revision.body:
        decided = voice.fill(words["by"], date=decided, body=voice.say(revision.body))
    rows = [
        Row(name=voice.w["state"]["word"], value=None, state=state(voice, here.edition)),
        Row(
            name=words["kinds"][revision.kind],
            value=decided,
            source=_source(here, revision.kind_source),
        ),
    ]
    adopted = next((past for past in here.policy.history if past.kind == "adoption"), None)
    if adopted and revision.kind != "adoption":
        day = Markup(escape(voice.date(adopted.decided)))
        rows.append(Row(name=words["adopted"], value=day, source=_source(here, adopted.source)))
    return rows


def _entry(here: Here, key: str, entry: Entry | None) -> Row:
    name = here.voice.w["record"]["keys"][key]
    if entry is None:
        return Row(name=name, value=None)
    value = here.voice.say(entry.value)
    if entry.clauses:
        value = Markup("{} ({})").format(value, here.sections(entry.clauses))
    evidence = here.voice.say(entry.evidence) if entry.evidence else None
    return Row(name=name, value=value, source=_source(here, entry.source), evidence=evidence)


def _source(here: Here, source: str) -> str:
    return "" if source == "stated" else str(here.voice.w["record"][source])


def _translation(here: Here) -> list[Row]:
    voice, words = here.voice, here.voice.w["record"]
    language = voice.language
    if language.status == "authoritative":
        return []
    stale = sum(
        clause.translates.get(voice.code, clause.fingerprint) != clause.fingerprint
        for clause in here.policy.clauses.values()
    )
    state = (
        words["translation_stale"].format(count=stale) if stale else words["translation_current"]
    )
    rows = [Row(name=words["translation"], value=Markup(escape(state)))]
    for name, said in (("basis", language.basis), ("reviewer", language.reviewer)):
        value = voice.say(said) if said else None
        rows.append(Row(name=words[f"translation_{name}"], value=value))
    return rows
