"""Every class of mistake that the format refuses has its bad sources; the command says so."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from policysite.checks import PROOFS, code_of
from policysite.cli import main
from policysite.interface import interface
from policysite.source import examine
from tests.bad_sources import BAD, BadSource, bad_source, bad_sources, good_source

COMMAND = Path(sys.executable).parent / "policy"

CLASSES = {
    "duplicate keys": ["duplicate-key"],
    "aliases": ["alias", "anchor"],
    "tags": ["tag"],
    "several documents": ["several-documents"],
    "unknown keys": ["unknown-key", "reserved-key"],
    "wrong types": ["wrong-type", "bad-number", "bad-flag", "bad-choice", "empty-text"],
    "bad dates": ["bad-date", "no-such-day", "revision-name"],
    "dangling ids": [
        *("unknown-anchor", "unknown-clause", "unknown-condition", "unknown-example"),
        *("unknown-fact", "unknown-language", "unknown-modality", "unknown-office"),
        *("unknown-option", "unknown-rule", "unknown-wizard"),
    ],
    "reused ids": ["reused-id", "reused-id-anchor", "reused-id-option"],
    "rules without clauses": ["rule-without-clause"],
    "clauses neither ruled nor declared informative": ["unruled-clause"],
    "facts nobody asks": ["unasked-fact"],
    "cyclic relevance": ["cyclic-relevance", "cyclic-condition"],
    "missing text in the authoritative language": ["missing-text"],
    "broken expressions": ["bad-character", "unexpected-word", "unfinished-condition"],
    "control characters": ["control-character", "control-character-escaped"],
    "bidirectional characters": ["bidirectional-character"],
    "deep nesting": ["deep-nesting", "deep-condition"],
    "huge scalars": ["huge-text", "huge-condition"],
}
"""Class → the bad sources that show it. Bad UTF-8 is not text: it is in `tests/read`."""

ELSEWHERE = {
    *("no-file", "not-utf8", "bad-utf8", "huge-file", "empty-file", "too-many-entries"),
    *("syntax", "too-many-problems", "entangled", "too-many-combinations", "long-list"),
    *(set(map(code_of, PROOFS)) - {"example"}),
}
"""Codes that no one-line mend can end, or that no text file can show; tested in other folders."""


def test_every_class_has_its_bad_sources() -> None:
    named = {name for names in CLASSES.values() for name in names}
    assert named <= {source.name for source in bad_sources()}


@pytest.mark.parametrize("name", [names[0] for names in CLASSES.values()], ids=list(CLASSES))
def test_the_command_refuses_every_class_at_its_line(name: str) -> None:
    path = BAD / f"{name}.yaml"
    command = [str(COMMAND), "check", "--lang", "fr", "--source", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    heads = [f"{path}:{line}:{column}: " for _, line, column in bad_source(path).expected]
    assert [head for head in heads if head not in done.stderr] == []


SOURCES = bad_sources()


@pytest.mark.parametrize("source", SOURCES, ids=[source.name for source in SOURCES])
def test_the_command_says_the_same_to_machines(
    source: BadSource, capsys: pytest.CaptureFixture[str]
) -> None:
    path = BAD / f"{source.name}.yaml"
    status = main(["check", "--json", "--source", str(path), "--lang", "en"])
    said = json.loads(capsys.readouterr().out)["problems"]
    places = [(found["code"], found["line"], found["column"]) for found in said]
    assert places == list(source.expected)
    assert {found["file"] for found in said} == {str(path)}
    only_a_proof = {code for code, _, _ in source.expected} == {"example"}
    warns = {found["severity"] for found in said} == {"warning"}
    assert status == (0 if warns else 1 if only_a_proof else 2)


def test_the_mended_source_passes_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "good.yaml"
    path.write_text(good_source(), encoding="utf-8")
    assert main(["check", "--source", str(path), "--lang", "en"]) == 0
    assert capsys.readouterr().err == ""


def test_every_code_has_a_bad_source() -> None:
    shown = {code for source in SOURCES for code, _, _ in source.expected}
    assert shown | ELSEWHERE == set(interface("fr", "problems")["codes"])
    assert not shown & ELSEWHERE


def test_there_are_many_bad_sources() -> None:
    assert len(SOURCES) >= 40


def test_a_bad_source_differs_from_the_good_one_in_one_line() -> None:
    good = good_source().split("\n")
    for source in SOURCES:
        lines = source.text.split("\n")[source.above :]
        assert abs(len(lines) - len(good)) <= 1, source.name
        assert len(set(lines) - set(good)) <= 1, source.name
        assert len(set(good) - set(lines)) <= 1, source.name


TOGETHER = [
    *("alias", "anchor", "bad-choice", "bad-date", "bad-fact-number-bound", "bad-fingerprint"),
    *("bad-flag", "bad-id", "bidirectional-character", "control-character", "cut-text"),
    *("first-language", "tag", "unfinished-condition", "unknown-anchor"),
    *("unknown-clause", "unknown-condition", "unknown-example", "unknown-key", "unknown-modality"),
    *("unknown-option-given", "unknown-rule"),
]
"""Bad sources that are bad at different lines."""


def test_many_mistakes_in_one_file_are_all_reported() -> None:
    lines, wanted = good_source().split("\n"), set()
    for name in TOGETHER:
        source = bad_source(BAD / f"{name}.yaml")
        lines = [
            new if new != old else line for line, new, old in zip(lines, *both(source), strict=True)
        ]
        wanted |= {(code, line - source.above) for code, line, _ in source.expected}
    found = examine("\n".join(lines).encode(), "many.yaml").problems
    assert len(wanted) >= len(TOGETHER)
    assert wanted - {(p.code, p.place.line) for p in found} == set()


def both(source: BadSource) -> tuple[list[str], list[str]]:
    """The lines of a bad source and of the good one, side by side."""
    return source.text.split("\n")[source.above :], good_source().split("\n")
