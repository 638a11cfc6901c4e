"""The policy: the frozen model of one source, with its texts, positions and rule base.

Place in the flow: `resolve` makes it from the raw source; `check` looks for what is wrong with it;
`pages` and `bundle` show it. Nothing here reads a file or knows what any policy says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from rulecore import Condition, RuleBase


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the source: line and column, both from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Words:
    """One text in its languages: code → plain text, never empty.

    The authoritative language comes first where the check has passed.
    """

    by_language: Mapping[str, str]

    def in_language(self, language: str) -> tuple[str, str]:
        """The text and the language it is in: `language` itself, or the first one there is."""
        if language in self.by_language:
            return self.by_language[language], language
        first = next(iter(self.by_language))
        return self.by_language[first], first


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language of the document. `status`: authoritative, official or unofficial."""

    code: str
    region: str | None
    status: str
    notice: Words | None = None
    basis: Words | None = None
    reviewer: Words | None = None

    @property
    def tag(self) -> str:
        """The BCP 47 tag, such as `fr-CA`."""
        return f"{self.code}-{self.region}" if self.region else self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One value of the record. `source`: stated, inferred or configured."""

    key: str
    value: Words
    source: str = "stated"
    evidence: Words | None = None
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One adopted state of the document; its id is the date of the decision."""

    id: str
    kind: str
    kind_source: str
    decided: date
    in_force: date
    body: Words | None = None
    resolution: Words | None = None
    comment: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A decision before the published revisions, known by its dates; its text is not here."""

    decided: date
    kind: str
    source: str
    evidence: Words | None = None
    in_force: date | None = None
    body: Words | None = None
    resolution: Words | None = None
    comment: Words | None = None
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A clause's reference to another document; unresolved where the text gives no address."""

    to: Words
    status: str
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The smallest citable unit.

    `kind`: what the clause does (obligation, definition, …). `fingerprint`: of the authoritative
    text. `translates`: language → the fingerprint that its translation was made from.
    """

    id: str
    place: Place
    text: Words
    kind: str
    fingerprint: str
    translates: Mapping[str, str] = field(default_factory=dict)
    footnote: str | None = None
    sic: tuple[Words, ...] = ()
    references: tuple[Reference, ...] = ()
    items: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One printed paragraph: one clause or several that run on, then the items of the last."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with its paragraphs, footnotes and sections. Front matter has no title."""

    id: str
    place: Place
    number: Words | None
    title: Words | None
    paragraphs: tuple[Paragraph, ...] = ()
    footnotes: tuple[Clause, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A term: defined by clauses, or used without a definition (no clause defines it)."""

    term: Words
    place: Place
    clauses: tuple[str, ...]
    defined: bool
    remark: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    id: str
    label: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FactText:
    """What the reader sees of one fact. `line`: the part of the question a checklist shows.

    `label`: a few words for decision tables. `change`: what to do to get the better answer.
    """

    id: str
    place: Place
    question: Words
    label: Words
    line: Words | None
    help: Words | None
    options: tuple[Option, ...]
    clauses: tuple[str, ...]
    unit: Words | None = None
    change: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionText:
    """A condition that the source names, in words."""

    id: str
    place: Place
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalityText:
    """`tone`: one of the nine of the look. `hold_off`: better to wait while it is possible."""

    id: str
    place: Place
    word: Words
    headline: Words
    tone: str
    hold_off: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Whom to ask. `unsettled`: what is said where the policy does not settle the question."""

    id: str
    place: Place
    name: Words
    clauses: tuple[str, ...]
    unsettled: Words | None
    contact: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """A rule in words; its clauses and condition are in the rule base. `ask`: an office's id."""

    id: str
    place: Place
    text: Words
    ask: str | None
    ambiguity: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The words of a note or of a text that follows an outcome, with the clauses it rests on."""

    id: str
    place: Place
    text: Words
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionText:
    """Where an extension stands; its clauses and condition are in the rule base."""

    id: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """Several questions on one page of a wizard."""

    id: str
    title: Words
    hint: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WizardText:
    """`assumes`: what the wizard takes for granted. `clauses`: where it is offered. `places`: fact
    → where the wizard asks it.
    """

    id: str
    place: Place
    places: Mapping[str, Place]
    title: Words
    summary: Words
    assumes: Words | None
    clauses: tuple[str, ...]
    checklists: tuple[Checklist, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A worked scenario: shown to readers, run as a test.

    `given`: answers as a person gives them (`?` for "I don't know"); the other questions count
    with their declared defaults. `outcome`: a modality id, or None for an undetermined one.
    """

    id: str
    place: Place
    wizard: str
    clause: str
    text: Words
    given: Mapping[str, str | tuple[str, ...]]
    outcome: str | None
    could_be: tuple[str, ...]
    missing: tuple[str, ...]
    rules: tuple[str, ...]
    clauses: tuple[str, ...]
    note: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """What a reading's alternative makes of a rule: another outcome, another condition or no rule.

    `modality`, `when`: the other one; where both are None, there would be no such rule.
    """

    rule: str
    place: Place
    modality: str | None = None
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A judgment call: how the text was read, and how else it could be.

    `instead`: how the rules would be under the alternative. `unmodelled`: why they cannot say.
    """

    id: str
    place: Place
    adopted: Words
    alternative: Words
    clauses: tuple[str, ...]
    rules: tuple[str, ...]
    examples: tuple[str, ...]
    instead: tuple[Instead, ...]
    unmodelled: Words | None
    by: str | None
    on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatifiedCase:
    """One case as it was ratified: an example by its id, or answers as an example gives them.

    `outcome`: a modality id, or None for an undetermined one. `digest`: see `cases.decision`.
    """

    place: Place
    example: str | None
    wizard: str
    given: Mapping[str, str | tuple[str, ...]]
    outcome: str | None
    digest: str

    @property
    def name(self) -> str:
        """The id of the example, or of the wizard."""
        return self.example or self.wizard


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratification:
    """Cases that the institution ratified together."""

    by: Words
    on: date
    cases: tuple[RatifiedCase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Faq:
    """A question people ask. `settled`: yes, partly or no."""

    id: str
    place: Place
    question: Words
    answer: Words
    settled: str
    clauses: tuple[str, ...]
    wizards: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Policy:
    """One policy, whole. `languages`: the authoritative one first."""

    id: str
    digest: str
    title: Words
    lead: Words
    institution: Words | None
    languages: tuple[Language, ...]
    revision: Revision
    history: tuple[Past, ...]
    record: tuple[Entry, ...]
    sections: tuple[Section, ...]
    definitions: tuple[Definition, ...]
    facts: tuple[FactText, ...]
    conditions: tuple[ConditionText, ...]
    modalities: tuple[ModalityText, ...]
    offices: tuple[Office, ...]
    rules: tuple[RuleText, ...]
    notes: tuple[Passage, ...]
    extensions: tuple[ExtensionText, ...]
    texts: tuple[Passage, ...]
    wizards: tuple[WizardText, ...]
    examples: tuple[Example, ...]
    readings: tuple[Reading, ...]
    ratified: tuple[Ratification, ...]
    faq: tuple[Faq, ...]
    disclaimer: Words | None
    base: RuleBase

    @cached_property
    def clauses(self) -> Mapping[str, Clause]:
        """Every clause by id, in reading order, items and footnotes included."""
        return {c.id: c for section in self.sections for c in _clauses_of(section)}

    @cached_property
    def passages(self) -> tuple[str, ...]:
        """Every section and clause by id, in reading order; a section before what it holds."""
        return tuple(id_ for section in self.sections for id_ in _passages_of(section))

    def within(self, name: str) -> tuple[str, ...]:
        """The clauses of a section, those of inner sections included; a clause is itself."""
        return self._within.get(name, (name,))

    @cached_property
    def _within(self) -> Mapping[str, tuple[str, ...]]:
        return {
            section.id: tuple(clause.id for clause in _clauses_of(section))
            for top in self.sections
            for section in _with_inner(top)
        }

    @property
    def authoritative(self) -> Language:
        return self.languages[0]


def _with_inner(section: Section) -> Iterator[Section]:
    yield section
    for inner in section.sections:
        yield from _with_inner(inner)


def _passages_of(section: Section) -> Iterator[str]:
    yield section.id
    yield from (clause.id for clause in _own_clauses(section))
    for inner in section.sections:
        yield from _passages_of(inner)


def _clauses_of(section: Section) -> Iterator[Clause]:
    yield from _own_clauses(section)
    for inner in section.sections:
        yield from _clauses_of(inner)


def _own_clauses(section: Section) -> Iterator[Clause]:
    for paragraph in section.paragraphs:
        for clause in paragraph.clauses:
            yield from _with_items(clause)
    for note in section.footnotes:
        yield from _with_items(note)


def _with_items(clause: Clause) -> Iterator[Clause]:
    yield clause
    for item in clause.items:
        yield from _with_items(item)
