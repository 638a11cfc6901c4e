"""The runtime of the browser answers as this Python does, byte for byte, on any policy."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from policysite.bundle.runtime import packed_runtime
from policysite.bundle.runtime.tools import STOCK
from policysite.progress import Silent
from rulecore import Fact, FactType, RuleBase, Wizard
from tests.runtime.node import Case, answers_here, answers_there
from tests.sources import OTHER, REAL, policy

WALKS = 150
STRANGE = (
    *("", "?", "é", "no such answer", "-1", "1.5", "99999999999999999999"),
    *("2026-02-30", "0000-01-01", "20260301", "9999-12-31"),
)


@cache
def bases() -> dict[str, RuleBase]:
    return {path.stem: policy(path).base for path in (REAL, OTHER)}


def examples() -> Iterator[Case]:
    """The worked scenarios of both policies, as they count and as they are given."""
    for path in (REAL, OTHER):
        for example in policy(path).examples:
            answers = {
                fact: answer if isinstance(answer, str) else list(answer)
                for fact, answer in example.given.items()
            }
            for rest in ("default", "unknown"):
                yield {
                    "base": path.stem,
                    "wizard": example.wizard,
                    "answers": answers,
                    "rest": rest,
                }


def walks(seed: int) -> Iterator[Case]:
    """Answers to some questions of a wizard, a few of them such as nobody may give."""
    dice = random.Random(seed)
    for name, base in bases().items():
        for _ in range(WALKS):
            wizard = dice.choice(base.wizards)
            yield {
                "base": name,
                "wizard": wizard.id,
                "answers": dict(_answers(base, wizard, dice)),
                "rest": dice.choice(["default", "unknown"]),
            }
    yield {"base": "policy", "wizard": "no such wizard", "answers": {}, "rest": "unknown"}


def _answers(
    base: RuleBase, wizard: Wizard, dice: random.Random
) -> Iterator[tuple[str, str | list[str]]]:
    for question in wizard.questions:
        if dice.random() < 0.02:
            yield question.fact, dice.choice(STRANGE)
        elif dice.random() < 0.7:
            yield question.fact, _answer(base.fact[question.fact], question.options, dice)


def _answer(fact: Fact, offered: tuple[str, ...], dice: random.Random) -> str | list[str]:
    if dice.random() < 0.1:
        return "?"
    if fact.type is FactType.NUMBER:
        return str(dice.randint(fact.low or 0, min(fact.high or 100, (fact.low or 0) + 100)))
    if fact.type is FactType.DATE:
        low, high = (fact.low or date(2025, 1, 1).toordinal()), fact.high or date.max.toordinal()
        return date.fromordinal(dice.randint(low, high)).isoformat()
    if fact.type is FactType.SEVERAL:
        return dice.sample(offered, dice.randint(1, min(2, len(offered))))
    return dice.choice(offered)


@pytest.fixture(scope="module")
def packed() -> Path:
    return packed_runtime(Silent())


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [*examples(), *walks(seed=20170208)]


@pytest.fixture(scope="module")
def here(cases: list[Case]) -> list[str]:
    return answers_here(bases(), cases)


def test_the_cases_hold_every_kind_of_answer(here: list[str]) -> None:
    for sign in ('"determined"', '"undetermined"', '"informative"', "InvalidAnswers: "):
        assert [text for text in here if sign in text], sign


def test_the_packed_runtime(packed: Path, cases: list[Case], here: list[str]) -> None:
    assert answers_there(packed, packed, bases(), cases) == here


def test_the_stock_runtime(packed: Path, cases: list[Case], here: list[str]) -> None:
    assert answers_there(STOCK, packed, bases(), cases) == here


def test_a_policy_that_the_packing_never_saw_has_numbers_dates_and_errors(
    cases: list[Case], here: list[str]
) -> None:
    of_other = [text for case, text in zip(cases, here, strict=True) if case["base"] == OTHER.stem]
    for kind in (FactType.NUMBER, FactType.DATE):
        asked = [fact.id for fact in bases()[OTHER.stem].facts if fact.type is kind]
        assert any(f'"{asked[0]}": "' in text for text in of_other), kind
    assert any("not-a-date" in text for text in of_other)
    assert any(text.startswith("InvalidAnswers") for text in of_other)
