"""Names that only one revision has, and those that are one thing under another name.

Place in the flow: the first step of a comparison; `renaming` then gives the old revision the new
names, so that everything after it compares by id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from policysite.policy import FactText, Policy, Section, Words
from policysite.typography import plain

type Known = Mapping[str, Hashable]
"""Id → the words by which the thing is known whatever its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The ids of one kind. `renamed`: old id → new id."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: Mapping[str, str]

    @property
    def differ(self) -> bool:
        return bool(self.added or self.removed or self.renamed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What became of the names. `options`: by the fact's new id, of facts that both have."""

    facts: Listed
    options: Mapping[str, Listed]
    modalities: Listed
    rules: Listed
    wizards: Listed
    sections: Listed
    clauses: Listed

    @property
    def differ(self) -> bool:
        kinds = (self.facts, self.modalities, self.rules, self.wizards, self.sections, self.clauses)
        return any(kind.differ for kind in (*kinds, *self.options.values()))


def names(old: Policy, new: Policy) -> Names:
    """What became of the names of the old revision.

    A thing is renamed where its id is missing in the other revision and one new thing, and no
    other, is known by the same authoritative words; typography does not count.
    """
    before, after = _Known(old), _Known(new)
    facts = listed(before.facts(), after.facts())
    return Names(
        facts=facts,
        options=dict(_options(before, after, facts)),
        modalities=listed(before.modalities(), after.modalities()),
        rules=listed(before.rules(), after.rules()),
        wizards=listed(before.wizards(), after.wizards()),
        sections=listed(before.sections(), after.sections()),
        clauses=listed(before.clauses(), after.clauses()),
    )


def listed(old: Known, new: Known) -> Listed:
    """The ids of one kind, in the order of their revision."""
    gone = {id_: words for id_, words in old.items() if id_ not in new}
    come = {id_: words for id_, words in new.items() if id_ not in old}
    renamed = dict(_pairs(gone, come))
    return Listed(
        added=tuple(id_ for id_ in come if id_ not in renamed.values()),
        removed=tuple(id_ for id_ in gone if id_ not in renamed),
        renamed=renamed,
    )


def _pairs(gone: Known, come: Known) -> Iterator[tuple[str, str]]:
    often = Counter(gone.values()), Counter(come.values())
    by_words = {words: id_ for id_, words in come.items()}
    for id_, words in gone.items():
        if all(count[words] == 1 for count in often):
            yield id_, by_words[words]


def _options(before: _Known, after: _Known, facts: Listed) -> Iterator[tuple[str, Listed]]:
    for old in before.policy.facts:
        id_ = facts.renamed.get(old.id, old.id)
        if id_ in after.policy.base.fact:
            found = listed(before.options(old.id), after.options(id_))
            if found.differ:
                yield id_, found


class _Known:
    """By which words the things of one policy are known: those of its authoritative language."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.language = policy.authoritative.code
        self.told: dict[str, FactText] = {fact.id: fact for fact in policy.facts}

    def said(self, words: Words) -> str:
        return plain(words.in_language(self.language)[0])

    def facts(self) -> Known:
        types = self.policy.base.fact
        return {f.id: (self.said(f.question), types[f.id].type) for f in self.policy.facts}

    def options(self, fact: str) -> Known:
        """The answers yes and no have no words of the policy: their ids are known."""
        labels = {option.id: self.said(option.label) for option in self.told[fact].options}
        return {id_: labels.get(id_, (id_,)) for id_ in self.policy.base.fact[fact].options}

    def modalities(self) -> Known:
        return {m.id: (self.said(m.word), self.said(m.headline)) for m in self.policy.modalities}

    def rules(self) -> Known:
        return {rule.id: self.said(rule.text) for rule in self.policy.rules}

    def wizards(self) -> Known:
        return {wizard.id: self.said(wizard.title) for wizard in self.policy.wizards}

    def clauses(self) -> Known:
        return {id_: self.said(clause.text) for id_, clause in self.policy.clauses.items()}

    def sections(self) -> Known:
        """A section without a title is known by what stands in it."""
        return {
            section.id: self.said(section.title) if section.title else tuple(_inside(section))
            for section in sections(self.policy)
        }


def sections(policy: Policy) -> Iterator[Section]:
    """Every section, in reading order."""
    for section in policy.sections:
        yield from _with_inner(section)


def _with_inner(section: Section) -> Iterator[Section]:
    yield section
    for inner in section.sections:
        yield from _with_inner(inner)


def _inside(section: Section) -> Iterator[str]:
    for paragraph in section.paragraphs:
        yield from (clause.id for clause in paragraph.clauses)
    yield from (inner.id for inner in section.sections)
