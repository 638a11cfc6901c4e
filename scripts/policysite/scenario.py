"""A scenario in words: the answers that make it what it is.

Place in the flow: wherever a witness is shown to a person. Answers that are the declared default
are left out: they are what a reader takes for granted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from policysite.dates import written
from policysite.interface import interface, interface_languages
from policysite.policy import FactText, Policy, Words
from rulecore import Fact, FactType, show_value
from rulecore.answers import Given


def in_words(policy: Policy, given: Given) -> Words:
    """The scenario in every language of the policy and of the interface."""
    languages = dict.fromkeys([*(each.code for each in policy.languages), *interface_languages()])
    return Words({code: _sentence(policy, given, code) for code in languages})


def salient(policy: Policy, given: Given) -> Mapping[str, str | list[str]]:
    """The answers that are not the declared default."""
    base = policy.base
    return {f: answer for f, answer in given.items() if answer != _default(base.fact[f])}


def answers(policy: Policy, given: Given, language: str) -> Iterator[tuple[str, str]]:
    """(what the question is about, the answer) in the order given."""
    told = {fact.id: fact for fact in policy.facts}
    for fact, answer in given.items():
        label = told[fact].label.in_language(language)[0]
        if policy.base.fact[fact].type is FactType.DATE and isinstance(answer, str):
            yield label, _day(answer, language)
        else:
            yield label, _said(told[fact], answer, language)


def _sentence(policy: Policy, given: Given, language: str) -> str:
    words = _words(language)
    parts = [
        words["pair"].format(label=label, answer=answer)
        for label, answer in answers(policy, salient(policy, given), language)
    ]
    if len(parts) < len(given):
        parts.append(words["rest"] if parts else words["usual"])
    return "; ".join(parts)


def _default(fact: Fact) -> str | list[str] | None:
    return None if fact.default is None else show_value(fact, fact.default)


def _day(answer: str, language: str) -> str:
    return written(date.fromisoformat(answer), interface(_spoken(language), "site")["date"])


def _said(told: FactText, answer: str | list[str], language: str) -> str:
    words = _words(language)
    labels = {option.id: option.label.in_language(language)[0] for option in told.options}
    parts = [answer] if isinstance(answer, str) else answer
    unit = f" {told.unit.in_language(language)[0]}" if told.unit else ""
    return words["both"].join(labels.get(part) or words.get(part) or part + unit for part in parts)


def _words(language: str) -> Mapping[str, str]:
    words: Mapping[str, str] = interface(_spoken(language), "command")["scenario"]
    return words


def _spoken(language: str) -> str:
    """The language of the interface for a language of the policy."""
    return language if language in interface_languages() else "en"
