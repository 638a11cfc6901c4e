"""The sheet of cases on one page that stands alone: to read, to print, to sign.

Place in the flow: after `cases.sheet`; the command writes it. It asks for nothing from anywhere and
runs no script.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from policysite.cases.goals import Decides, Meets, Told
from policysite.cases.sheet import Case, Sheet, Shown
from policysite.pages.given import Answers
from policysite.pages.here import templates
from policysite.pages.quote import Quote, quotes
from policysite.pages.signs import sign
from policysite.pages.state import name
from policysite.pages.voice import Voice, interface_words
from policysite.policy import ModalityText, Reading
from rulecore import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One case as the template reads it."""

    case: Case
    kind: str
    title: Markup
    answers: tuple[tuple[Markup, Markup], ...]
    outcome: ModalityText
    sign: Markup
    quotes: tuple[Quote, ...]
    shows: tuple[Markup, ...]
    ratified: Markup | None
    replay: str
    line: str


def page(found: Sheet, language: str) -> str:
    """The sheet in one language of the policy, as HTML."""
    shown = _Shown(found, language)
    return (
        templates()
        .get_template("cases.html.jinja")
        .render(
            v=shown.voice,
            w=shown.words,
            revision=name(shown.voice),
            counts=shown.counts(),
            state=shown.state(),
            authority=shown.authority(),
            entries=[shown.entry(case) for case in found.cases],
            unmodelled=[shown.unmodelled(reading) for reading in found.unmodelled],
        )
    )


class _Shown:
    """Turns what the sheet holds into what the page shows."""

    def __init__(self, found: Sheet, language: str) -> None:
        self.sheet, self.policy = found, found.policy
        self.voice = Voice(found.policy, language)
        self.words: Mapping[str, Any] = interface_words(language, "cases")
        self.answers = Answers(self.voice)
        self.outcomes = {modality.id: modality for modality in found.policy.modalities}
        self.rules = {rule.id: rule for rule in found.policy.rules}
        self.readings = {reading.id: reading for reading in found.policy.readings}

    def counts(self) -> str:
        goals, cases = self.sheet.goals, self.sheet.cases
        examples = sum(case.example is not None for case in cases)
        counts: str = self.words["counts"]
        return counts.format(
            goals=len(goals),
            rules=sum(isinstance(goal, Decides) for goal in goals),
            readings=sum(isinstance(goal, Told) for goal in goals),
            pairs=sum(isinstance(goal, Meets) for goal in goals),
            cases=len(cases),
            examples=examples,
            new=len(cases) - examples,
        )

    def state(self) -> str:
        """What is ratified so far."""
        cases = self.sheet.cases
        ratified = sum(case.ratified is not None for case in cases)
        changed = sum(case.changed for case in cases)
        said: str = self.words["some" if ratified or changed else "nothing"]
        return said.format(cases=len(cases), ratified=ratified, changed=changed)

    def authority(self) -> str:
        """In which language the words of the clauses count."""
        language = self.policy.authoritative.code
        named = self.words["languages"].get(language, language)
        said: str = self.words["authority"]
        return said.format(language=named)

    def entry(self, case: Case) -> Entry:
        assert case.decision.outcome is not None, "a case leaves nothing open"
        outcome = self.outcomes[case.decision.outcome]
        example, wizard = case.example, self.wizard(case)
        words = self.words["example" if example else "new"]
        return Entry(
            case=case,
            kind=words.format(id=example.id if example else ""),
            title=self.voice.say(example.text) if example else wizard,
            answers=tuple(self.answers.told(case.given)),
            outcome=outcome,
            sign=sign(outcome.tone),
            quotes=tuple(quotes(self.voice, case.decision.texts, lambda _, name: Markup(name))),
            shows=tuple(self.shows(shown) for shown in case.shows),
            ratified=self.ratified(case),
            replay=" ".join(_command(case)),
            line=ratified_line(case),
        )

    def wizard(self, case: Case) -> Markup:
        return self.voice.say(next(w.title for w in self.policy.wizards if w.id == case.wizard))

    def ratified(self, case: Case) -> Markup | None:
        if case.ratified is None:
            return None
        by, on = self.voice.say(case.ratified.by), self.voice.date(case.ratified.on)
        return self.voice.fill(self.words["ratified"], by=by, date=on)

    def shows(self, shown: Shown) -> Markup:
        """What the case shows, in words."""
        match shown.goal:
            case Decides(rule, alone):
                return self.rule(rule, shown.otherwise, alone=alone)
            case Told(reading):
                return self.reading(self.readings[reading], shown.otherwise)
            case Meets(over, under, prevails):
                pattern = self.words["prevails" if prevails else "meet"]
                return self.voice.fill(pattern, over=self.word(over), under=self.word(under))

    def rule(self, rule: str, otherwise: str | None, *, alone: bool) -> Markup:
        return self.voice.fill(
            self.words["alone" if alone else "together"],
            rule=rule,
            text=self.voice.say(self.rules[rule].text),
            otherwise=self.other("without", otherwise),
        )

    def reading(self, reading: Reading, otherwise: str | None) -> Markup:
        return Markup(" ").join([*self.both(reading), self.other("then", otherwise)])

    def both(self, reading: Reading) -> Iterator[Markup]:
        """The reading by its id, then as adopted, then the other one."""
        yield self.voice.fill(self.words["reading"], reading=reading.id)
        yield self.voice.fill(self.words["adopted"], text=self.voice.say(reading.adopted))
        yield self.voice.fill(self.words["alternative"], text=self.voice.say(reading.alternative))

    def other(self, key: str, outcome: str | None) -> Markup:
        if outcome is None:
            return self.voice.fill(self.words[f"{key}_none"])
        return self.voice.fill(self.words[key], outcome=self.word(outcome))

    def word(self, modality: str) -> Markup:
        return Markup("<strong>{}</strong>").format(self.voice.say(self.outcomes[modality].word))

    def unmodelled(self, reading: Reading) -> tuple[Markup, Markup | None]:
        """The reading in words, and why no case shows it."""
        why = reading.unmodelled
        reason = self.voice.fill(self.words["why"], reason=self.voice.say(why)) if why else None
        return Markup(" ").join(self.both(reading)), reason


def _command(case: Case) -> Iterator[str]:
    """The command that replays a case, word by word."""
    yield from ("policy", "ask", case.wizard)
    for fact, answer in case.given.items():
        said = answer if isinstance(answer, str) else ",".join(answer)
        yield shlex.quote(f"{fact}={said}")
    yield from ("--rest", "default")


def ratified_line(case: Case) -> str:
    """The case as `ratified` holds it, on one line of YAML."""
    named: Mapping[str, object] = (
        {"example": case.example.id}
        if case.example
        else {"wizard": case.wizard, "given": case.given}
    )
    whole = {**named, "outcome": case.decision.outcome, "digest": case.decision.digest}
    return f"- {_flow(whole)}"


def _flow(value: Mapping[str, Answer] | object) -> str:
    match value:
        case Mapping():
            return "{ " + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + " }"
        case str():
            return value if re.fullmatch(r"[\w.+-]+", value, re.ASCII) else json.dumps(value)
        case list() | tuple():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case _:
            raise TypeError(value)
