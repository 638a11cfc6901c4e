"""The policy's own text, and under each clause what rests on it.

Place in the flow: the part of `resolve` that walks through sections and clauses. Rules, notes,
texts and extensions come out in reading order, each with its own clause first.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from policysite.nodes import Mapping as MappingNode
from policysite.nodes import Node
from policysite.policy import (
    Clause,
    ExtensionText,
    Paragraph,
    Passage,
    Reference,
    RuleText,
    Section,
    Words,
)
from policysite.resolve.conditions import Conditions
from policysite.resolve.fields import Fields
from policysite.resolve.scope import Scope
from rulecore import Extension, Note, Rule, Text


def fingerprint(text: str) -> str:
    """Eight characters that change when the wording does; white space does not count."""
    return sha256(" ".join(text.split()).encode()).hexdigest()[:8]


class TextReader:
    """Walks through the text once; what rests on the clauses is left in its lists."""

    def __init__(self, scope: Scope, conditions: Conditions) -> None:
        self.scope, self.conditions = scope, conditions
        self.rules: list[Rule] = []
        self.rule_texts: list[RuleText] = []
        self.notes: list[Note] = []
        self.note_texts: list[Passage] = []
        self.texts: list[Text] = []
        self.text_texts: list[Passage] = []
        self.extensions: list[Extension] = []
        self.extension_texts: list[ExtensionText] = []
        self.examples: list[tuple[str, Fields]] = []

    def section(self, fields: Fields) -> Section:
        number = fields.get("number")
        return Section(
            id=fields.text("section").text,
            place=fields.place,
            number=self._number(number, fields) if number else None,
            title=self.scope.optional_words(fields, "title"),
            paragraphs=tuple(self._paragraph(entry) for entry in fields.entries("body")),
            footnotes=tuple(self._clause(note) for note in fields.entries("footnotes")),
            sections=tuple(self.section(inner) for inner in fields.entries("sections")),
        )

    def _number(self, number: Node, fields: Fields) -> Words:
        """A number printed alike in every language, or one for each."""
        if isinstance(number, MappingNode):
            return self.scope.words(Fields(number))
        return Words({self.scope.languages[0]: fields.text("number").text})

    def _paragraph(self, entry: Fields) -> Paragraph:
        clauses = entry.entries("paragraph") if entry.has("paragraph") else (entry,)
        return Paragraph(clauses=tuple(self._clause(clause) for clause in clauses))

    def _clause(self, fields: Fields) -> Clause:
        text = self.scope.words(fields)
        id_ = fields.text("clause").text
        self._what_rests_on(id_, fields)
        return Clause(
            id=id_,
            place=fields.place,
            text=text,
            kind=fields.text("kind").text,
            fingerprint=fingerprint(text.by_language.get(self.scope.languages[0], "")),
            translates=self._translates(fields),
            footnote=fields.text("footnote").text or None,
            sic=tuple(self.scope.words(note) for note in fields.entries("sic")),
            references=tuple(self._reference(other) for other in fields.entries("references")),
            items=tuple(self._clause(item) for item in fields.entries("items")),
        )

    def _translates(self, fields: Fields) -> Mapping[str, str]:
        entry = fields.entry("translates")
        if entry is None:
            return {}
        for key, _ in entry.pairs:
            self.scope.one("language", key)
        return {key.text: entry.text(key.text).text for key, _ in entry.pairs}

    def _reference(self, fields: Fields) -> Reference:
        return Reference(
            to=self.scope.words_at(fields, "to"),
            status=fields.text("status").text,
            address=fields.text("address").text or None,
        )

    def _what_rests_on(self, clause: str, fields: Fields) -> None:
        for rule in fields.entries("rules"):
            self._rule(clause, rule)
        for note in fields.entries("notes"):
            self._note(clause, note)
        for text in fields.entries("texts"):
            self._text(clause, text)
        for extension in fields.entries("extends"):
            self._extension(clause, extension)
        self.examples += [(clause, example) for example in fields.entries("examples")]

    def _extension(self, clause: str, fields: Fields) -> None:
        id_ = fields.text("extension").text
        when, clauses = self.conditions.read(fields.text("when")), self._clauses(clause, fields)
        self.extensions.append(Extension(id=id_, when=when, clauses=clauses))
        self.extension_texts.append(ExtensionText(id=id_, place=fields.place))

    def _clauses(self, clause: str, fields: Fields) -> tuple[str, ...]:
        also = self.scope.many("clause", fields.texts("also"))
        return tuple(dict.fromkeys((clause, *also)))

    def _rule(self, clause: str, fields: Fields) -> None:
        id_ = fields.text("rule").text
        self.rules.append(
            Rule(
                id=id_,
                modality=self.scope.one("modality", fields.text("modality")),
                when=self.conditions.read(fields.text("when")),
                clauses=self._clauses(clause, fields),
                base=fields.flag("base"),
            )
        )
        self.rule_texts.append(
            RuleText(
                id=id_,
                place=fields.place,
                text=self.scope.words(fields),
                ask=self.scope.one("office", fields.text("ask")) or None,
                ambiguity=self.scope.optional_words(fields, "ambiguity"),
            )
        )

    def _note(self, clause: str, fields: Fields) -> None:
        when = self.conditions.read(fields.text("when"))
        self.notes.append(Note(id=fields.text("note").text, when=when))
        self.note_texts.append(self._passage("note", clause, fields))

    def _text(self, clause: str, fields: Fields) -> None:
        answers = fields.text("answers")
        self.texts.append(
            Text(
                id=fields.text("text").text,
                after=self._outcomes(fields, "after"),
                folded_after=self._outcomes(fields, "folded_after"),
                after_if=self.conditions.read(fields.text("after_if")),
                answers=self.conditions.read(answers) if answers.text else None,
            )
        )
        self.text_texts.append(self._passage("text", clause, fields))

    def _outcomes(self, fields: Fields, key: str) -> tuple[str, ...]:
        named = fields.texts(key)
        if fields.text(key).text == "any" or any(text.text == "any" for text in named):
            return tuple(self.scope.ids("modality"))
        return self.scope.many("modality", named)

    def _passage(self, key: str, clause: str, fields: Fields) -> Passage:
        return Passage(
            id=fields.text(key).text,
            place=fields.place,
            text=self.scope.words(fields),
            clauses=self._clauses(clause, fields),
        )
