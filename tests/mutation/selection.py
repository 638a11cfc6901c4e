"""Which tests try the mutants of a module: those that see most of them first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

FIRST: Mapping[str, Sequence[str]] = {
    "allowed": ("allowed",),
    "answers": ("answers",),
    "asking": ("completions", "asking"),
    "causes": ("causes", "groups"),
    "certificate": ("certificate",),
    "changes": ("changes",),
    "condition": ("condition", "normal"),
    "consult": ("completions", "consult", "reasons"),
    "counting": ("difference", "scenarios"),
    "data": ("data",),
    "difference": ("difference", "groups"),
    "digest": ("digest",),
    "domain": ("domain",),
    "evaluate": ("evaluate",),
    "groups": ("groups",),
    "joint": ("difference", "groups"),
    "layout": ("layout", "completions", "difference"),
    "levels": ("difference", "scenarios"),
    "model": ("model",),
    "normal": ("normal",),
    "pair": ("pair", "difference"),
    "proofs": ("proofs",),
    "reasons": ("reasons",),
    "rename": ("rename",),
    "scenarios": ("scenarios", "proofs"),
    "space": ("space",),
    "survey": ("survey", "completions"),
    "tables": ("tables", "survey", "completions", "difference"),
    "topics": ("topics", "layout", "survey"),
    "view": ("survey", "reasons"),
    "witness": ("witness",),
}
"""Module → the files `tests/rulecore/test_….py`."""

SECONDS = 10
"""Of processor time for one of these tests, most of which take less than a tenth of one."""

REST = (
    "tests/rulecore",
    "--deselect=tests/rulecore/test_entangled.py",
    "tests/evidence",
)
"""All that sees the core; without the tests that say how soon it refuses."""

REST_SECONDS = 200


def first(module: str) -> list[str]:
    return [f"tests/rulecore/test_{name}.py" for name in FIRST[module]]
