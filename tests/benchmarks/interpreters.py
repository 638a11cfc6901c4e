"""The two interpreters that the core runs in, each a process that does one job of the workload."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from policysite.bundle.runtime import packed_runtime
from policysite.bundle.runtime.tools import node
from policysite.progress import Silent
from tests.sources import ROOT

CPYTHON, PYODIDE = "CPython", "Pyodide"
SCRIPT = Path(__file__).with_name("workload.mjs")


class Interpreter:
    """A process that answers job after job."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def seconds(self, task: str, **arguments: Any) -> list[float]:
        """Do one job of the workload."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"task": task, **arguments}) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{task}: the process ended")
        seconds: list[float] = json.loads(answer)
        return seconds


@contextmanager
def interpreters() -> Iterator[Mapping[str, Interpreter]]:
    """This Python, and the packed runtime under Node."""
    packed = str(packed_runtime(Silent()))
    with ExitStack() as stack:
        yield {
            CPYTHON: stack.enter_context(
                _started(sys.executable, "-m", "tests.benchmarks.workload")
            ),
            PYODIDE: stack.enter_context(_started(node(), str(SCRIPT), packed, packed)),
        }


@contextmanager
def _started(*command: str) -> Iterator[Interpreter]:
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Interpreter(process)
