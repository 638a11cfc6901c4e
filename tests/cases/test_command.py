"""`policy cases`, as a person or a program runs it."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from pathlib import Path

import pytest

from policysite.cli import main
from tests.sources import OTHER, REAL, ROOT

POLICY = str(ROOT / ".venv" / "bin" / "policy")


def run(*arguments: str, source: Path = REAL) -> int:
    return main(["cases", "--source", str(source), *arguments])


def test_it_writes_one_file_a_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--out", str(tmp_path / "new"), source=OTHER) == 0
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["cases.fr.html"]
    assert run("--out", str(tmp_path / "one.html"), "--lang", "fr", source=OTHER) == 0
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "new/cases.fr.html").read_bytes()
    assert "9 cas montrent 13 choses" in capsys.readouterr().out


def test_without_a_place_it_writes_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run() == 0
    assert {file.name for file in tmp_path.iterdir()} == {"cases.en.html", "cases.fr.html"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--lang", "en"], "its languages: fr"),
        (["--out", str(REAL)], "policy.yaml"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments, source=OTHER) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert said in error
    assert error.count("\n") == 1


def test_one_file_is_not_for_two_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--out", str(tmp_path / "x.html")) == 2
    assert "x.html" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_source_with_a_mistake_has_no_sheet(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(OTHER.read_text(encoding="utf-8") + "nothing: known\n", encoding="utf-8")
    assert run("--out", str(tmp_path), source=wrong) == 2
    assert list(tmp_path.iterdir()) == [wrong]


def test_the_same_bytes_whatever_the_order_of_sets(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        subprocess.run(
            [POLICY, "cases", "--source", str(REAL), "--out", str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
    for name in ("cases.fr.html", "cases.en.html"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


@pytest.mark.usefixtures("each_source_read_once")
def test_the_line_that_replays_a_case_gives_its_answer(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run("--json") == 0
    cases = {case["case"]: case for case in json.loads(capsys.readouterr().out)["cases"]}
    assert run("--lang", "en", "--out", str(tmp_path / "x.html")) == 0
    lines = [
        part.partition("</code>")[0]
        for part in (tmp_path / "x.html").read_text(encoding="utf-8").split("<code>")
        if part.startswith("policy ask")
    ]
    assert len(lines) == len(cases)
    capsys.readouterr()
    for number, line in enumerate(lines, start=1):
        words = shlex.split(line)[1:]
        assert main([*words, "--source", str(REAL), "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert found["outcome"] == cases[number]["outcome"]
        assert found["clauses"] == cases[number]["clauses"]
