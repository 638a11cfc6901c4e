"""What stands under a file's name: any bytes, or no file at all; asked through the command."""

from __future__ import annotations

import json
import subprocess
import sys
from codecs import BOM_UTF8
from pathlib import Path

import pytest

from policysite.cli import main
from policysite.source import examine, load
from tests.bad_sources import good_source
from tests.sources import REAL

COMMAND = Path(sys.executable).parent / "policy"
GOOD = good_source().encode()


def check(path: Path) -> subprocess.CompletedProcess[str]:
    """The real command, as a person runs it."""
    command = [str(COMMAND), "check", "--lang", "fr", "--source", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "1:1: erreur empty-file"),
        (b"a: " + b"x" * 10_000_000, "1:1: erreur huge-file"),
        (GOOD + b"last: " + b"[" * 100_000, "erreur deep-nesting"),
        (GOOD.replace(b"On voit", b"On\0voit"), "erreur control-character"),
        (GOOD.replace("é".encode(), b"\xe9"), "erreur bad-utf8"),
        (GOOD.decode().encode("utf-16"), "1:1: erreur not-utf8"),
        (GOOD.decode().encode("utf-16-le"), "1:1: erreur not-utf8"),
        (GOOD.decode().encode("utf-16-be"), "1:1: erreur not-utf8"),
        (b"PK\x03\x04" + bytes(range(256)) * 100, "1:1: erreur not-utf8"),
        (
            b"a: &a [x, x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (i, i) for i in range(50)),
            "alias",
        ),
        (b"<!DOCTYPE html>\n<p>x</p>\n", "1:1: erreur wrong-type"),
    ],
    ids=[
        *("nothing", "a text of 10 MB", "very deep", "a NUL", "Latin-1", "UTF-16"),
        *("UTF-16 LE without a mark", "UTF-16 BE without a mark", "a Word document"),
        *("billion laughs", "a page"),
    ],
)
def test_the_command_refuses_bytes_that_are_no_source(
    data: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "politique.yaml"
    path.write_bytes(data)
    done = check(path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_and_a_folder_are_no_sources(tmp_path: Path) -> None:
    for path, said in (
        (tmp_path / "absent.yaml", "il n’existe pas"),
        (tmp_path, "c’est un dossier"),
        (REAL / "sous", "le système refuse de l’ouvrir"),
    ):
        done = check(path)
        assert done.returncode == 2
        assert f"{path}:1:1: erreur no-file" in done.stderr
        assert said in done.stderr


def test_a_file_that_may_not_be_read_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests may run as root, whom no permission stops."""

    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    loaded = load(Path("x.yaml"))
    assert loaded.status == 2
    assert "vous n’avez pas la permission de le lire" in loaded.report("fr")


@pytest.mark.parametrize("mark", [b"", BOM_UTF8], ids=["no mark", "a UTF-8 mark"])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_windows_files_are_sources_too(
    mark: bytes, ends: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "politique.yaml"
    path.write_bytes(mark + REAL.read_bytes().replace(b"\n", ends))
    assert main(["check", "--source", str(path)]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("mark", [b"", BOM_UTF8], ids=["no mark", "a UTF-8 mark"])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_line_ends_and_marks_change_no_place(
    mark: bytes, ends: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "politique.yaml"
    bad = GOOD.replace(b"consent == no", b"consent == non").replace(b"format: 1", b"formt: 1")
    path.write_bytes(mark + bad.replace(b"\n", ends))
    assert main(["check", "--json", "--source", str(path)]) == 2
    found = json.loads(capsys.readouterr().out)["problems"]
    places = [(problem["code"], problem["line"], problem["column"]) for problem in found]
    assert places == [("missing-key", 1, 1), ("unknown-key", 1, 1), ("unknown-option", 34, 40)]


def test_both_kinds_of_line_ends_make_one_text() -> None:
    assert words(GOOD.replace(b"\n", b"\r\n")) == words(GOOD)


def words(data: bytes) -> str:
    """The text of the policy, without its digest, which is that of the bytes."""
    policy = examine(data, "x.yaml").policy
    assert policy is not None
    return str([clause.text for clause in policy.clauses.values()])


def test_a_report_holds_nothing_that_a_terminal_obeys(tmp_path: Path) -> None:
    path = tmp_path / "politique.yaml"
    path.write_bytes(GOOD.replace(b"On voit", b"On \x1b[2J\xc2\x9b\xe2\x80\xaevoit"))
    said = check(path).stderr
    assert said.count("\ufffd") >= 3
    assert not {"\x1b", "\x9b", "\u202e"} & set(said)
