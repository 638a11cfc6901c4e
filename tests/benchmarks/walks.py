"""Walks through a wizard, made by a seed: the answers after each page, `?` among them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

import rulecore
from rulecore import UNKNOWN, FactType, Question, RuleBase, Wizard

type Given = Mapping[str, str | list[str]]
type Walk = tuple[str, list[Given]]
"""A wizard's id, and the answers of one consultation after the other."""

WHOLE = 100
"""More steps than any walk through the real policy has."""
DOUBT = 0.1


def whole_walks(base: RuleBase, count: int, seed: int = 20170208) -> Iterator[Walk]:
    """From no answer to the last question, in any of the wizards."""
    dice = random.Random(seed)
    for _ in range(count):
        wizard = dice.choice(base.wizards)
        yield wizard.id, list(_walk(base, wizard, dice, 0, WHOLE))


def stretches(base: RuleBase, count: int, steps: int, seed: int = 20170208) -> Iterator[Walk]:
    """So many steps of walks through the first wizard: at their beginning, anywhere, at their end.

    Before a stretch the questions are answered in their order, wanted or not.
    """
    dice = random.Random(seed)
    wizard = base.wizards[0]
    last = max(0, len(wizard.questions) - steps)
    for number in range(count):
        begin = (0, dice.randint(0, last), last)[number % 3]
        yield wizard.id, list(_walk(base, wizard, dice, begin, steps))


def _walk(
    base: RuleBase, wizard: Wizard, dice: random.Random, begin: int, steps: int
) -> Iterator[Given]:
    answers = {q.fact: _answer(base, q, dice) for q in wizard.questions[:begin]}
    by_fact = {question.fact: question for question in wizard.questions}
    yield dict(answers)
    for _ in range(steps):
        page = rulecore.consult(base, wizard.id, answers).ask_together
        if not page:
            return
        answers |= {fact: _answer(base, by_fact[fact], dice) for fact in page}
        yield dict(answers)


def _answer(base: RuleBase, question: Question, dice: random.Random) -> str | list[str]:
    if dice.random() < DOUBT:
        return UNKNOWN
    option = dice.choice(question.options)
    return [option] if base.fact[question.fact].type is FactType.SEVERAL else option
