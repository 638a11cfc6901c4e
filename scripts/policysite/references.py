"""Computed references of clauses: "art. 6.2, 3e al., 4e point", "s. 6.2, para. 3, item 4".

Place in the flow: `pages`, `bundle` and `decision_table` name clauses by them. They come from the
printed numbers of sections and from positions (paragraph, sentence, item), in the words of the
language's `site.yaml`, and are plain text: `typography.typeset` gives them their signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policysite.interface import interface
from policysite.policy import Clause, Paragraph, Policy, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """How one clause is cited.

    `full`: "art. 6.2, 3e al., 4e point"; `short`: "art. 6.2"; `place`: what follows the section,
    "3e al., 4e point" (of front matter and footnotes: the whole reference).
    """

    full: str
    short: str
    place: str


def citations(policy: Policy, language: str) -> Mapping[str, Citation]:
    """The citation of every clause, by id, in reading order."""
    words = _Words(language, policy.authoritative.code)
    return dict(entry for section in policy.sections for entry in _of_section(section, None, words))


def section_label(section: Section, language: str) -> str:
    """The section by itself: "art. 6.2", or its title in quotation marks, or the cover."""
    return _label(section, None, _Words(language, language))


def paragraph_place(number: int, language: str) -> str:
    """A paragraph by its number in the section: "3e al.", "para. 3"."""
    return _Words(language, language)("paragraph", number)


class _Words:
    """The patterns of one language's `citation` words.

    Sentences are counted in the authoritative language, so that a unit has one place in all.
    """

    def __init__(self, language: str, authoritative: str) -> None:
        self.language = language
        self.authoritative = authoritative
        self._patterns: dict[str, str] = interface(language, "site")["citation"]

    def __call__(self, key: str, number: int = 0, **values: str) -> str:
        first = number == 1
        masculine = self._patterns["first_masculine" if first else "ordinal"]
        feminine = self._patterns["first_feminine" if first else "ordinal"]
        return self._patterns[key].format(
            number=number,
            masculine=masculine.format(number=number),
            feminine=feminine.format(number=number),
            **values,
        )


def _of_section(
    section: Section, parent: str | None, words: _Words
) -> Iterator[tuple[str, Citation]]:
    label = _label(section, parent, words)
    for number, paragraph in enumerate(section.paragraphs, start=1):
        for clause, place in _of_paragraph(paragraph, number, words):
            yield clause.id, _citation(label, place, cover=_is_cover(section))
    for note in section.footnotes:
        text = words("note", mark=note_mark(note))
        yield note.id, Citation(full=text, short=text, place=text)
    for inner in section.sections:
        yield from _of_section(inner, label, words)


def _citation(label: str, place: str, *, cover: bool) -> Citation:
    if cover:
        return Citation(full=label, short=label, place=label)
    return Citation(full=f"{label}, {place}", short=label, place=place)


def _is_cover(section: Section) -> bool:
    return section.number is None and section.title is None


def _label(section: Section, parent: str | None, words: _Words) -> str:
    """The section's own number is enough; a section without one is found through its parent."""
    if section.number is not None:
        number = section.number.in_language(words.language)[0].rstrip(".")
        # A printed number such as "ARTICLE 1" already says what it is.
        return number if re.search(r"\s", number) else words("section", section=number)
    if section.title is None:
        return parent or words("cover")
    title = words("titled", title=section.title.in_language(words.language)[0])
    return f"{parent}, {title}" if parent else title


def _of_paragraph(paragraph: Paragraph, number: int, words: _Words) -> Iterator[tuple[Clause, str]]:
    place = words("paragraph", number)
    for clause, sentence in _sentences(paragraph, words):
        yield clause, f"{place}{sentence}"
        yield from _of_items(clause, place, "item", words)


def _of_items(clause: Clause, place: str, key: str, words: _Words) -> Iterator[tuple[Clause, str]]:
    for number, item in enumerate(clause.items, start=1):
        here = f"{place}, {words(key, number)}"
        yield item, here
        yield from _of_items(item, here, "subitem", words)


def _sentences(paragraph: Paragraph, words: _Words) -> Iterator[tuple[Clause, str]]:
    """Each unit with its sentence, where several units run on in one paragraph.

    A unit that does not end a sentence shares it with the next: they are its parts (a), (b) ….
    """
    units = paragraph.clauses
    groups: list[list[Clause]] = [[]]
    for unit in units:
        groups[-1].append(unit)
        if _ends_sentence(unit.text.in_language(words.authoritative)[0]):
            groups.append([])
    groups = [group for group in groups if group]
    for number, group in enumerate(groups, start=1):
        sentence = f", {words('sentence', number)}" if len(groups) > 1 else ""
        for part, unit in enumerate(group):
            letter = f" ({chr(ord('a') + part)})" if len(group) > 1 else ""
            yield unit, sentence + letter


def _ends_sentence(text: str) -> bool:
    """Whether the text ends with a full stop or the like, whatever notes or quotes follow it."""
    return re.search(r"[.!?…][\s»”\"')\]¹²³⁰⁴-⁹*†‡]*$", text) is not None


def note_mark(note: Clause) -> str:
    """The footnote's mark as it is spoken: ¹ is 1."""
    return unicodedata.normalize("NFKC", note.footnote or "").strip()
