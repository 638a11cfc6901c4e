"""Conditions in words: what a rule needs, as lines and lines below lines.

Place in the flow: the page on how the answers are made shows every rule with it. A condition is
told as the source writes it, with its names; the decision tables tell it worked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from policysite.pages.anchors import anchor
from policysite.pages.given import Answers
from policysite.pages.here import Here
from rulecore import Fact, FactType, show_value
from rulecore.condition import And, Compare, Condition, Has, Is, Not, Or, Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a condition, and what stands below it."""

    html: Markup
    below: tuple[Line, ...] = ()


class Teller:
    """Tells conditions on one page."""

    def __init__(self, here: Here) -> None:
        self.here = here
        self.voice = here.voice
        self.words: Mapping[str, str] = here.voice.w["conditions"]
        self.compare: Mapping[str, str] = here.voice.w["conditions"]["compare"]
        self.compare_dates: Mapping[str, str] = here.voice.w["conditions"]["compare_dates"]
        self.answers = Answers(here.voice)
        self.facts = self.answers.facts
        self.base: Mapping[str, Fact] = here.policy.base.fact

    def tell(self, condition: Condition) -> Line:
        """The condition, as lines."""
        match condition:
            case And(()):
                return self.head("always")
            case And((part,)) | Or((part,)):
                return self.tell(part)
            case And(parts):
                return self.head("all", (self.tell(part) for part in parts))
            case Or(parts) if (options := _one_fact(parts)) is not None:
                return self.line("has", options[0], self.options(*options))
            case Or(parts):
                return self.head("any", (self.tell(part) for part in parts))
            case Not(part):
                return self.tell_not(part)
            case Ref(name):
                return Line(html=self.named(name))
            case Is(fact, values):
                return self.line("is", fact, self.options(fact, values))
            case Has(fact, option):
                return self.line("has", fact, self.options(fact, (option,)))
            case Compare(fact, relation, number):
                return self.ordered(fact, relation, number)

    def tell_not(self, condition: Condition) -> Line:
        match condition:
            case Not(part):
                return self.tell(part)
            case And(parts):
                return self.tell(Or(tuple(Not(part) for part in parts)))
            case Or(parts):
                return self.head("none", (self.tell(part) for part in parts))
            case Ref(name):
                pattern = self.words["not_named"]
                return Line(html=self.voice.fill(pattern, name=self.named(name)))
            case Is(fact, values):
                return self.line("is_not", fact, self.options(fact, values))
            case Has(fact, option):
                return self.line("has_not", fact, self.options(fact, (option,)))
            case Compare(fact, relation, number):
                return self.ordered(fact, _OPPOSITE[relation], number)

    def head(self, word: str, below: Iterable[Line] = ()) -> Line:
        return Line(html=Markup(escape(self.words[word])), below=tuple(below))

    def line(self, word: str, fact: str, values: Markup) -> Line:
        label = self.voice.say(self.facts[fact].label)
        return Line(html=self.voice.fill(self.words[word], label=label, values=values))

    def options(self, fact: str, options: Iterable[str]) -> Markup:
        return self.voice.either([self.answers.option(fact, option) for option in options])

    def ordered(self, fact: str, relation: str, number: int) -> Line:
        told, base = self.facts[fact], self.base[fact]
        label = self.voice.say(told.label)
        if base.type is FactType.DATE:
            day = self.voice.date(date.fromordinal(number))
            return Line(html=self.voice.fill(self.compare_dates[relation], label=label, day=day))
        shown = Markup(escape(self.voice.number(str(show_value(base, number)))))
        if told.unit:
            shown = Markup("{}\u00a0{}").format(shown, self.voice.say(told.unit))
        return Line(html=self.voice.fill(self.compare[relation], label=label, number=shown))

    def named(self, name: str) -> Markup:
        told = next(c for c in self.here.policy.conditions if c.id == name)
        address = self.here.link("answers", anchor("condition", name))
        return Markup('<a href="{}">{}</a>').format(address, self.voice.say(told.text))


_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def _one_fact(parts: tuple[Condition, ...]) -> tuple[str, tuple[str, ...]] | None:
    """The fact and its options, where all parts are about options of one fact of several."""
    had = [part for part in parts if isinstance(part, Has)]
    if len(had) != len(parts) or len({part.fact for part in had}) != 1:
        return None
    return had[0].fact, tuple(part.option for part in had)
