"""What a source declares, and how its parts name each other.

Place in the flow: made first by `resolve`, handed to every part of it. Ids are all declared before
any is used, so that the order in the file never matters and one bad entry hides no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from policysite.dates import DATE
from policysite.nodes import Scalar
from policysite.policy import Place, Words
from policysite.problem import Problems, suggest
from policysite.resolve.fields import Fields, as_text

NAMESPACES = {"section": "anchor", "clause": "anchor", "fact": "name", "condition": "name"}
"""Kinds that share one set of ids: anchors of a page, names in a condition."""

LANGUAGE = re.compile("[a-z]{2}")


class Scope:
    """The declared ids and languages, and where mistakes go."""

    def __init__(self, problems: Problems, languages: tuple[str, ...]) -> None:
        self.problems = problems
        self.languages = languages
        self.declared: dict[str, dict[str, Place]] = {}
        self._taken: dict[str, dict[str, Place]] = {}

    def declare(self, kind: str, id_: Scalar, owner: str = "") -> None:
        """Note an id; report it where its namespace (for options, its `owner`'s) has it already."""
        if not id_.text:
            return
        taken = self._taken.setdefault(owner + NAMESPACES.get(kind, kind), {})
        if id_.text in taken:
            line = str(taken[id_.text].line)
            self.problems.error("reused-id", id_.place, word=id_.text, line=line)
        taken.setdefault(id_.text, id_.place)
        self.declared.setdefault(kind, {}).setdefault(id_.text, id_.place)

    def ids(self, kind: str) -> Iterable[str]:
        return self.declared.get(kind, {})

    def one(self, kind: str, id_: Scalar) -> str:
        """The id that a reference names; reported as `unknown-<kind>` where there is none."""
        kinds = ("clause", "section") if kind == "anchor" else (kind,)
        if id_.text and not any(id_.text in self.ids(known) for known in kinds):
            close = suggest(id_.text, [other for known in kinds for other in self.ids(known)])
            self.problems.error(f"unknown-{kind}", id_.place, word=id_.text, **close)
        return id_.text

    def many(self, kind: str, ids: Iterable[Scalar]) -> tuple[str, ...]:
        """The ids of a list of references, each once."""
        found: dict[str, None] = {}
        for id_ in ids:
            if id_.text in found:
                self.problems.error("repeated-reference", id_.place, word=id_.text)
            found[self.one(kind, id_)] = None
        return tuple(found)

    def words(self, fields: Fields) -> Words:
        """The texts under the language keys of an entry, the authoritative one first."""
        texts: dict[str, str] = {}
        for key, node in fields.pairs:
            if len(key.text) == 2 and key.text in self.languages:
                texts[key.text] = as_text(node, key.place).text.strip()
            elif LANGUAGE.fullmatch(key.text):
                close = suggest(key.text, self.languages)
                self.problems.error("undeclared-language", key.place, word=key.text, **close)
        first = self.languages[0]
        if first not in texts and fields.pairs:
            self.problems.error("missing-text", fields.place, word=first)
        return Words({code: texts[code] for code in self.languages if code in texts})

    def words_at(self, fields: Fields, key: str) -> Words:
        """The texts under a key that the schema requires."""
        entry = fields.entry(key)
        return self.words(entry) if entry else Words({})

    def optional_words(self, fields: Fields, key: str) -> Words | None:
        """The texts under a key that may be absent."""
        entry = fields.entry(key)
        return self.words(entry) if entry else None

    def day(self, text: Scalar) -> date:
        """A date; one that no calendar has is reported."""
        try:
            return date.fromisoformat(text.text)
        except ValueError:
            if DATE.fullmatch(text.text):
                self.problems.error("no-such-day", text.place, word=text.text)
            return date.min
