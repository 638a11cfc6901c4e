"""One consultation in the terminal: answers on the line, or asked one by one.

Place in the flow: `cli` calls it with a checked policy; the rule core answers, this shows.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import rulecore
from policysite.dates import written
from policysite.interface import interface, interface_languages
from policysite.policy import FactText, Policy, Words
from policysite.reasons import Reasons
from policysite.references import citations
from policysite.typography import plain
from rulecore.changes import Changed


class AskError(ValueError):
    """Answers or a wizard that cannot be taken; the message says which and what to do."""


def ask(
    policy: Policy,
    wizard: str,
    arguments: Sequence[str],
    *,
    language: str,
    rest: str,
    day: date | None,
    as_json: bool,
) -> None:
    """Print what is known; without answers and on a terminal, ask first. Raises `AskError`."""
    talk = _Talk(policy, wizard, language, rest, day)
    answers = talk.parse(arguments)
    result = talk.consult(answers)
    if not arguments and not as_json and sys.stdin.isatty():
        result = talk.interview(result)
    print(talk.json(result) if as_json else talk.show(result))


class _Talk:
    """One conversation about one wizard, in one language."""

    def __init__(
        self, policy: Policy, wizard: str, language: str, rest: str, day: date | None
    ) -> None:
        self.policy, self.wizard, self.language = policy, wizard, language
        self.rest, self.day = rest, day
        self.words: dict[str, Any] = interface(language, "command")["ask"]
        self.words_of_changes: dict[str, str] = interface(language, "wizard")["changes"]
        self.reasons = Reasons(policy, language)

    def parse(self, arguments: Sequence[str]) -> dict[str, rulecore.Answer]:
        """`fact=value` words; several answers are separated by commas."""
        answers: dict[str, rulecore.Answer] = {}
        for argument in arguments:
            fact, equals, value = argument.partition("=")
            if not equals or not fact:
                raise AskError(self.words["not-a-pair"].format(argument=argument))
            if fact in answers:
                raise AskError(self.words["twice"].format(fact=fact))
            declared = self.policy.base.fact.get(fact)
            several = declared is not None and declared.type is rulecore.FactType.SEVERAL
            answers[fact] = value.split(",") if several else value
        return answers

    def consult(self, answers: Mapping[str, rulecore.Answer]) -> rulecore.Consultation:
        try:
            return rulecore.consult(
                self.policy.base, self.wizard, answers, rest=self.rest, day=self.day
            )
        except rulecore.InvalidAnswers as error:
            raise AskError("\n".join(self.complaint(p) for p in error.problems)) from None

    def complaint(self, problem: rulecore.AnswerProblem) -> str:
        message: str = self.words["problems"][problem.code]
        return message.format(
            fact=problem.fact, value=problem.value, detail=", ".join(problem.detail)
        )

    def json(self, result: rulecore.Consultation) -> str:
        """The consultation's JSON; with the words that say why there is no answer on that day, or
        that the policy was repealed.
        """
        silent = result.status in self.words["silent"]
        message = self.silence(result.status) if silent else self.repeal()
        if not message:
            return result.json()
        return json.dumps(json.loads(result.json()) | {"message": message}, ensure_ascii=False)

    def repeal(self) -> str:
        """What a revision that repeals the policy says beside every answer; else nothing."""
        revision, words = self.policy.revision, interface(self.language, "site")
        if revision.kind != "repeal":
            return ""
        said: str = words["changes"]["repeals"]
        return said.format(date=written(revision.in_force, words["date"]))

    def silence(self, status: str) -> str:
        assert self.day is not None, "only a day can have no answer"
        revision, words = self.policy.revision, interface(self.language, "site")["date"]
        days = {"day": self.day, "decided": revision.decided, "in_force": revision.in_force}
        message: str = self.words["silent"][status]
        return message.format(**{name: written(day, words) for name, day in days.items()})

    # Asking -------------------------------------------------------------------------------------

    def interview(self, result: rulecore.Consultation) -> rulecore.Consultation:
        """Ask until nothing that matters is left; the end of input leaves the rest unknown."""
        answers: dict[str, rulecore.Answer] = {}
        facts = {fact.id: fact for fact in self.policy.facts}
        print(self.words["ask_why"].format(word=self.words["why"]))
        while result.next_question is not None:
            try:
                answers[result.next_question] = self.question(facts[result.next_question], result)
            except EOFError:
                print()
                break
            result = self.consult(answers)
        return result

    def question(self, fact: FactText, asking: rulecore.Consultation) -> rulecore.Answer:
        """Ask one question until the answer can be taken; say why to who wants to know."""
        print(f"\n{self.say(fact.question)}")
        if self.policy.base.fact[fact.id].type is rulecore.FactType.DATE:
            print(f"  {self.words['as-date']}")
        choices = self.choices(fact)
        for number, (_, label) in enumerate(choices, start=1):
            print(f"  {number}. {label}")
        print(f"  ?. {self.words['unknown']}")
        while True:
            typed = input("> ").strip()
            options = [option for option, _ in choices]
            if typed in _whys() and typed not in options:
                print("\n".join(self.reasons.asked(asking, fact.id)))
                continue
            answer = self.understood(fact, typed, options)
            try:
                rulecore.consult(self.policy.base, self.wizard, {fact.id: answer})
            except rulecore.InvalidAnswers as error:
                print(self.complaint(error.problems[0]))
            else:
                return answer

    def choices(self, fact: FactText) -> list[tuple[str, str]]:
        asked = next(q for q in self.policy.base.wizard[self.wizard].questions if q.fact == fact.id)
        labels = {option.id: self.say(option.label) for option in fact.options}
        return [(id_, labels.get(id_) or self.words[id_]) for id_ in asked.options]

    def understood(self, fact: FactText, typed: str, options: Sequence[str]) -> rulecore.Answer:
        """The answer typed: numbers of the list, or ids as they are."""
        if self.policy.base.fact[fact.id].type.is_ordered:
            return typed
        parts = [part.strip() for part in typed.split(",")]
        named = [
            options[int(p) - 1] if p.isdecimal() and 0 < int(p) <= len(options) else p
            for p in parts
        ]
        several = self.policy.base.fact[fact.id].type is rulecore.FactType.SEVERAL
        return named if several else named[0]

    # Showing ------------------------------------------------------------------------------------

    def say(self, words: Words) -> str:
        return words.in_language(self.language)[0]

    def show(self, result: rulecore.Consultation) -> str:
        """The result in words: the answer, what is missing, why, and what would change it."""
        if result.status in self.words["silent"]:
            return self.silence(result.status)
        lines = [self.headline(result), *self.reasons.could_be(result)]
        lines += self.section("missing", [self.fact(id_) for id_ in result.missing])
        lines += self.reasons.because(result)
        lines += self.section("rules", [self.rule(id_) for id_ in result.rules])
        cited = citations(self.policy, self.language)
        clauses = [f"{plain(cited[id_].full)} ({id_})" for id_ in result.clauses]
        lines += self.section("clauses", clauses)
        lines += self.changes(result)
        lines += self.section("notes", self.passages(result.notes))
        lines += self.section("texts", self.passages(id_ for id_, _ in result.texts))
        lines += ["", self.words["revision"].format(revision=result.revision)]
        lines += [self.repeal()] if self.repeal() else []
        return "\n".join(lines)

    def headline(self, result: rulecore.Consultation) -> str:
        if result.outcome is not None:
            return self.modality(result.outcome)
        headline: str = self.words[result.status]
        return headline

    def section(self, name: str, entries: Sequence[str]) -> list[str]:
        return ["", self.words["sections"][name], *(f"  - {e}" for e in entries)] if entries else []

    def changes(self, result: rulecore.Consultation) -> list[str]:
        """What would change the answer: alternatives, each with all that it takes."""
        said = self.words_of_changes
        ways = self.section("changes", [self.way(one, result.answers) for one in result.changes])
        if len(result.changes) > 1:
            ways.insert(2, said["ways"])
        return [*ways, said["really"]] if ways else []

    def way(self, change: Changed, given: Mapping[str, rulecore.Answer]) -> str:
        """What to do and what the answer would be then: the lines below one dash."""
        said = self.words_of_changes
        deeds = [self.deed(id_, given) for id_ in change.answers]
        if len(deeds) > 1:
            deeds = [said["all"], *(f"  - {deed}" for deed in deeds)]
        possible = [change.outcome] if change.outcome else change.could_be
        then = said["then" if change.outcome else "then_one_of"]
        answer = f" {said['or']} ".join(self.word(id_) for id_ in possible)
        return "\n    ".join([*deeds, f"{then} {answer}"])

    def deed(self, id_: str, given: Mapping[str, rulecore.Answer]) -> str:
        """What to do; where it is not known whether there is a need, that is said."""
        change = next(fact.change for fact in self.policy.facts if fact.id == id_)
        assert change is not None, f"{id_} is no fact that a person can change"
        unsure = given.get(id_, rulecore.UNKNOWN) == rulecore.UNKNOWN
        return self.say(change) + (f" {self.words_of_changes['if_needed']}" if unsure else "")

    def word(self, id_: str) -> str:
        return self.say(next(m.word for m in self.policy.modalities if m.id == id_))

    def modality(self, id_: str) -> str:
        return self.say(next(m.headline for m in self.policy.modalities if m.id == id_))

    def fact(self, id_: str) -> str:
        return self.say(next(fact.question for fact in self.policy.facts if fact.id == id_))

    def rule(self, id_: str) -> str:
        return f"[{id_}] " + self.say(next(r.text for r in self.policy.rules if r.id == id_))

    def passages(self, ids: Any) -> list[str]:
        texts = {p.id: p.text for p in (*self.policy.notes, *self.policy.texts)}
        return [self.say(texts[id_]) for id_ in ids]


@cache
def _whys() -> frozenset[str]:
    """What a person types to see why a question is asked, in any language."""
    return frozenset(interface(code, "command")["ask"]["why"] for code in interface_languages())
