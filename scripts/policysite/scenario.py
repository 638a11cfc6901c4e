"""A scenario in words: the answers that make it what it is.

Place in the flow: wherever a witness is shown to a person. Answers that are the declared default
are left out: they are what a reader takes for granted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from policysite.dates import written
from policysite.interface import interface, interface_languages
from policysite.policy import FactText, Policy, Words
from rulecore import Fact, FactType, show_value
from rulecore.answers import Given


def in_words(policy: Policy, given: Given | None) -> Words:
    """The scenario in every language of the policy and of the interface; a dash for none."""
    languages = dict.fromkeys([*(each.code for each in policy.languages), *interface_languages()])
    if given is None:
        return Words(dict.fromkeys(languages, "—"))
    return Words({code: _sentence(policy, given, code) for code in languages})


def salient(policy: Policy, given: Given) -> Mapping[str, str | list[str]]:
    """The answers that are not the declared default."""
    base = policy.base
    return {f: answer for f, answer in given.items() if answer != _default(base.fact[f])}


def answers(policy: Policy, given: Given, language: str) -> Iterator[str]:
    """What each question is about, with its answer, in the order given."""
    labels = {fact.id: fact.label.in_language(language)[0] for fact in policy.facts}
    pair = _words(language, "wizard")["answer"]["pair"]
    for fact, answer in given.items():
        yield pair.format(label=labels[fact], answer=said(policy, fact, answer, language))


def said(policy: Policy, fact: str, answer: str | list[str], language: str) -> str:
    """An answer in words: labels of options, a number with its unit, a day."""
    told = next(each for each in policy.facts if each.id == fact)
    match policy.base.fact[fact].type, answer:
        case FactType.DATE, str():
            return written(date.fromisoformat(answer), _words(language, "site")["date"])
        case FactType.NUMBER, str():
            unit = f" {told.unit.in_language(language)[0]}" if told.unit else ""
            digits = answer.rstrip("0").removesuffix(".") if "." in answer else answer
            return digits.replace(".", _words(language, "site")["decimal"]) + unit
    return _options(told, answer, language)


def _sentence(policy: Policy, given: Given, language: str) -> str:
    words = _words(language, "command")["scenario"]
    parts = list(answers(policy, salient(policy, given), language))
    if len(parts) < len(given):
        parts.append(words["rest"] if parts else words["usual"])
    return "; ".join(parts)


def _default(fact: Fact) -> str | list[str] | None:
    return None if fact.default is None else show_value(fact, fact.default)


def _options(told: FactText, answer: str | list[str], language: str) -> str:
    words = _words(language, "wizard")["answer"]
    labels = {option.id: option.label.in_language(language)[0] for option in told.options}
    chosen = [answer] if isinstance(answer, str) else answer
    return str(words["both"]).join(labels.get(option) or words[option] for option in chosen)


def _words(language: str, speaker: str) -> Mapping[str, Any]:
    """The interface's words, in English where it lacks the language."""
    return interface(language if language in interface_languages() else "en", speaker)
