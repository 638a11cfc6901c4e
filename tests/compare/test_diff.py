"""`policy diff`, as a person or a program runs it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from policysite.cli import main
from policysite.source import load
from rulecore import TooEntangled
from tests.compare.edits import at, source
from tests.sources import OTHER, REAL, ROOT

POLICY = str(ROOT / ".venv" / "bin" / "policy")
NEW = source(
    lambda told: at(told, "rule", "62-d").update(modality="prohibited"),
    lambda told: at(told, "fact", "requester")["options"].append({"option": "kin", "fr": "Parent"}),
)
"""A source whose examples no longer hold, as after any real edit."""


@pytest.fixture
def new(tmp_path: Path) -> Path:
    file = tmp_path / "new.yaml"
    file.write_text(NEW, encoding="utf-8")
    return file


def test_a_difference_is_done(new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(REAL), str(new)]) == 0
    shown = capsys.readouterr()
    assert "Non permis (prohibited)" in shown.out
    assert f"{new}:1:" in shown.err


def test_a_difference_is_a_no_where_that_is_asked(new: Path) -> None:
    assert main(["diff", str(REAL), str(new), "--exit-code"]) == 1
    assert main(["diff", str(REAL), str(new), "--exit-code", "--json"]) == 1


def test_the_same_file_twice_is_no_difference(capsys: pytest.CaptureFixture[str]) -> None:
    for path in (REAL, OTHER):
        assert main(["diff", str(path), str(path), "--exit-code", "--lang", "en"]) == 0
        shown = capsys.readouterr()
        assert "Nothing changes" in shown.out
        assert shown.err == ""


def test_two_policies_can_be_compared_either_way() -> None:
    assert main(["diff", str(REAL), str(OTHER), "--lang", "en"]) == 0
    assert main(["diff", str(OTHER), str(REAL), "--exit-code", "--lang", "fr"]) == 1


def test_remarks_and_layout_are_no_difference(tmp_path: Path) -> None:
    file = tmp_path / "same.yaml"
    file.write_text("# Une remarque.\n" + source(), encoding="utf-8")
    assert main(["diff", str(REAL), str(file), "--exit-code"]) == 0


def test_a_wrong_source_is_reported_under_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wrong.yaml"
    text = OTHER.read_text(encoding="utf-8")
    file.write_text(text + "nothing: known\n", encoding="utf-8")
    last = text.count("\n") + 1
    for order in ([REAL, file], [file, REAL]):
        assert main(["diff", *map(str, order), "--lang", "en"]) == 2
        shown = capsys.readouterr()
        assert (shown.out, shown.err.startswith(f"{file}:{last}:1: error unknown-key")) == (
            "",
            True,
        )


def test_a_source_that_a_check_refuses_is_not_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wrong.yaml"
    text = source(lambda told: told["questions"].append(unasked(told)), path=OTHER)
    file.write_text(text, encoding="utf-8")
    assert load(file).policy is not None
    assert main(["diff", str(OTHER), str(file)]) == 2
    shown = capsys.readouterr()
    assert (shown.out, "unasked-fact" in shown.err) == ("", True)


def unasked(told: dict[str, Any]) -> dict[str, Any]:
    return at(told, "fact", "abonnement") | {"fact": "autre", "default": "no"}


def test_both_sources_are_reported(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "2016-11-25", "2026-11-25", "--lang", "en"]) == 2
    shown = capsys.readouterr().err
    assert "2016-11-25:1:1: error no-file: the file `2016-11-25` cannot be read" in shown
    assert "2026-11-25:1:1: error no-file: the file `2026-11-25` cannot be read" in shown


def test_a_wrong_use_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(REAL)]) == 2
    assert "NEW" in capsys.readouterr().err


def test_decisions_that_cannot_be_compared_are_a_no(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def entangled(*_: object, **__: object) -> None:
        raise TooEntangled(["age", "jours\0old"])

    monkeypatch.setattr("policysite.compare.decisions.difference", entangled)
    assert main(["diff", str(OTHER), str(OTHER), "--lang", "en"]) == 1
    shown = capsys.readouterr().out
    assert (
        "cannot be compared exactly: too many questions depend on each other (Âge, Durée)" in shown
    )
    assert main(["diff", str(OTHER), str(OTHER), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["wizards"][0]["entangled"] == ["age", "jours"]


def test_every_run_prints_the_same_bytes(new: Path) -> None:
    command = [POLICY, "diff", str(REAL), str(new), "--json"]
    runs = [
        subprocess.run(
            command, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert json.loads(runs[0])["wizards"]
