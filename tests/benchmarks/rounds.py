"""Timing in turns: every task once a round, so that a slow minute of the machine hits all alike."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from statistics import median
from time import perf_counter

type Task = Callable[[], object]

type Timed = Callable[[], Sequence[float]]
"""A task that tells itself how many seconds each of its parts took."""


def interleaved(rounds: int, tasks: Mapping[str, Task]) -> dict[str, float]:
    """Median seconds of each task. A first round fills the caches and does not count."""
    timed = {name: partial(_alone, task) for name, task in tasks.items()}
    return {name: taken for name, (taken,) in in_parts(rounds, timed).items()}


def in_parts(rounds: int, tasks: Mapping[str, Timed]) -> dict[str, list[float]]:
    """The same of tasks in parts: for each, the median seconds of each part."""
    times: dict[str, list[Sequence[float]]] = {name: [] for name in tasks}
    for number in range(rounds + 1):
        for name, task in tasks.items():
            taken = task()
            if number:
                times[name].append(taken)
                print(f"{number}/{rounds} {name}: {sum(taken) * 1000:.1f} ms", flush=True)
    return {
        name: [median(part) for part in zip(*taken, strict=True)] for name, taken in times.items()
    }


def _alone(task: Task) -> list[float]:
    return [seconds(task)]


def seconds(task: Task) -> float:
    begun = perf_counter()
    task()
    return perf_counter() - begun


def program(*command: str, folder: str | None = None) -> Task:
    """The task of running a program, which must succeed; what it prints is shown if it does not."""

    def run() -> None:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")

    return run
