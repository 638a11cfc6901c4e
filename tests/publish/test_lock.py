"""One publication at a time; whoever waits knows for whom, and nobody waits for the dead."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from policysite.archive.lock import locked

HOLD = """
import sys
from pathlib import Path
from policysite.archive.lock import locked
with locked(Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(file: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock until it is told or killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_who_waits_is_told_for_whom(tmp_path: Path) -> None:
    other = holder(tmp_path / "lock")
    told: list[str] = []

    def waiting(said: str) -> None:
        told.append(said)
        other.communicate()

    with locked(tmp_path / "lock", waiting):
        assert f"pid {os.getpid()}," in (tmp_path / "lock").read_text()
    assert len(told) == 1
    assert told[0].startswith(f"pid {other.pid}, ")
    assert (tmp_path / "lock").read_text() == ""


def test_the_lock_of_a_process_that_was_killed_is_free(tmp_path: Path) -> None:
    other = holder(tmp_path / "lock")
    other.send_signal(signal.SIGKILL)
    other.communicate()
    told: list[str] = []
    with locked(tmp_path / "lock", told.append) as killed:
        assert killed
    assert told == []


def test_who_ends_in_order_leaves_nothing_behind(tmp_path: Path) -> None:
    holder(tmp_path / "lock").communicate()
    with locked(tmp_path / "lock", print) as killed:
        assert not killed
