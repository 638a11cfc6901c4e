"""Killed at random times, the whole process group, as a power cut or an impatient person would."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from tests.crash.scene import command, copy, stage, what_broke


def at_random_times(work: Path, count: int, seed: int) -> dict[str, Any]:
    """Kill so many publications, each at a time of its own; those that had ended do not count."""
    ready, dice = stage(work), random.Random(seed)
    whole = _lasts(command(copy(ready, work / "whole")))
    broken, killed, ended = [], 0, 0
    while killed < count:
        project, after = copy(ready, work / "victim"), dice.uniform(0, whole)
        process = subprocess.Popen(
            command(project),
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        sleep(after)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        # It may have ended between the two.
        by_us = process.wait() == -signal.SIGKILL
        killed, ended = killed + by_us, ended + (not by_us)
        if why := what_broke(project):
            broken.append(f"after {after:.3f} s: {why}")
    return {"seed": seed, "killed": killed, "had ended": ended, "broken": broken}


def _lasts(run: list[str]) -> float:
    """Seconds of one publication that nobody disturbs."""
    began = monotonic()
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
    return monotonic() - began
