"""A comparison in words, for the terminal.

Place in the flow: `cli` prints it. The decisions are said by `report_decisions`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from policysite.compare import Comparison
from policysite.compare.clauses import ClauseChange, Heading, SectionChange
from policysite.compare.entries import EntryChange
from policysite.compare.fields import FieldChange
from policysite.compare.names import Listed
from policysite.compare.redline import redline
from policysite.compare.report_decisions import decisions
from policysite.compare.voice import Voice
from policysite.policy import Words

APART = "renumbered"
"""What may happen to many clauses at once: they are said together, at the end."""


def report(comparison: Comparison, language: str) -> str:
    """Everything that differs, the text first, the decisions last."""
    voice = Voice(comparison, language)
    lines = [*_head(comparison, voice)]
    if not comparison.differs and comparison.complete:
        return "\n".join([*lines, voice.say("nothing")])
    parts = {
        "sections": [line for one in comparison.sections for line in _section(one, voice)],
        "clauses": [*_clauses(comparison.clauses, voice)],
        "names": [*names_in_words(comparison, voice)],
        "entries": [*entries_in_words(comparison, voice)],
        "wizards": [*decisions(comparison, voice)],
    }
    for name, found in parts.items():
        if found:
            lines += ["", voice.say("titles", name), *(f"  {line}" for line in found)]
    return "\n".join(lines)


def _head(comparison: Comparison, voice: Voice) -> Iterator[str]:
    old, new = comparison.old, comparison.new
    yield voice.say("revisions", old=old.revision.id, new=new.revision.id)
    if comparison.another_policy:
        yield voice.say("another-policy", old=old.id, new=new.id)


# The text ---------------------------------------------------------------------------------------


def _section(change: SectionChange, voice: Voice) -> Iterator[str]:
    old, new = _printed(change.old, voice), _printed(change.new, voice)
    name = f"{new or old} ({change.id})".strip()
    yield voice.say("entry", name=name, what=_kinds(change, voice))
    if change.old and change.new and old != new:
        yield f"  {redline(old, new, voice.language)}"


def _printed(heading: Heading | None, voice: Voice) -> str:
    """The number and the title, as far as there are any."""
    parts = (heading.number, heading.title) if heading else ()
    return " ".join(voice.quote(part) for part in parts if part)


def _clauses(changes: Sequence[ClauseChange], voice: Voice) -> Iterator[str]:
    for change in changes:
        if change.kinds != (APART,):
            yield from _clause(change, voice)
    yield from _renumbered([change.id for change in changes if change.kinds == (APART,)], voice)


def _clause(change: ClauseChange, voice: Voice) -> Iterator[str]:
    old, new = change.old, change.new
    policy = voice.new if new else voice.old
    name = f"{voice.reference(policy, change.id)} ({change.id})"
    yield voice.say("entry", name=name, what=_kinds(change, voice))
    if "renumbered" in change.kinds:
        yield f"  {_from_to(change.id, voice)}"
    if old and new:
        yield from _redlines(old.text, new.text, change.languages)
    elif old:
        yield f"  [-{voice.quote(old.text)}-]"
    elif new:
        yield f"  {{+{voice.quote(new.text)}+}}"


def _kinds(change: ClauseChange | SectionChange, voice: Voice) -> str:
    """What became of it: "text changed (fr, en), moved"."""
    values = {
        "old": change.old.id if change.old else "",
        "languages": ", ".join(change.languages),
        "fields": "",
    }
    if isinstance(change, ClauseChange):
        values["fields"] = ", ".join(voice.say("fields", name) for name in change.details)
    return ", ".join(voice.say("kinds", kind, **values) for kind in change.kinds)


def _redlines(old: Words, new: Words, languages: Sequence[str]) -> Iterator[str]:
    """The changed text in each language in which it changed."""
    for code in languages:
        before, after = (side.by_language.get(code, "") for side in (old, new))
        yield f"  {code}: {redline(before, after, code)}"


def _renumbered(ids: Sequence[str], voice: Voice) -> Iterator[str]:
    """Those that moved with their section as one line, the others each by itself."""
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    alone: list[str] = []
    for id_ in ids:
        old, new = (voice.cited[side.digest][id_] for side in (voice.old, voice.new))
        if old.place == new.place:
            together[old.short, new.short].append(id_)
        else:
            alone.append(id_)
    for (before, after), inside in together.items():
        yield voice.say("renumbered", old=before, new=after, count=voice.count(len(inside)))
    for id_ in alone:
        yield f"{_from_to(id_, voice)} ({id_})"


def _from_to(clause: str, voice: Voice) -> str:
    return " → ".join(voice.reference(policy, clause) for policy in (voice.old, voice.new))


# Names ------------------------------------------------------------------------------------------


def names_in_words(comparison: Comparison, voice: Voice) -> Iterator[str]:
    """What was added, removed and renamed."""
    names = comparison.names
    yield from _of_kind("fact", names.facts, voice)
    for fact, options in names.options.items():
        yield from _of_kind("option", options, voice, owner=f"{fact}=")
    yield from _of_kind("modality", names.modalities, voice)
    yield from _of_kind("rule", names.rules, voice)
    yield from _of_kind("wizard", names.wizards, voice)


def _of_kind(kind: str, names: Listed, voice: Voice, owner: str = "") -> Iterator[str]:
    said = [
        *((id_, voice.say("kinds", "added")) for id_ in names.added),
        *((id_, voice.say("kinds", "removed")) for id_ in names.removed),
        *((now, voice.say("kinds", "renamed", old=was)) for was, now in names.renamed.items()),
    ]
    for id_, what in said:
        name = f"{voice.say('entries', kind)} {owner}{id_}"
        yield voice.say("entry", name=name, what=what)


# Everything else --------------------------------------------------------------------------------


def entries_in_words(comparison: Comparison, voice: Voice) -> Iterator[str]:
    """What the source says otherwise beside its text."""
    yield from (_entry(change, voice) for change in comparison.entries)


def _entry(change: EntryChange, voice: Voice) -> str:
    """One entry: "question consent: question (fr, en), help (fr)"."""
    name = f"{voice.say('entries', change.kind)} {change.id}".strip()
    if change.change != "changed":
        return voice.say("entry", name=name, what=voice.say("kinds", change.change))
    return voice.say("entry", name=name, what=", ".join(_field(f, voice) for f in change.fields))


def _field(change: FieldChange, voice: Voice) -> str:
    languages = f" ({', '.join(change.languages)})" if change.languages else ""
    return voice.say("fields", change.field) + languages
