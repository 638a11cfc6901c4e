"""An author's mistake: what is wrong, where, and what to do, in the reader's language.

Place in the flow: every stage collects problems; `cli` and the live page show them. The words are
in `locales/<lang>/problems.yaml`, one entry a code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from policysite.interface import interface
from policysite.policy import Place, Words
from policysite.typography import typeset

LONGEST_VALUE = 240
"""Characters of the source quoted inside a message."""

MOST_PROBLEMS = 200
"""Mistakes reported for one file."""

MOST_SUGGESTIONS = 400
"""Known words that are compared with an unknown one."""

WIDEST_LINE = 96
"""Characters of a source line shown under a message."""

TABLES = {"expected": "kinds", "found": "kinds", "aspect": "aspects", "why": "reasons"}
"""Values that are themselves words of the interface, and the table that has them."""


class Severity(StrEnum):
    """An error stops what follows; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. `values`: what the message of its code quotes: words of the source, or a text
    in its languages.
    """

    severity: Severity
    code: str
    place: Place
    values: Mapping[str, str | Words] = field(default_factory=dict)

    def message(self, language: str) -> str:
        """What is wrong, with the nearest right word where there is one."""
        message = self._say("message", language)
        if "suggestion" not in self.values:
            return message
        asked = interface(language, "problems")["did_you_mean"]
        return f"{message}; {typeset(asked.format(suggestion=self.values['suggestion']), language)}"

    def hint(self, language: str) -> str:
        """What to do about it."""
        return self._say("hint", language)

    def _say(self, part: str, language: str) -> str:
        words = interface(language, "problems")
        shown = {
            name: words[TABLES[name]][value] if name in TABLES else _shown(value, language)
            for name, value in self.values.items()
        }
        return typeset(str(words["codes"][self.code][part]).format_map(shown), language)


def error(code: str, place: Place, **values: str | Words) -> Problem:
    return Problem(Severity.ERROR, code, place, values)


def warning(code: str, place: Place, **values: str) -> Problem:
    return Problem(Severity.WARNING, code, place, values)


class Enough(Exception):
    """So many mistakes that looking for more helps nobody."""


class Problems(list[Problem]):
    """Where a stage puts the mistakes it finds, so that one does not hide the others.

    Raises `Enough` after `MOST_PROBLEMS`, the last of which then says that there are more.
    """

    def add(self, problem: Problem) -> None:
        self.append(problem)
        if len(self) >= MOST_PROBLEMS:
            last = max(self, key=_position).place
            self.append(error("too-many-problems", last, most=str(MOST_PROBLEMS)))
            raise Enough

    def error(self, code: str, place: Place, **values: str) -> None:
        self.add(error(code, place, **values))

    @property
    def found_errors(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self)


def suggest(word: str, known: Iterable[str]) -> dict[str, str]:
    """The value `suggestion` for a problem, where one of the known words is close."""
    word = word[:LONGEST_VALUE]
    alike = [other for other in known if abs(len(other) - len(word)) <= 3][:MOST_SUGGESTIONS]
    close = get_close_matches(word, alike, n=1, cutoff=0.6)
    return {"suggestion": close[0]} if close else {}


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by place, each once; those of one place in the order they were found in."""
    unique = {(p.code, p.place, str(sorted(p.values.items()))): p for p in problems}
    return tuple(sorted(unique.values(), key=_position))


def _position(problem: Problem) -> tuple[int, int]:
    return problem.place.line, problem.place.column


def render(problem: Problem, file: str, lines: tuple[str, ...], language: str) -> str:
    """`file:line:column: message`, the line itself with a marker under it, and the hint."""
    place = problem.place
    words = interface(language, "problems")
    kind = words["severities"][problem.severity]
    head = f"{file}:{place.line}:{place.column}: {kind} {problem.code}: {problem.message(language)}"
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    return "\n".join([head, *_marked(line, place.column - 1), f"    {problem.hint(language)}"])


def as_json(problem: Problem, file: str, language: str) -> dict[str, str | int]:
    """The problem as `policy check --json` prints it."""
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "file": file,
        "line": problem.place.line,
        "column": problem.place.column,
        "message": problem.message(language),
        "hint": problem.hint(language),
    }


def _shown(value: str | Words, language: str) -> str:
    """A word of the source, cut where it is long; a text in the reader's language, whole."""
    if isinstance(value, Words):
        return value.in_language(language)[0]
    return _shorten(value)


def _shorten(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"


def _marked(line: str, at: int) -> list[str]:
    """The part of the line around `at`, and `^~~~` under the word that begins there."""
    if not line.strip():
        return []
    first = max(0, at - WIDEST_LINE // 2) if len(line) > WIDEST_LINE else 0
    shown = line[first : first + WIDEST_LINE].replace("\t", " ")
    word = re.match(r"[\w.+-]+", line[at:])
    length = min(len(word[0]) if word else 1, max(1, first + len(shown) - at))
    return [f"    {shown.rstrip()}", "    " + " " * (at - first) + "^" + "~" * (length - 1)]
