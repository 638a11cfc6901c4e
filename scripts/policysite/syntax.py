"""What YAML cannot read, in words that help somebody who does not know YAML.

Place in the flow: beside `read`, which hands over the fault that its parser raised.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from yaml.error import Mark, MarkedYAMLError
from yaml.events import Event, ScalarEvent

from policysite.policy import Place
from policysite.problem import Problems

# What the parser says → our code. The first that is found in its words counts.
FAMILIES: tuple[tuple[str, str], ...] = (
    (r"maximum nesting", "deep-nesting"),
    (r"quoted scalar.*(end of stream|document separator)", "unclosed-quote"),
    (r"tab character", "tab"),
    (r"parsing a flow", "unclosed-bracket"),
    (r"anchor", "anchor"),
    (r"alias", "alias"),
    (r"\btag\b", "tag"),
    (r"directive|incompatible YAML document", "directive"),
    (r"escape|hexdecimal|hexadecimal|Unicode character|chr\(\)", "bad-escape"),
    (r"mapping values are not allowed", "stray-colon"),
    (r"could not find expected ':'", "missing-colon"),
    (r"cannot start any token", "text-start"),
    (r"document start", "several-documents"),
    (r"block scalar", "text-start"),
    (r"block (mapping|collection|end)|sequence entries|mapping keys", "indentation"),
)

FROM_WHERE_IT_BEGINS = frozenset(
    {"unclosed-quote", "unclosed-bracket", "missing-colon", "text-start", "alias", "anchor", "tag"}
)
"""Codes that point at the beginning of what went wrong, not at where the parser gave up."""

LONGEST_WORD = 40
"""Characters quoted of a line that cannot be read."""

KEY = r"\s*(?:- +)*[\w.+-]+"
"""A key at the beginning of a line, after the dashes of a list."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the parser stopped. `at`: there; `last`: the last thing that it could read."""

    code: str
    place: Place
    at: Place
    last: Event | None
    lines: list[str]

    @property
    def word(self) -> str:
        """What stands at the place, up to the end of its line."""
        return self._line(self.place)[self.place.column - 1 :]

    @property
    def before(self) -> str:
        """What stands before the place, from the beginning of its line."""
        return self._line(self.place)[: self.place.column - 1]

    @property
    def closed(self) -> str:
        """The quotation mark or bracket that closes just before the parser stopped, if one does."""
        before = self._line(self.at)[: self.at.column - 1].rstrip()
        return before[-1:] if before.endswith(("'", '"', "]", "}")) else ""

    def _line(self, place: Place) -> str:
        return self.lines[place.line - 1] if place.line <= len(self.lines) else ""

    def line_above(self) -> str:
        return self._line(Place(self.place.line - 1, 1)) if self.place.line > 1 else ""


def report_syntax(fault: Exception, text: str, last: Event | None, problems: Problems) -> None:
    """Report the parser's fault; `last`: the last thing that it could read.

    Nothing is added to a line that has a problem already: it is what the parser fell over.
    """
    found = _fault(fault, text, last)
    code, place = next((seen for look in LOOKS if (seen := look(found))), (found.code, found.place))
    word = replace(found, place=place).word
    if not word:
        place = _began(last)
    if all(problem.place.line != place.line for problem in problems):
        problems.error(code, place, word=word.strip()[:LONGEST_WORD])


def _fault(fault: Exception, text: str, last: Event | None) -> Fault:
    lines = text.split("\n")
    if not isinstance(fault, MarkedYAMLError):
        return Fault(_family(str(fault)), _began(last), _began(last), last, lines)
    code = _family(f"{fault.context or ''} {fault.problem or ''}")
    at = _place(fault.problem_mark) or _began(last)
    begins = _place(fault.context_mark) if code in FROM_WHERE_IT_BEGINS else None
    return Fault(code, begins or at, at, last, lines)


def _family(words: str) -> str:
    return next((code for pattern, code in FAMILIES if re.search(pattern, words)), "syntax")


def _place(mark: Mark | None) -> Place | None:
    return Place(mark.line + 1, mark.column + 1) if mark else None


def _began(event: Event | None) -> Place:
    mark = event.start_mark if event else None
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


# What each family of faults most often comes from, told by the line itself: code and place.

type Seen = tuple[str, Place] | None


def _directive(fault: Fault) -> Seen:
    """A directive needs a line `---` after it; without one, the parser complains further down."""
    if fault.code not in ("several-documents", "directive"):
        return None
    found = (i for i, line in enumerate(fault.lines[: fault.place.line], 1) if line.startswith("%"))
    line = next(found, None)
    return None if line is None else ("directive", Place(line, 1))


def _after_a_closed_text(fault: Fault) -> Seen:
    """Text goes on after a quotation mark; one that began lines above was never meant to end here.

    A bracket or brace that a text begins with closes in the same way.
    """
    if not fault.closed or fault.code not in ("indentation", "unclosed-bracket", "missing-colon"):
        return None
    if fault.closed in ("'", '"'):
        opened = _began(fault.last)
        quoted = isinstance(fault.last, ScalarEvent) and fault.last.style == fault.closed
        if quoted and opened.line < fault.at.line:
            return "unclosed-quote", opened
    elif fault.code == "unclosed-bracket":
        return None
    return "after-close", fault.at


def _odd_space(fault: Fault) -> Seen:
    """A tabulation or a no-break space where a line begins, or after its key."""
    key = re.match(r"[\w.+-]+:", fault.word)
    at = key.end() if key and fault.code == "missing-colon" else 0
    sign = fault.word[at : at + 1]
    if sign == "\t" and fault.code == "text-start":
        return "tab", fault.place
    odd = sign.isspace() and sign not in " \t"
    return ("odd-space", replace(fault.place, column=fault.place.column + at)) if odd else None


def _missing_space(fault: Fault) -> Seen:
    """`key:text`, here or on the line above that this one then seems to go on with."""
    if fault.code == "missing-colon" and (key := re.match(r"[\w.+-]+:", fault.word)):
        return "missing-space", replace(fault.place, column=fault.place.column + key.end())
    if fault.code == "stray-colon" and re.fullmatch(KEY, fault.before):
        key = re.match(f"{KEY}:(?=[^\\s/])", fault.line_above())
        if key:
            return "missing-space", Place(fault.place.line - 1, key.end() + 1)
    return None


def _moved_key(fault: Fault) -> Seen:
    """A key too far to the right, so that it goes on with the text above it."""
    if fault.code != "stray-colon" or not re.fullmatch(KEY, fault.before):
        return None
    column = len(fault.before) - len(fault.before.lstrip()) + 1
    return "indentation", replace(fault.place, column=column)


def _list_in_a_text(fault: Fault) -> Seen:
    """`key: - text`: a dash or a question mark that YAML takes for its own."""
    ours = fault.code == "indentation" and re.match(r"[-?]\s", fault.word)
    return ("text-start", fault.place) if ours and fault.before.strip() else None


LOOKS: tuple[Callable[[Fault], Seen], ...] = (
    _directive,
    _after_a_closed_text,
    _odd_space,
    _missing_space,
    _moved_key,
    _list_in_a_text,
)
