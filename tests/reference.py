"""A second evaluator, read from the source alone: naive, slow, and a stranger to the core.

It parses the YAML and the conditions by itself, enumerates every completion, and follows DESIGN's
words ("What the answers mean") one by one. It imports nothing of ours.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain, combinations, product
from pathlib import Path
from typing import Any

import yaml

DAY = r"\d{4}-\d\d-\d\d"
WORDS = re.compile(rf"\s*(==|!=|<=|>=|<|>|[(),]|{DAY}|-?\d+(?:\.\d+)?(?![\w-])|[A-Za-z][\w-]*)")

type Value = str | frozenset[str] | Fraction | date
type Values = dict[str, Value]
type Meaning = Callable[[Values], bool]

MOST_CHANGES = 20_000
"""Scenarios that the search for changes may look at."""

RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True)
class Result:
    """What one consultation gives, field by field as in the JSON of the command."""

    status: str
    outcome: str | None
    could_be: tuple[str, ...]
    missing: tuple[str, ...]
    rules: frozenset[str]
    clauses: frozenset[str]
    notes: frozenset[str]
    texts: frozenset[tuple[str, bool]]
    ignored: tuple[str, ...]
    next_question: str | None
    left: tuple[str, ...]
    changes: frozenset[frozenset[str]] | None = None


@dataclass(frozen=True)
class Seen:
    """One scenario: what counts and what fires."""

    relevant: frozenset[str]
    values: Values
    rules: frozenset[str]
    notes: frozenset[str]
    extensions: frozenset[str]
    headline: str | None


class Reference:
    """One policy source, evaluated by the definition."""

    def __init__(self, path: Path) -> None:
        source = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        self.facts: dict[str, Any] = {q["fact"]: q for q in source["questions"]}
        self.named = {c["condition"]: c["when"] for c in source.get("conditions", [])}
        self.modalities = [m["modality"] for m in source["modalities"]]
        self.tier = {m["modality"]: int(m["tier"]) for m in source["modalities"]}
        self.wizards: dict[str, Any] = {w["wizard"]: w for w in source["wizards"]}
        self.rules: dict[str, Any] = {}
        self.notes: dict[str, Any] = {}
        self.texts: dict[str, Any] = {}
        self.extensions: dict[str, Any] = {}
        self.examples: list[dict[str, Any]] = []
        self.meanings: dict[str, Meaning] = {}
        for section in source["text"]:
            self._read_section(section)
        self.order = self._relevance_order()

    # The source ---------------------------------------------------------------------------------

    def _read_section(self, section: dict[str, Any]) -> None:
        for entry in chain(section.get("body", []), section.get("footnotes", [])):
            for clause in entry.get("paragraph", [entry]):
                self._read_clause(clause)
        for inner in section.get("sections", []):
            self._read_section(inner)

    def _read_clause(self, clause: dict[str, Any]) -> None:
        for kind, key, home in (
            ("rules", "rule", self.rules),
            ("notes", "note", self.notes),
            ("texts", "text", self.texts),
            ("extends", "extension", self.extensions),
        ):
            for thing in clause.get(kind, []):
                home[thing[key]] = {**thing, "clauses": [clause["clause"], *thing.get("also", [])]}
        self.examples += clause.get("examples", [])
        for item in clause.get("items", []):
            self._read_clause(item)

    def _relevance_order(self) -> list[str]:
        """Facts so that each comes after those its `ask_if` reads."""
        done: list[str] = []

        def visit(fact: str) -> None:
            if fact not in done:
                for other in self.reads(self.facts[fact].get("ask_if", "")):
                    visit(other)
                done.append(fact)

        for fact in self.facts:
            visit(fact)
        return done

    def reads(self, condition: str) -> set[str]:
        found: set[str] = set()
        for word in WORDS.findall(condition):
            if word in self.named:
                found |= self.reads(self.named[word])
            elif word in self.facts:
                found.add(word)
        return found

    # Conditions ---------------------------------------------------------------------------------

    def holds(self, condition: str, values: Values) -> bool:
        if condition not in self.meanings:
            meaning, rest = self._either(WORDS.findall(condition))
            assert not rest, f"left over: {rest}"
            self.meanings[condition] = meaning
        return self.meanings[condition](values)

    def _either(self, words: list[str]) -> tuple[Meaning, list[str]]:
        meaning, words = self._both(words)
        while words and words[0] == "or":
            other, words = self._both(words[1:])
            meaning = _or(meaning, other)
        return meaning, words

    def _both(self, words: list[str]) -> tuple[Meaning, list[str]]:
        meaning, words = self._single(words)
        while words and words[0] == "and":
            other, words = self._single(words[1:])
            meaning = _and(meaning, other)
        return meaning, words

    def _single(self, words: list[str]) -> tuple[Meaning, list[str]]:
        first, second, third = [*words, "", ""][:3]
        if first == "not":
            meaning, rest = self._single(words[1:])
            return (lambda values: not meaning(values)), rest
        if first == "(":
            meaning, rest = self._either(words[1:])
            return meaning, rest[1:]
        if second == "in" and third != "(":
            return (lambda values: first in _set(values[third])), words[3:]
        if second == "in":
            end = words.index(")")
            listed = [_constant(word) for word in words[3:end] if word != ","]
            return (lambda values: values[first] in listed), words[end + 1 :]
        if second in RELATIONS:
            compare, constant = RELATIONS[second], _constant(third)
            return (lambda values: compare(values[first], constant)), words[3:]
        return (lambda values: self.holds(self.named[first], values)), words[1:]

    # One scenario -------------------------------------------------------------------------------

    def value(self, fact: str, answer: Any) -> Value:
        kind = self.facts[fact]["type"]
        if kind == "several":
            return frozenset([answer] if isinstance(answer, str) else answer)
        if kind == "number":
            return Fraction(str(answer).replace(",", "."))
        if kind == "date":
            return date.fromisoformat(answer)
        return str(answer)

    def scenario(self, raw: Values) -> Seen:
        values: Values = {}
        relevant = set()
        for fact in self.order:
            declared = self.facts[fact]
            if "ask_if" not in declared or self.holds(declared["ask_if"], values):
                relevant.add(fact)
                values[fact] = raw[fact]
            else:
                values[fact] = self.value(fact, declared["default"])
        rules = self._firing(self.rules, "when", values)
        fired = {self.rules[rule]["modality"] for rule in rules}
        return Seen(
            relevant=frozenset(relevant),
            values=values,
            rules=rules,
            notes=self._firing(self.notes, "when", values),
            extensions=self._firing(self.extensions, "when", values),
            headline=next((m for m in self.modalities if m in fired), None),
        )

    def _firing(self, things: dict[str, Any], key: str, values: Values) -> frozenset[str]:
        return frozenset(i for i, t in things.items() if self.holds(t[key], values))

    # Consultations ------------------------------------------------------------------------------

    def asked(self, wizard: str) -> list[tuple[str, list[Value], str | None]]:
        """(fact, values offered, checklist page) in the wizard's order."""
        asked = []
        for question in self.wizards[wizard]["questions"]:
            for fact in question.get("facts", [question.get("fact")]):
                asked.append((fact, self.offered(fact, question), question.get("page")))
        return asked

    def offered(self, fact: str, question: dict[str, Any]) -> list[Value]:
        declared = self.facts[fact]
        if declared["type"] == "number":
            return self.sample(fact)
        if declared["type"] == "date":
            return self.days(fact)
        default = ["yes", "no"] if declared["type"] == "yes_no" else []
        options = [option["option"] for option in declared.get("options", [])] or default
        if "options" in question:
            options = [option for option in options if option in question["options"]]
        options = [option for option in options if option not in question.get("leads_to", {})]
        if declared["type"] != "several":
            return list(options)
        exclusive = declared.get("exclusive", [])
        free = [option for option in options if option not in exclusive]
        sets = [frozenset(c) for n in range(1, len(free) + 1) for c in combinations(free, n)]
        return [*sets, *(frozenset([option]) for option in options if option in exclusive)]

    def sample(self, fact: str) -> list[Value]:
        """Numbers on both sides of every number that the source names, within the bounds."""
        declared = self.facts[fact]
        step = Fraction(1, 10 ** int(declared.get("decimals", 0)))
        numbers = {Fraction(w) for w in self.words() if NUMBER.fullmatch(w)}
        near = {n + d for n in numbers for d in (-step, Fraction(0), step)} | {Fraction(0)}
        near |= {Fraction(own) for own in self.own(fact)}
        low = Fraction(declared.get("lowest", min(near)))
        high = Fraction(declared.get("highest", max(near)))
        return [n for n in sorted(near) if low <= n <= high and (n / step).denominator == 1]

    def days(self, fact: str) -> list[Value]:
        """The day before, on and after every date that the source names, within the bounds."""
        declared = self.facts[fact]
        named = {date.fromisoformat(w) for w in self.words() if re.fullmatch(DAY, w)}
        near = {day + timedelta(days=n) for day in named for n in (-1, 0, 1)}
        near |= {date.fromisoformat(own) for own in self.own(fact)} or {date(2000, 1, 1)}
        low = date.fromisoformat(declared.get("lowest", "0001-01-01"))
        high = date.fromisoformat(declared.get("highest", "9999-12-31"))
        return [day for day in sorted(near) if low <= day <= high]

    def own(self, fact: str) -> list[str]:
        """What the question itself names: its bounds, its default, its better answer."""
        declared = self.facts[fact]
        found = [declared[key] for key in ("lowest", "highest", "default") if key in declared]
        return found + ([declared["change"]["answer"]] if "change" in declared else [])

    def words(self) -> Iterator[str]:
        """Every word of every condition."""
        texts = [q.get("ask_if", "") for q in self.facts.values()] + list(self.named.values())
        for things in (self.rules, self.notes, self.extensions):
            texts += [thing["when"] for thing in things.values()]
        for text in self.texts.values():
            texts += [text.get("after_if", ""), text.get("answers", "")]
        for condition in texts:
            yield from WORDS.findall(condition)

    def completions(
        self, wizard: str, answers: dict[str, Any], *, rest_default: bool = False
    ) -> tuple[list[str], list[Values]]:
        """The unknown facts, and every assignment of the facts before pruning."""
        preset = self.wizards[wizard].get("preset", {})
        asked = {fact: offered for fact, offered, _ in self.asked(wizard)}
        choices: dict[str, list[Value]] = {}
        unknown = []
        for fact, declared in self.facts.items():
            given = answers.get(fact)
            if fact in asked and given in (None, "?", ["?"]):
                default = self.value(fact, declared["default"]) if "default" in declared else None
                if given is None and rest_default and default in asked[fact]:
                    assert default is not None
                    choices[fact] = [default]
                else:
                    unknown.append(fact)
                    choices[fact] = asked[fact]
            elif fact in asked:
                choices[fact] = [self.value(fact, given)]
            else:
                choices[fact] = [self.value(fact, preset.get(fact, declared.get("default", "")))]
        return unknown, [
            dict(zip(choices, values, strict=True)) for values in product(*choices.values())
        ]

    def consult(
        self, wizard: str, answers: dict[str, Any], *, rest_default: bool = False
    ) -> Result:
        informative = self.wizards[wizard].get("informative") == "true"
        unknown, raws = self.completions(wizard, answers, rest_default=rest_default)
        seen = [self.scenario(raw) for raw in raws]
        heads = {one.headline for one in seen}
        could_be = tuple(m for m in self.modalities if m in heads) if not informative else ()
        tiers = {self.tier[m] for m in could_be}
        settled = not informative and len(tiers) == 1 and None not in heads
        outcome = could_be[-1] if settled else None
        status = "informative" if informative else "determined" if settled else "undetermined"
        order = [fact for fact, _, _ in self.asked(wizard)]
        missing: tuple[str, ...] = ()
        if status == "undetermined":
            missing = self._changing(unknown, raws, [self._tier(s) for s in seen], order)
        shown = [self._shown(one, informative) for one in seen]
        mattering = self._changing(unknown, raws, shown, order)
        left = [
            f
            for f in mattering
            if f not in answers and not self._filled(f, wizard, answers, rest_default)
        ]
        rules = frozenset.intersection(*(one.rules for one in seen)) if not informative else set()
        rules = frozenset(
            r
            for r in rules
            if self.rules[r].get("base") != "true" or self.rules[r]["modality"] == outcome
        )
        return Result(
            status=status,
            outcome=outcome,
            could_be=could_be,
            missing=missing,
            rules=rules,
            clauses=self._clauses(seen, rules, outcome),
            notes=frozenset().union(*(one.notes for one in seen))
            if not informative
            else frozenset(),
            texts=self._texts(seen, outcome, informative),
            ignored=tuple(
                f for f in order if f in answers and not any(f in one.relevant for one in seen)
            ),
            next_question=left[0] if left else None,
            left=tuple(left),
            changes=frozenset() if left or not could_be else self._changes(wizard, raws, could_be),
        )

    def _changes(
        self, wizard: str, raws: list[Values], could_be: tuple[str, ...]
    ) -> frozenset[frozenset[str]] | None:
        """The facts of each smallest change to a better tier; None where they are too many."""
        better = dict(self._better(wizard, raws))
        if len(raws) * 2 ** len(better) > MOST_CHANGES:
            return None
        best, found = self.tier[could_be[0]], set[frozenset[str]]()
        for size in range(len(better) + 1):
            sets = [frozenset(facts) for facts in combinations(better, size)]
            reached = {facts: self._worst(raws, {f: better[f] for f in facts}) for facts in sets}
            if min(reached.values()) < best:
                best = min(reached.values())
                found |= {facts for facts, tier in reached.items() if tier == best}
        return frozenset(found)

    def _better(self, wizard: str, raws: list[Values]) -> Iterator[tuple[str, Value]]:
        for fact, offered, _ in self.asked(wizard):
            if "change" in self.facts[fact]:
                value = self.value(fact, self.facts[fact]["change"]["answer"])
                if value in offered and any(raw[fact] != value for raw in raws):
                    yield fact, value

    def _worst(self, raws: list[Values], other: Values) -> int:
        """The worst tier after other answers to some facts, whatever is still unknown."""
        return max(self._tier(self.scenario(raw | other)) or 0 for raw in raws)

    def _filled(self, fact: str, wizard: str, answers: dict[str, Any], rest_default: bool) -> bool:
        if not rest_default or fact in answers:
            return False
        unknown, _ = self.completions(wizard, answers, rest_default=True)
        return fact not in unknown

    def _tier(self, one: Seen) -> int | None:
        return None if one.headline is None else self.tier[one.headline]

    def _shown(self, one: Seen, informative: bool) -> tuple[frozenset[str], ...]:
        if informative:
            return (self._answering(one),)
        following = {i: t for i, t in self.texts.items() if "after" in t or "folded_after" in t}
        texts = frozenset(i for i, t in following.items() if self._follows(t, one))
        return one.rules, one.notes, one.extensions, texts

    def _answering(self, one: Seen) -> frozenset[str]:
        return frozenset(
            i
            for i, t in self.texts.items()
            if "answers" in t and self.holds(t["answers"], one.values)
        )

    def _follows(self, text: dict[str, Any], one: Seen) -> bool:
        return "after_if" not in text or self.holds(text["after_if"], one.values)

    def _changing(
        self, unknown: list[str], raws: list[Values], marks: list[Any], order: list[str]
    ) -> tuple[str, ...]:
        """The unknown facts in which alone two assignments with different marks differ."""
        changing = set()
        for fact in unknown:
            first: dict[Any, Any] = {}
            for raw, mark in zip(raws, marks, strict=True):
                rest = tuple(v for f, v in raw.items() if f != fact)
                if first.setdefault(rest, mark) != mark:
                    changing.add(fact)
                    break
        return tuple(fact for fact in order if fact in changing)

    def _clauses(
        self, seen: list[Seen], certain: frozenset[str], outcome: str | None
    ) -> frozenset[str]:
        if outcome is None:
            return frozenset()
        carrying = {r for r in certain if self.rules[r]["modality"] == outcome}
        if not carrying:
            carrying = {
                r
                for one in seen
                if one.headline == outcome
                for r in one.rules
                if self.rules[r]["modality"] == outcome
            }
        clauses = {c for r in carrying for c in self.rules[r]["clauses"]}
        for extension in frozenset.intersection(*(one.extensions for one in seen)):
            clauses |= set(self.extensions[extension]["clauses"])
        return frozenset(clauses)

    def _texts(
        self, seen: list[Seen], outcome: str | None, informative: bool
    ) -> frozenset[tuple[str, bool]]:
        if informative:
            return frozenset((i, False) for one in seen for i in self._answering(one))
        found = set()
        for i, text in self.texts.items():
            after, folded = self._named(text, "after"), self._named(text, "folded_after")
            if outcome in (*after, *folded) and any(self._follows(text, one) for one in seen):
                found.add((i, outcome not in after))
        return frozenset(found)

    def _named(self, text: dict[str, Any], key: str) -> list[str]:
        value = text.get(key, [])
        return self.modalities if value in ("any", ["any"]) else list(value)


def _or(one: Meaning, other: Meaning) -> Meaning:
    return lambda values: one(values) or other(values)


def _and(one: Meaning, other: Meaning) -> Meaning:
    return lambda values: one(values) and other(values)


def _set(value: Value) -> frozenset[str]:
    assert isinstance(value, frozenset)
    return value


def _constant(word: str) -> Value:
    """What a condition compares with: a date, a number or an option."""
    if re.fullmatch(DAY, word):
        return date.fromisoformat(word)
    return Fraction(word) if NUMBER.fullmatch(word) else word
