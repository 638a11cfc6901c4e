"""What goes wrong when somebody who does not program edits the real policy: shown at its line.

Nothing here knows what the policy says: the lines are found by their form.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from policysite.source import examine
from tests.sources import REAL, policy

TEXT = REAL.read_text(encoding="utf-8")
LINES = TEXT.split("\n")


def line_like(pattern: str) -> int:
    """The number of the first line of this form, from 1."""
    return next(i for i, line in enumerate(LINES, 1) if re.fullmatch(pattern, line))


ONE_LINE_TEXT = line_like(r" {4,}fr: [A-Z][^:#'\"]{20,}\.")
FOLDED = line_like(r" {4,}fr: >-") + 1
ANSWER = re.compile(r"^( +)given:\n(?:\1 +\S.*\n)*?\1 +[a-z_]+: [a-z_]{5,}$", re.MULTILINE)
GIVEN = next(TEXT.count("\n", 0, found.end()) + 1 for found in ANSWER.finditer(TEXT))
"""An answer in an example."""


def text(change: Callable[[str], str]) -> Callable[[str], str]:
    """The line with its text changed, its key as it was."""
    return lambda line: re.sub(r"(?<=fr: ).*", lambda found: change(found[0]), line)


EDITS: dict[str, tuple[int, Callable[[str], str], str]] = {
    "a colon in a text": (ONE_LINE_TEXT, text(lambda t: t.replace(" ", " : ", 1)), "stray-colon"),
    "a colon at the end": (ONE_LINE_TEXT, lambda line: line + " :", "stray-colon"),
    "an open apostrophe": (ONE_LINE_TEXT, text(lambda t: f"'{t}"), "unclosed-quote"),
    "an open quotation mark": (ONE_LINE_TEXT, text(lambda t: f'"{t}'), "unclosed-quote"),
    "a quoted word first": (ONE_LINE_TEXT, text(lambda t: f'"Elle" {t}'), "after-close"),
    "an apostrophe between two": (ONE_LINE_TEXT, text(lambda t: f"'l'an {t}'"), "after-close"),
    "a remark in brackets first": (ONE_LINE_TEXT, text(lambda t: f"[sic] {t}"), "after-close"),
    "a dash first": (ONE_LINE_TEXT, text(lambda t: f"- {t}"), "text-start"),
    "a percent sign first": (ONE_LINE_TEXT, text(lambda t: f"% {t}"), "text-start"),
    "a fold on the same line": (ONE_LINE_TEXT, text(lambda t: f">- {t}"), "text-start"),
    "a number sign": (ONE_LINE_TEXT, text(lambda t: f"Voir # 4. {t}"), "cut-text"),
    "no text at all": (ONE_LINE_TEXT, text(lambda t: ""), "empty-text"),
    "no space after the colon": (
        ONE_LINE_TEXT,
        lambda x: x.replace("fr: ", "fr:"),
        "missing-space",
    ),
    "another space after the colon": (
        ONE_LINE_TEXT,
        lambda line: line.replace("fr: ", "fr:\u00a0"),
        "odd-space",
    ),
    "a tabulation": (ONE_LINE_TEXT, lambda line: "\t" + line.strip(), "tab"),
    "a tabulation in a folded text": (FOLDED, lambda line: "\t" + line.strip(), "tab"),
    "one space too many": (ONE_LINE_TEXT, lambda line: " " + line, "indentation"),
    "one space too few": (ONE_LINE_TEXT, lambda line: line[1:], "indentation"),
    "a folded text at the margin": (FOLDED, str.strip, "missing-colon"),
    "a misspelt language": (
        ONE_LINE_TEXT,
        lambda x: x.replace("fr:", "ft:"),
        "undeclared-language",
    ),
    "a misspelt answer": (GIVEN, lambda line: line + "x", "unknown-option"),
    "a misspelt question": (GIVEN, lambda line: line.replace(":", "x:"), "unknown-fact"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_wrong_edit_is_shown_at_its_line(edit: str) -> None:
    line, change, code = EDITS[edit]
    lines = [*LINES]
    lines[line - 1] = change(lines[line - 1])
    found = examine("\n".join(lines).encode(), "politique.yaml")
    assert code in {p.code for p in found.problems if p.place.line == line}, found.report("fr")
    # Nothing else is said but that the text of a misspelt language is missing from its entry.
    assert {p.code for p in found.problems} <= {code, "missing-text"}


@pytest.mark.parametrize("mark", ["'", "’"])
def test_an_apostrophe_inside_a_text_is_no_mistake(mark: str) -> None:
    lines = [*LINES]
    lines[ONE_LINE_TEXT - 1] += f" C{mark}est tout."
    assert examine("\n".join(lines).encode(), "politique.yaml").policy is not None


def test_a_rule_that_cites_a_removed_clause_is_shown_at_the_citation() -> None:
    clause = next(
        clause.id
        for clause in policy(REAL).clauses.values()
        if sum(clause.id in rule.clauses for rule in policy(REAL).base.rules) > 1
    )
    lines = [line.replace(f"clause: {clause}", f"clause: {clause}.x") for line in LINES]
    found = examine("\n".join(lines).encode(), "politique.yaml").problems
    cited = {i for i, line in enumerate(LINES, 1) if re.search(rf"also:.*[ \[]{clause}\b", line)}
    assert cited
    assert cited <= {p.place.line for p in found if p.code == "unknown-clause"}
    assert {p.values["suggestion"] for p in found} == {f"{clause}.x"}
