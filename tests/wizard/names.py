"""What things are called at a wizard: by the source, in one language.

Place in the flow: a person of the tests finds everything by these names, in whatever browser.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from policysite.pages.edition import edition
from policysite.pages.voice import interface_words
from policysite.policy import Policy, Words
from policysite.references import citations
from policysite.typography import typeset
from rulecore import UNKNOWN, Consultation, FactType, consult, show_value

type Answer = str | list[str]
type Given = Mapping[str, Answer]


class Names:
    """The names in one language, the wizard that somebody is at, and what was answered there."""

    def __init__(self, root: str, policy: Policy, language: str) -> None:
        self.root, self.policy, self.language = root, policy, language
        self.words: Any = interface_words(language, "wizard")
        self.facts = {fact.id: fact for fact in policy.facts}
        self.wizards = {wizard.id: wizard for wizard in policy.wizards}
        self.wizard = ""
        self.answers: dict[str, Answer] = {}

    def say(self, path: str) -> str:
        words = self.words
        for key in path.split("."):
            words = words[key]
        return str(words)

    def text(self, words: Words) -> str:
        return typeset(*words.in_language(self.language))

    def question(self, fact: str) -> str:
        return self.text(self.facts[fact].question)

    def title(self, wizard: str) -> str:
        return self.text(self.wizards[wizard].title)

    def headline(self, outcome: str) -> str:
        return self.text(next(m for m in self.policy.modalities if m.id == outcome).headline)

    def label(self, fact: str, option: str) -> str:
        """An answer, as the person reads it."""
        if option == UNKNOWN:
            return str(self.words["answer"]["unknown"])
        if self.policy.base.fact[fact].type is FactType.YES_NO:
            return str(self.words["answer"][option])
        return self.text(next(o for o in self.facts[fact].options if o.id == option).label)

    def address(self, wizard: str, language: str = "") -> str:
        key = f"check/{wizard}" if wizard else "home"
        return self.root + edition(self.policy, language or self.language).address(key)

    def default(self, fact: str) -> Answer:
        return default(self.policy, fact)

    def found(self) -> Consultation:
        """What the answers so far give in this Python."""
        return consult(self.policy.base, self.wizard, self.answers)

    def name_of(self, found: Consultation) -> str:
        """What the heading says of a consultation."""
        if len(found.ask_together) > 1:
            return self.checklist(found.ask_together[0])
        if found.ask_together:
            return self.question(found.ask_together[0])
        if found.outcome:
            return self.headline(found.outcome)
        if found.status == "informative":
            return self.title(found.wizard)
        return self.say("undetermined.headline")

    def document_title(self, name: str) -> str:
        """The title of the document while that heading leads it."""
        return f"{name} – {self.title(self.wizard)} – {self.text(self.policy.title)}"

    def sections(self, clauses: Iterable[str]) -> list[str]:
        """The sections that clauses stand in, each once, as they are cited."""
        cited = citations(self.policy, self.language)
        return list(dict.fromkeys(typeset(cited[c].short, self.language) for c in clauses))

    def checklist(self, fact: str) -> str:
        questions = self.policy.base.wizard[self.wizard].questions
        page = next(question.page for question in questions if question.fact == fact)
        lists = self.wizards[self.wizard].checklists
        return self.text(next(one for one in lists if one.id == page).title)


def default(policy: Policy, id_: str) -> Answer:
    """The declared default of a fact, as a person gives it."""
    fact = policy.base.fact[id_]
    assert fact.default is not None, f"{id_} has no default: the walk must answer it"
    return show_value(fact, fact.default)


def compact(found: Consultation) -> str:
    """A consultation's JSON as a browser writes it: without spaces."""
    return json.dumps(json.loads(found.json()), ensure_ascii=False, separators=(",", ":"))
