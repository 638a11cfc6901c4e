"""One core against some tests: in a process of its own, which imports the core from a folder."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from compileall import compile_dir
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

# What the tests import beside the core and what reads it: loaded once, for all trials.
import hypothesis  # noqa: F401
import jsonschema  # noqa: F401
import pytest
import tqdm  # noqa: F401
import yaml  # noqa: F401
import z3  # noqa: F401

from tests.mutation.mutants import CORE

MEMORY = 4_000_000_000
"""Bytes; what needs more fails."""


class Outcome(StrEnum):
    """What became of a mutant: a test failed, one took too long, or all passed."""

    KILLED = "killed"
    TIMED_OUT = "timed out"
    SURVIVED = "survived"


@contextmanager
def copied_core() -> Iterator[Path]:
    """A folder that holds a copy of the core, to be changed."""
    with TemporaryDirectory() as folder:
        copy = Path(folder, CORE.name)
        shutil.copytree(CORE, copy, ignore=shutil.ignore_patterns("__pycache__"))
        # A mutant is newer than what is compiled here, so that it alone is compiled again.
        compile_dir(copy, quiet=2)
        yield copy


def trial(core: Path, tests: Sequence[str], seconds: int) -> Outcome:
    """What the tests say of the core, up to the first that fails.

    `seconds`: of processor time for one test.
    """
    assert "rulecore" not in sys.modules
    child = os.fork()
    if child == 0:
        _run(core, tests, seconds)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return Outcome.TIMED_OUT if os.WTERMSIG(status) == signal.SIGPROF else Outcome.KILLED
    return Outcome.SURVIVED if os.WEXITSTATUS(status) == 0 else Outcome.KILLED


class _Clock:
    """Ends the process where one test takes too long."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        signal.setitimer(signal.ITIMER_PROF, self.seconds)


def _run(core: Path, tests: Sequence[str], seconds: int) -> None:
    """In the child: never returns."""
    status = 1
    try:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        sys.dont_write_bytecode = True
        sys.path.insert(0, str(core.parent))
        signal.setitimer(signal.ITIMER_PROF, seconds)
        options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:faulthandler"]
        status = int(pytest.main([*options, *tests], plugins=[_Clock(seconds)]))
    finally:
        os._exit(status)
