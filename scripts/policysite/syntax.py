"""What YAML cannot read, in words that help somebody who does not know YAML.

Place in the flow: beside `read`, which hands over the fault that its parser raised.
"""

from __future__ import annotations

import re

from yaml.error import MarkedYAMLError

from policysite.policy import Place
from policysite.problem import Problems

# What the parser says (in C or in Python) → our code. The first that is found in its words counts.
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
    (r"block (mapping|collection|end)|sequence entries|mapping keys|block scalar", "indentation"),
)

FROM_WHERE_IT_BEGINS = frozenset(
    {"unclosed-quote", "unclosed-bracket", "missing-colon", "alias", "anchor", "tag"}
)
"""Codes that point at the beginning of what went wrong, not at where the parser gave up."""

LONGEST_WORD = 40
"""Characters quoted of a line that cannot be read."""


def report_syntax(fault: Exception, text: str, last: Place, problems: Problems) -> None:
    """Report the parser's fault; `last`: the place of the last thing that it could read."""
    if not isinstance(fault, MarkedYAMLError):
        problems.error(_family(str(fault)), last, word="")
        return
    code = _family(f"{fault.context or ''} {fault.problem or ''}")
    mark = fault.problem_mark
    if code in FROM_WHERE_IT_BEGINS and fault.context_mark is not None:
        mark = fault.context_mark
    place = Place(mark.line + 1, mark.column + 1) if mark else last
    lines = text.split("\n")
    directive = _directive_before(place, lines)
    if code in ("several-documents", "directive") and directive is not None:
        code, place = "directive", directive
    word = _word(lines, place)
    if code == "text-start" and word.startswith("\t"):
        code = "tab"
    problems.error(code, place if word else last, word=word.strip()[:LONGEST_WORD])


def _directive_before(place: Place, lines: list[str]) -> Place | None:
    """A directive needs a line `---` after it; without one, the parser complains further down."""
    found = (i for i, line in enumerate(lines[: place.line], 1) if line.startswith("%"))
    line = next(found, None)
    return None if line is None else Place(line, 1)


def _family(words: str) -> str:
    return next((code for pattern, code in FAMILIES if re.search(pattern, words)), "syntax")


def _word(lines: list[str], place: Place) -> str:
    """What stands at a place, up to the end of its line."""
    return lines[place.line - 1][place.column - 1 :] if place.line <= len(lines) else ""
