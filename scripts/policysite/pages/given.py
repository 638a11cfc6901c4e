"""Answers in words: what each question is about, and what was answered.

Place in the flow: used by the pages that show examples and cases, and by conditions in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from markupsafe import Markup, escape

from policysite.pages.voice import Voice
from policysite.policy import FactText
from rulecore import Answer, FactType


class Answers:
    """Tells answers in one voice."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.words: Mapping[str, str] = voice.w["conditions"]
        self.facts: Mapping[str, FactText] = {fact.id: fact for fact in voice.policy.facts}

    def told(self, given: Mapping[str, Answer]) -> Iterator[tuple[Markup, Markup]]:
        """(label of the question, answer), in the order given."""
        for fact, answer in given.items():
            answers = (answer,) if isinstance(answer, str) else answer
            yield self.label(fact), self.voice.both([self.value(fact, each) for each in answers])

    def label(self, fact: str) -> Markup:
        return self.voice.say(self.facts[fact].label)

    def value(self, fact: str, value: str) -> Markup:
        kind = self.voice.policy.base.fact[fact].type
        if value == "?" or not kind.is_ordered:
            return self.option(fact, value)
        if kind is FactType.DATE:
            return Markup(escape(self.voice.date(date.fromisoformat(value))))
        return Markup(escape(self.voice.number(value)))

    def option(self, fact: str, option: str) -> Markup:
        """An option in words; yes, no and "I don't know" are the interface's own."""
        for told in self.facts[fact].options:
            if told.id == option:
                return self.voice.say(told.label)
        return Markup(escape(self.words["unknown" if option == "?" else option]))
