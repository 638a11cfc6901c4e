"""The list of wizards, and a page for each: its element, its table, the passages it rests on.

Place in the flow: pages of `every`. The element comes from `element`, the lines of the table
from `decision_table`; both answer from the same rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from policysite.decision_table import Group, Wording, groups
from policysite.pages.here import Here, markdown
from policysite.pages.quote import quotes
from policysite.pages.signs import chip
from policysite.policy import Section, WizardText


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A wizard in a list. `places`: the sections where it is offered, in words."""

    address: str
    title: Markup
    summary: Markup
    places: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table: (what a question is about, the answers) in order, answer, clauses."""

    conditions: tuple[tuple[Markup, Markup], ...]
    answer: Markup
    clauses: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows under a condition that they share; None where they share none."""

    condition: Markup | None
    rows: tuple[Row, ...]


def list_page(here: Here) -> str:
    """The list's Markdown."""
    words = here.voice.w["check"]
    title = here.voice.text(here.policy.title)
    return markdown(
        here,
        "check",
        title=words["title"],
        description=words["description"].format(title=title),
        entries=entries(here),
    )


def wizard_page(here: Here, wizard: WizardText, element: Markup) -> str:
    """One wizard's Markdown."""
    found = groups(here.policy, wizard.id)
    return markdown(
        here,
        "wizard",
        title=here.voice.text(wizard.title),
        description=here.voice.text(wizard.summary),
        wizard=True,
        told=wizard,
        full=here.policy.base.wizard[wizard.id].full,
        informative=here.policy.base.wizard[wizard.id].informative,
        element=element,
        groups=list(_table(here, wizard, found)),
        quotes=list(quotes(here.voice, _clauses(found), here.named)),
    )


def entries(here: Here) -> list[Entry]:
    """Every wizard, in the source's order."""
    voice = here.voice
    return [
        Entry(
            address=here.link(f"check/{wizard.id}"),
            title=voice.say(wizard.title),
            summary=voice.say(wizard.summary),
            places="; ".join(dict.fromkeys(_place(here, name) for name in wizard.clauses)),
        )
        for wizard in here.policy.wizards
    ]


def _place(here: Here, name: str) -> str:
    """The section, or the clause's section, that a wizard names: "art. 6.2"."""
    if name in here.voice.citations:
        return here.voice.short(name)
    clause = next(c for s in here.policy.sections for c in _first(s, name))
    return here.voice.short(clause)


def _first(section: Section, name: str, inside: bool = False) -> Iterator[str]:
    """The clauses of the section called `name`, in reading order."""
    inside = inside or section.id == name
    if inside:
        yield from (clause.id for p in section.paragraphs for clause in p.clauses)
    for inner in section.sections:
        yield from _first(inner, name, inside)


def _table(here: Here, wizard: WizardText, found: Iterable[Group]) -> Iterator[Rows]:
    voice, wording = here.voice, Wording(here.policy, wizard.id, here.voice.code)
    passages = {text.id: text for text in here.policy.texts}
    named = {condition.id: condition for condition in here.policy.conditions}
    for group in found:
        rows = tuple(
            Row(
                conditions=tuple(
                    (voice.html(label), voice.html(answers))
                    for label, answers in wording.conditions(line.box)
                ),
                answer=(
                    chip(voice, line.modality)
                    if line.modality
                    else voice.say(passages[line.id].text)
                ),
                clauses=here.sections(line.clauses),
            )
            for line in group.lines
        )
        condition = voice.say(named[group.name].text) if group.name else None
        yield Rows(condition=condition, rows=rows)


def _clauses(found: Iterable[Group]) -> list[str]:
    cited = [clause for group in found for line in group.lines for clause in line.clauses]
    return list(dict.fromkeys(cited))
