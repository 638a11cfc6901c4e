"""Killed at random times, the whole process group, as a power cut or an impatient person would."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from tests.crash.scene import BRANCH, FOLDER, command, copy, stage, what_broke


def at_random_times(work: Path, count: int, seed: int) -> dict[str, Any]:
    """Kill so many publications to a folder, and a third as many to a branch, each at a time of
    its own. Those that had ended by then do not count.
    """
    dice = random.Random(seed)
    found: dict[str, Any] = {"seed": seed, "had ended": 0, "broken": []}
    for kind, wanted in ((FOLDER, count), (BRANCH, count // 3)):
        ended, broken = _of_kind(work, kind, wanted, dice)
        found[kind] = wanted
        found["had ended"] += ended
        found["broken"] += broken
    return found


def _of_kind(work: Path, kind: str, count: int, dice: random.Random) -> tuple[int, list[str]]:
    ready = stage(work, kind)
    whole = _lasts(command(copy(ready, work / "whole"), kind))
    broken, killed, ended = [], 0, 0
    while killed < count:
        project, after = copy(ready, work / "victim"), dice.uniform(0, whole)
        process = subprocess.Popen(
            command(project, kind),
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
        if why := what_broke(project, kind):
            broken.append(f"{kind}, after {after:.3f} s: {why}")
    return ended, broken


def _lasts(run: list[str]) -> float:
    """Seconds of one publication that nobody disturbs."""
    began = monotonic()
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
    return monotonic() - began
