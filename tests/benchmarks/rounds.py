"""Timing in turns: every task once a round, so that a slow minute of the machine hits all alike."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

type Task = Callable[[], object]


def interleaved(rounds: int, tasks: Mapping[str, Task]) -> dict[str, float]:
    """Median seconds of each task. A first round fills the caches and does not count."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for number in range(rounds + 1):
        for name, task in tasks.items():
            taken = seconds(task)
            if number:
                times[name].append(taken)
                print(f"{number}/{rounds} {name}: {taken * 1000:.1f} ms")
    return {name: median(taken) for name, taken in times.items()}


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
