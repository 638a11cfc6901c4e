"""Conditions as they are written, to conditions as the core reads them.

Place in the flow: used by `resolve` for every `when`, `ask_if`, `after_if` and `answers`. The
grammar is closed (FORMAT.md, "Conditions"): no calls, no attributes, nothing evaluated here.

    any of      all of ("or" all of)*
    all of      negation ("and" negation)*
    negation    "not" negation | "(" any of ")" | comparison
    comparison  fact ("==" | "!=" | "<" | "<=" | ">" | ">=") value
                | fact "in" "(" value ("," value)* ")" | option "in" fact | named condition
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn

from policysite.dates import DATE
from policysite.nodes import Scalar
from policysite.policy import Place
from policysite.problem import Problems, suggest
from rulecore import (
    ALWAYS,
    And,
    Compare,
    Condition,
    Fact,
    FactType,
    Has,
    Is,
    Not,
    Or,
    Ref,
    read_ordered,
)

DEEPEST = 32
"""Parentheses and `not`s inside one another."""

KEYWORDS = ("and", "or", "not", "in")
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
SUCH_AS = {FactType.NUMBER: "1", FactType.DATE: "2026-03-01"}
"""What an answer that is no option looks like."""

# Digits with hyphens are one word, so that a date which is none is refused as a whole.
_TOKEN = re.compile(
    r"(?P<date>[0-9]+(?:-[0-9]+)+)|(?P<number>-?[0-9]+(?:\.[0-9]+)?)|(?P<name>[A-Za-z][A-Za-z0-9_-]*)"
    r"|(?P<sign>==|!=|<=|>=|[<>(),])|(?P<other>\S)"
)


@dataclass(frozen=True, slots=True)
class Names:
    """What a condition may name.

    `facts`: by id. `untyped`: ids of facts whose type is wrong; nothing can be said about what is
    compared with them. `conditions`: names.
    """

    facts: Mapping[str, Fact]
    untyped: frozenset[str]
    conditions: frozenset[str]


def parse_condition(scalar: Scalar, names: Names, problems: Problems) -> Condition:
    """The condition; `ALWAYS` where it cannot be read, after reporting why."""
    before = len(problems)
    try:
        condition = _Parser(scalar, names, problems).whole()
    except _Stop:
        return ALWAYS
    return condition if len(problems) == before else ALWAYS


def report_option(word: str, place: Place, fact: Fact, problems: Problems) -> None:
    """Report a word that is no answer to the fact's question, with those that are."""
    close = suggest(word, fact.options)
    choices = ", ".join(fact.options)
    problems.error("unknown-option", place, word=word, fact=fact.id, choices=choices, **close)


def report_ordered(word: str, place: Place, fact: Fact, problems: Problems) -> None:
    """Report a word that is no number, or no date, that the fact can have."""
    if fact.type is FactType.NUMBER:
        decimals = str(fact.decimals)
        problems.error("bad-fact-number", place, word=word, fact=fact.id, decimals=decimals)
    elif DATE.fullmatch(word):
        problems.error("no-such-day", place, word=word)
    else:
        problems.error("bad-fact-date", place, word=word, fact=fact.id)


class _Stop(Exception):
    """The rest of the condition cannot be read."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int


def _tokens(scalar: Scalar) -> Iterator[_Token]:
    for match in _TOKEN.finditer(scalar.text):
        yield _Token(str(match.lastgroup), match[0], match.start())
    yield _Token("end", "", len(scalar.text.rstrip()))


class _Parser:
    """One condition in the making."""

    def __init__(self, scalar: Scalar, names: Names, problems: Problems) -> None:
        self.scalar, self.names, self.problems = scalar, names, problems
        self.tokens = list(_tokens(scalar))
        self.at = 0
        self.depth = 0

    def report(self, code: str, token: _Token, **values: str) -> None:
        self.problems.error(code, self.scalar.place_at(token.start), **values)

    def whole(self) -> Condition:
        condition = self.any_of()
        if self.next.kind != "end":
            self.unexpected()
        return condition

    @property
    def next(self) -> _Token:
        return self.tokens[self.at]

    def take(self) -> _Token:
        token = self.next
        self.at += 1
        return token

    def taken(self, text: str) -> bool:
        """Take the next token if it is this one."""
        if self.next.text != text:
            return False
        self.at += 1
        return True

    def unexpected(self) -> NoReturn:
        """Report the next token as one that cannot stand here."""
        token = self.next
        if token.kind == "end":
            self.report("unfinished-condition", token)
        elif token.kind == "other":
            self.report("bad-character", token, word=token.text)
        else:
            self.report("unexpected-word", token, word=token.text)
        raise _Stop

    def any_of(self) -> Condition:
        parts = [self.all_of()]
        while self.taken("or"):
            parts.append(self.all_of())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def all_of(self) -> Condition:
        parts = [self.negation()]
        while self.taken("and"):
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def negation(self) -> Condition:
        self.depth += 1
        if self.depth > DEEPEST:
            self.report("deep-condition", self.next)
            raise _Stop
        if self.taken("not"):
            condition: Condition = Not(self.negation())
        elif self.taken("("):
            condition = self.any_of()
            if not self.taken(")"):
                self.unexpected()
        else:
            condition = self.comparison()
        self.depth -= 1
        return condition

    def comparison(self) -> Condition:
        if self.next.kind != "name" or self.next.text in KEYWORDS:
            self.unexpected()
        left = self.take()
        if self.next.kind == "other":
            self.unexpected()
        if self.next.text in COMPARISONS:
            sign = self.take()
            return self.compare(left, sign, self.value())
        if self.taken("in"):
            return self.among(left) if self.taken("(") else self.has(left)
        return self.named(left)

    def value(self) -> _Token:
        if self.next.kind not in ("name", "number", "date") or self.next.text in KEYWORDS:
            self.unexpected()
        return self.take()

    def among(self, left: _Token) -> Condition:
        """`fact in (a, b)`, after the parenthesis."""
        values = [self.value()]
        while self.taken(","):
            values.append(self.value())
        if not self.taken(")"):
            self.unexpected()
        fact = self.fact(left)
        if fact is None:
            return ALWAYS
        if fact.type.is_ordered:
            return Or(tuple(Compare(fact.id, "==", self.ordered(fact, value)) for value in values))
        return self.is_one_of(fact, left, values)

    def has(self, left: _Token) -> Condition:
        """`option in fact`."""
        if self.next.kind != "name" or self.next.text in KEYWORDS:
            self.unexpected()
        right = self.take()
        fact = self.fact(right)
        if fact is None:
            return ALWAYS
        if fact.type is not FactType.SEVERAL:
            self.report("not-several", right, word=fact.id, option=left.text)
        else:
            self.option(fact, left)
        return Has(fact.id, left.text)

    def compare(self, left: _Token, sign: _Token, right: _Token) -> Condition:
        fact = self.fact(left)
        if fact is None:
            return ALWAYS
        if fact.type.is_ordered:
            return Compare(fact.id, sign.text, self.ordered(fact, right))
        if sign.text not in ("==", "!="):
            self.report("not-a-number-fact", sign, word=sign.text, fact=fact.id)
            return ALWAYS
        same = self.is_one_of(fact, left, [right])
        return same if sign.text == "==" else Not(same)

    def is_one_of(self, fact: Fact, left: _Token, values: list[_Token]) -> Condition:
        if fact.type is FactType.SEVERAL:
            option = values[0].text
            self.report("several-compared", left, word=fact.id, option=option)
        else:
            for value in values:
                self.option(fact, value)
        return Is(fact.id, tuple(value.text for value in values))

    def named(self, name: _Token) -> Condition:
        if name.text in self.names.conditions:
            return Ref(name.text)
        fact = self.names.facts.get(name.text)
        if fact is not None:
            option = next(iter(fact.options), SUCH_AS.get(fact.type, ""))
            self.report("bare-fact", name, word=name.text, option=option)
        else:
            close = suggest(name.text, self.names.conditions)
            self.report("unknown-condition", name, word=name.text, **close)
        return ALWAYS

    def fact(self, name: _Token) -> Fact | None:
        fact = self.names.facts.get(name.text)
        if fact is None and name.text not in self.names.untyped:
            close = suggest(name.text, self.names.facts)
            self.report("unknown-fact", name, word=name.text, **close)
        return fact

    def option(self, fact: Fact, value: _Token) -> None:
        if value.text not in fact.options:
            place = self.scalar.place_at(value.start)
            report_option(value.text, place, fact, self.problems)

    def ordered(self, fact: Fact, value: _Token) -> int:
        number = read_ordered(fact, value.text)
        if number is None:
            place = self.scalar.place_at(value.start)
            report_ordered(value.text, place, fact, self.problems)
        return number or 0
