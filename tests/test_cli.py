"""The command's edge: what it leaves behind when nobody reads on."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.sources import REAL, ROOT

POLICY = str(ROOT / ".venv" / "bin" / "policy")
UNREAD = 141


def left_pipe() -> int:
    """A pipe to write into that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


def test_problems_that_nobody_reads_are_no_success(tmp_path: Path) -> None:
    source = tmp_path / "policy.yaml"
    source.write_text(REAL.read_text(encoding="utf-8") + "nothing: known\n", encoding="utf-8")
    done = subprocess.run([POLICY, "check", "--source", str(source)], stderr=left_pipe())
    assert done.returncode == UNREAD


def test_a_result_that_nobody_reads_ends_without_a_word() -> None:
    command = [POLICY, "check", "--json", "--source", str(REAL)]
    done = subprocess.run(command, stdout=left_pipe(), stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (UNREAD, "")


def test_without_a_place_for_its_results_it_works_all_the_same() -> None:
    shell = f"'{POLICY}' check --source '{REAL}' >&-"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_results_that_cannot_be_written_are_no_success() -> None:
    shell = f"'{POLICY}' check --lang en --source '{REAL}' > /dev/full"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (2, "policy: No space left on device\n")
