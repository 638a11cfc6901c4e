"""The whole text on one page: an anchor for each clause, references, notes, what depends on it.

Place in the flow: one of the pages of `pages`. The policy's words stand in elements of their own
(`pol-clause__text`), to the letter; everything else is the site's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from policysite.pages.dependents import dependent
from policysite.pages.edition import relative
from policysite.pages.here import Here, markdown
from policysite.pages.record import record
from policysite.policy import Clause, Paragraph, Section
from policysite.references import note_mark, paragraph_place
from policysite.typography import typeset
from policysite.uses import Uses


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A clause as it is shown. `number`: its numeral, where units run on in one paragraph."""

    clause: Clause
    html: Markup
    lang: Markup
    number: int | None
    items: tuple[Unit, ...]
    remarks: tuple[Markup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What can be done with a clause, and what depends on it: (kind, links) in order."""

    clause: Clause
    citation: str
    uses: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One printed paragraph, or one footnote. `place`: its reference for the margin."""

    place: str
    units: tuple[Unit, ...]
    tools: tuple[Tools, ...]
    note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section: its heading's level (2 to 6) and its blocks; inner sections follow as parts."""

    section: Section
    level: int
    number: str
    title: str
    title_lang: str | None
    blocks: tuple[Block, ...]


def page(here: Here, uses: Uses) -> str:
    """The text page's Markdown."""
    voice, revision = here.voice, here.policy.revision
    title = voice.text(here.policy.title)
    return markdown(
        here,
        "text",
        title=voice.w["nav"]["text"],
        description=voice.w["text"]["description"].format(
            title=title, date=voice.date(revision.decided)
        ),
        contents=True,
        record=record(here),
        gone=_gone(here),
        parts=list(_Text(here, uses).parts()),
    )


def _gone(here: Here) -> str:
    """The list of passages that are no more, beside the editions; nothing where there are none."""
    root = here.edition.root
    list_of_all = f"{here.voice.code}/gone.json"
    return relative(here.edition.address("text"), list_of_all) if root else ""


class _Text:
    """Makes the parts of the text for one page."""

    def __init__(self, here: Here, uses: Uses) -> None:
        self.here = here
        self.voice = here.voice
        self.uses = uses
        self.notes = {
            note.footnote: note
            for section in _all(here.policy.sections)
            for note in section.footnotes
            if note.footnote
        }
        self.called: set[str] = set()

    def parts(self) -> Iterator[Part]:
        for section, level in _levels(self.here.policy.sections, 2):
            yield self.part(section, level)

    def part(self, section: Section, level: int) -> Part:
        voice = self.voice
        title, title_language = (
            section.title.in_language(voice.code) if section.title else ("", voice.code)
        )
        return Part(
            section=section,
            level=level,
            number=section.number.in_language(voice.code)[0] if section.number else "",
            title=typeset(title, title_language),
            title_lang=None if title_language == voice.code else voice.tags[title_language],
            blocks=tuple(self.blocks(section)),
        )

    def blocks(self, section: Section) -> Iterator[Block]:
        for number, paragraph in enumerate(section.paragraphs, start=1):
            yield self.paragraph(section, paragraph, number)
        for note in section.footnotes:
            place = self.voice.place(note.id)
            yield Block(place=place, units=(self.unit(note),), tools=self.tools(note), note=True)

    def paragraph(self, section: Section, paragraph: Paragraph, number: int) -> Block:
        units = paragraph.clauses
        several = len(units) > 1
        if section.number is None and section.title is None:
            place = self.voice.place(units[0].id)
        else:
            place = typeset(paragraph_place(number, self.voice.code), self.voice.code)
        return Block(
            place=place,
            units=tuple(
                self.unit(unit, index if several else None)
                for index, unit in enumerate(units, start=1)
            ),
            tools=tuple(tools for unit in units for tools in self.tools(unit)),
        )

    def unit(self, clause: Clause, number: int | None = None) -> Unit:
        text, language = clause.text.in_language(self.voice.code)
        html = Markup(escape(typeset(text, language)))
        return Unit(
            clause=clause,
            html=html if clause.footnote else self.with_calls(html),
            lang=self.voice.lang(clause.text),
            number=number,
            items=tuple(self.unit(item) for item in clause.items),
            remarks=tuple(self.remarks(clause)),
        )

    def with_calls(self, html: Markup) -> Markup:
        """The text with each footnote's mark made a link to the note."""

        def call(match: re.Match[str]) -> str:
            note = self.notes[match[0]]
            first = note.id not in self.called
            self.called.add(note.id)
            return Markup('<a class="pol-call"{} href="#{}" aria-label="{}">{}</a>').format(
                Markup(' id="call-{}"').format(note.id) if first else "",
                note.id,
                self.voice.w["text"]["note_call"].format(mark=note_mark(note)),
                match[0],
            )

        if not self.notes:
            return html
        marks = "|".join(re.escape(str(escape(mark))) for mark in self.notes)
        return Markup(re.sub(marks, call, str(html)))

    def remarks(self, clause: Clause) -> Iterator[Markup]:
        """What the site says of the clause's wording, outside the text."""
        words = self.voice.w["text"]
        for note in clause.sic:
            yield Markup("<strong>{}</strong> {}").format(words["sic"], self.voice.say(note))
        code = self.voice.code
        if code == self.here.policy.authoritative.code:
            return
        if code not in clause.text.by_language:
            yield Markup(escape(words["missing"]))
        elif clause.translates.get(code, clause.fingerprint) != clause.fingerprint:
            yield Markup(escape(words["stale"]))

    def tools(self, clause: Clause) -> tuple[Tools, ...]:
        """The tools of the clause, then those of its items."""
        own = Tools(
            clause=clause, citation=self.citation(clause.id), uses=tuple(self.dependents(clause))
        )
        return (own, *(tools for item in clause.items for tools in self.tools(item)))

    def citation(self, clause: str) -> str:
        voice, policy = self.voice, self.here.policy
        pattern: str = voice.w["citation"]["whole"]
        return pattern.format(
            title=voice.text(policy.title),
            date=voice.date(policy.revision.decided),
            place=voice.cite(clause),
        )

    def dependents(self, clause: Clause) -> Iterator[tuple[str, Markup]]:
        words = self.voice.w["text"]
        yield words["kinds_title"], Markup(escape(words["kinds"][clause.kind]))
        for kind, ids in self.uses.get(clause.id, {}).items():
            links = Markup("; ").join(dependent(self.here, kind, name) for name in ids)
            yield words["uses"][kind], links
        if clause.references:
            yield words["uses"]["references"], Markup("; ").join(self.references(clause))

    def references(self, clause: Clause) -> Iterator[Markup]:
        for reference in clause.references:
            to = self.voice.say(reference.to)
            if reference.status == "resolved" and reference.address:
                yield Markup('<a href="{}" rel="external">{}</a>').format(reference.address, to)
            else:
                yield self.voice.fill(self.voice.w["text"]["reference_unresolved"], to=to)


def _levels(sections: tuple[Section, ...], level: int) -> Iterator[tuple[Section, int]]:
    for section in sections:
        yield section, level
        yield from _levels(section.sections, min(level + 1, 6))


def _all(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section, _ in _levels(sections, 2):
        yield section
