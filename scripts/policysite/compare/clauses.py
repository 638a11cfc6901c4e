"""The policy's own text, clause by clause and heading by heading.

Place in the flow: after `renaming`: a clause is the same one where its id is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policysite.compare.fields import field_changes, fields_of, languages
from policysite.compare.names import Listed, sections
from policysite.compare.order import moved
from policysite.policy import Clause, Policy, Words
from policysite.references import citations

KINDS = (
    "added",
    "removed",
    "renamed",
    "changed",
    "translation",
    "moved",
    "renumbered",
    "details",
)
"""What may become of a clause or a heading, in the order in which it is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A clause as one revision prints it: its reference in the authoritative language, its text."""

    id: str
    reference: str
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChange:
    """What became of one clause.

    `kinds`: added; removed; renamed; changed (the authoritative text); translation (another text
    alone); moved (elsewhere, or among its neighbours); renumbered (another reference); details
    (`details`: the other fields that differ). `languages`: those in which the text differs.
    """

    id: str
    kinds: tuple[str, ...]
    old: Printed | None
    new: Printed | None
    languages: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A section as one revision prints it."""

    id: str
    number: Words | None
    title: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionChange:
    """What became of one heading; its kinds are those of clauses, `languages` of its title."""

    id: str
    kinds: tuple[str, ...]
    old: Heading | None
    new: Heading | None
    languages: tuple[str, ...] = ()


def clause_changes(old: Policy, new: Policy, names: Listed) -> Iterator[ClauseChange]:
    """The clauses that differ, in the new reading order; those that are no more come last."""
    sides = _Side(old), _Side(new)
    was = {now: before for before, now in names.renamed.items()}
    left = _left_their_place(sides[0].homes, sides[1].homes)
    for id_ in dict.fromkeys([*new.clauses, *old.clauses]):
        change = _clause(id_, sides, was.get(id_), id_ in left)
        if change.kinds:
            yield change


class _Side:
    """The clauses of one revision, as printed and where they stand."""

    def __init__(self, policy: Policy) -> None:
        self.clauses = policy.clauses
        self.authoritative = policy.authoritative.code
        self.cited = citations(policy, self.authoritative)
        self.homes: dict[str, list[str]] = dict(_homes(policy))

    def printed(self, id_: str, name: str | None = None) -> Printed | None:
        """The clause under its own name of then."""
        if id_ not in self.clauses:
            return None
        text = self.clauses[id_].text
        return Printed(id=name or id_, reference=self.cited[id_].full, text=text)


def _clause(id_: str, sides: tuple[_Side, _Side], was: str | None, left: bool) -> ClauseChange:
    old, new = sides[0].printed(id_, was), sides[1].printed(id_)
    if old is None or new is None:
        return ClauseChange(id=id_, kinds=_of_one_side(old), old=old, new=new)
    differing = languages(old.text, new.text)
    details = _details(sides[0].clauses[id_], sides[1].clauses[id_])
    kinds = _kinds(
        renamed=was is not None,
        text=_text_kind(differing, {side.authoritative for side in sides}),
        moved=left,
        renumbered=old.reference != new.reference,
        details=bool(details),
    )
    return ClauseChange(
        id=id_,
        kinds=kinds,
        old=old,
        new=new,
        languages=differing,
        details=details,
    )


def _of_one_side(old: object | None) -> tuple[str, ...]:
    """The kinds of what one revision alone has."""
    return ("added",) if old is None else ("removed",)


def _text_kind(differing: Sequence[str], authoritative: set[str]) -> str:
    """The kind of a text that differs in these languages."""
    if not differing:
        return ""
    return "translation" if authoritative.isdisjoint(differing) else "changed"


def _kinds(*, text: str, **found: bool) -> tuple[str, ...]:
    return tuple(kind for kind in KINDS if found.get(kind, False) or kind == text)


def _details(old: Clause, new: Clause) -> tuple[str, ...]:
    apart = ("text", "items", "fingerprint", "translates")
    found = field_changes(fields_of(old, without=apart), fields_of(new, without=apart))
    return tuple(change.field for change in found)


# Places -----------------------------------------------------------------------------------------


def _homes(policy: Policy) -> Iterator[tuple[str, list[str]]]:
    """What holds clauses, by the kind of place and its id → the clauses right inside, in order."""
    for section in sections(policy):
        clauses = [clause for paragraph in section.paragraphs for clause in paragraph.clauses]
        yield f"section {section.id}", [clause.id for clause in clauses]
        yield f"notes {section.id}", [note.id for note in section.footnotes]
    for id_, clause in policy.clauses.items():
        yield f"clause {id_}", [item.id for item in clause.items]


def _left_their_place(
    old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]]
) -> frozenset[str]:
    """Those that went to another home, or to another place among those that stayed."""
    before = {id_: home for home, inside in old.items() for id_ in inside}
    after = {id_: home for home, inside in new.items() for id_ in inside}
    left = {id_ for id_, home in after.items() if before.get(id_, home) != home}
    stayed = {
        home: [[id_ for id_ in side.get(home, ()) if id_ not in left] for side in (old, new)]
        for home in new
    }
    return frozenset(left).union(*(moved(*sides) for sides in stayed.values()))


# Headings ---------------------------------------------------------------------------------------


def section_changes(old: Policy, new: Policy, names: Listed) -> Iterator[SectionChange]:
    """The headings that differ, in the new reading order; those that are no more come last."""
    sides = _headings(old), _headings(new)
    was = {now: before for before, now in names.renamed.items()}
    left = _left_their_place(_parents(old), _parents(new))
    authoritative = {old.authoritative.code, new.authoritative.code}
    for id_ in dict.fromkeys([*sides[1], *sides[0]]):
        before, after = (side.get(id_) for side in sides)
        if before is not None:
            before = replace(before, id=was.get(id_, id_))
        change = _section(id_, before, after, authoritative, id_ in left)
        if change.kinds:
            yield change


def _headings(policy: Policy) -> Mapping[str, Heading]:
    return {s.id: Heading(id=s.id, number=s.number, title=s.title) for s in sections(policy)}


def _section(
    id_: str, old: Heading | None, new: Heading | None, authoritative: set[str], left: bool
) -> SectionChange:
    if old is None or new is None:
        return SectionChange(id=id_, kinds=_of_one_side(old), old=old, new=new)
    differing = languages(old.title, new.title)
    kinds = _kinds(
        renamed=old.id != id_,
        text=_text_kind(differing, authoritative),
        moved=left,
        renumbered=bool(languages(old.number, new.number)),
    )
    return SectionChange(id=id_, kinds=kinds, old=old, new=new, languages=differing)


def _parents(policy: Policy) -> Mapping[str, Sequence[str]]:
    """Section → the sections right inside, in order; the policy's own are under no id."""
    inside: dict[str, list[str]] = defaultdict(list)
    inside[""] = [section.id for section in policy.sections]
    for section in sections(policy):
        inside[section.id] = [inner.id for inner in section.sections]
    return inside
