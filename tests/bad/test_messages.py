"""The words of the problems: the same codes and values in every language."""

from __future__ import annotations

from string import Formatter

import pytest

from policysite.interface import interface, interface_languages
from policysite.policy import Place
from policysite.problem import TABLES, Severity, error, render

CODES = interface("fr", "problems")["codes"]


def names(text: str) -> set[str]:
    """The values that a text quotes."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", interface_languages())
def test_every_language_has_the_same_words(language: str) -> None:
    words, first = interface(language, "problems"), interface("fr", "problems")
    assert list(words["codes"]) == list(CODES)
    for table in ("severities", *TABLES.values()):
        assert set(words[table]) == set(first[table])
    assert set(words["severities"]) == {severity.value for severity in Severity}


@pytest.mark.parametrize("code", CODES)
def test_a_problem_quotes_the_same_values_in_every_language(code: str) -> None:
    quoted = {
        frozenset(names(entry["message"]) | names(entry["hint"]))
        for entry in (interface(language, "problems")["codes"][code] for language in ("fr", "en"))
    }
    assert len(quoted) == 1


def test_a_problem_is_shown_with_its_line_and_a_marker() -> None:
    problem = error("unknown-rule", Place(2, 9), word="rgle", suggestion="regle")
    shown = render(problem, "politique.yaml", ("", "rules: [rgle]"), "fr").split("\n")
    assert shown[:3] == [
        "politique.yaml:2:9: erreur unknown-rule: il n’y a pas de règle `rgle`; "
        "vouliez-vous dire `regle`?",
        "    rules: [rgle]",
        "            ^~~~",
    ]


def test_a_long_line_is_shown_around_the_place() -> None:
    line = "a" * 500 + " here " + "b" * 500
    shown = render(error("syntax", Place(1, 502)), "x.yaml", (line,), "en").split("\n")
    assert len(shown[1]) <= 100
    marked = shown[2].index("^")
    assert shown[1][marked : marked + 4] == "here"
