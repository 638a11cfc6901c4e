"""Ways through the wizards, as far as an answer: page by page, as a person goes.

Place in the flow: `shots` picks the pages worth a picture from them. Everything comes from the
policy: its worked examples first, then one walk through each wizard that takes the first answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policysite.policy import Example, Policy
from rulecore import UNKNOWN, Consultation, Question, RuleBase, Wizard, consult, show_value

type Given = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Where a person stands after some answers."""

    wizard: str
    answers: Given
    found: Consultation

    @property
    def asks(self) -> int:
        """How many questions are on the page; 0 where the wizard has its answer."""
        return len(self.found.ask_together)

    @property
    def result(self) -> str:
        """The id of the outcome, or the status where there is none."""
        return self.found.outcome or self.found.status


def stops(policy: Policy) -> Iterator[Stop]:
    """Every page of every walk, in the order of the source."""
    for example in policy.examples:
        yield from _walk(policy.base, example.wizard, _as_counted(policy.base, example))
    for wizard in policy.base.wizards:
        yield from _walk(policy.base, wizard.id, _first_answers(wizard))


def _walk(base: RuleBase, wizard: str, intended: Given) -> Iterator[Stop]:
    answers: dict[str, str | list[str]] = {}
    while True:
        found = consult(base, wizard, answers)
        yield Stop(wizard=wizard, answers=dict(answers), found=found)
        if not found.ask_together:
            return
        answers |= {fact: intended.get(fact, UNKNOWN) for fact in found.ask_together}


def _as_counted(base: RuleBase, example: Example) -> Given:
    """The example's answers, and the declared default of every other question that has one."""
    defaults: dict[str, str | list[str]] = {}
    for question in base.wizard[example.wizard].questions:
        fact = base.fact[question.fact]
        if fact.default is not None:
            shown = show_value(fact, fact.default)
            if _is_offered(question, shown):
                defaults[fact.id] = shown
    return defaults | {f: v if isinstance(v, str) else list(v) for f, v in example.given.items()}


def _is_offered(question: Question, answer: str | list[str]) -> bool:
    parts = {answer} if isinstance(answer, str) else set(answer)
    return not question.options or parts <= set(question.options)


def _first_answers(wizard: Wizard) -> Given:
    return {question.fact: _first(question) for question in wizard.questions}


def _first(question: Question) -> str:
    staying = (option for option in question.options if option not in question.leads_to)
    return next(staying, UNKNOWN)
