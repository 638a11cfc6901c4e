"""What is timed of the core: the same code here and in the runtime that the browser loads.

Standard library and the core alone. A job is a line of JSON, `{"task": …}` with the task's
arguments; its answer is a line with seconds, one or many: of the processor, where the system counts
them, else of the clock (the runtime). Every task works on rule bases that are read anew, so that
nothing is known from before.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from time import process_time
from typing import Any

import rulecore
from rulecore import RuleBase
from rulecore.difference import difference
from rulecore.proofs import prove
from rulecore.tables import Tables, compile_tables

type Step = Mapping[str, Any]
"""The answers of one step: fact → answer."""

TEXTS: dict[str, str] = {}
"""The rule bases by name, as the browser gets them."""


def run(job: str) -> str:
    """Do one job; return its answer."""
    asked = json.loads(job)
    taken = TASKS[asked.pop("task")](**asked)
    compile_tables.cache_clear()
    prove.cache_clear()
    return json.dumps(taken)


def keep(name: str, text: str) -> list[float]:
    """Keep a rule base for the tasks that name it."""
    TEXTS[name] = text
    return []


def compiling(name: str) -> list[float]:
    base = _base(name)
    return [seconds(lambda: Tables(base))]


def proving(name: str) -> list[float]:
    """All proofs, the tables at hand."""
    base = _base(name)
    compile_tables(base)
    return [seconds(lambda: prove(base))]


def first(name: str, wizard: str) -> list[float]:
    """What a page does before its first question: read, compile, consult."""
    return [seconds(lambda: rulecore.consult(_base(name), wizard, {}))]


def steps(name: str, walks: Sequence[tuple[str, Sequence[Step]]]) -> list[float]:
    """Each step of the walks (wizard, steps) but a walk's first, which may come from anywhere."""
    base = _base(name)
    times: list[float] = []
    for wizard, (begin, *others) in walks:
        rulecore.consult(base, wizard, begin)
        for answers in others:
            begun = process_time()
            rulecore.consult(base, wizard, answers)
            times.append(process_time() - begun)
    return times


def comparing(old: str, new: str, wizard: str) -> list[float]:
    """The difference of two revisions, from the rule bases to the classes."""
    pair = _base(old), _base(new)
    return [seconds(lambda: difference(*pair, wizard))]


TASKS: Mapping[str, Callable[..., list[float]]] = {
    task.__name__: task for task in (keep, compiling, proving, first, steps, comparing)
}


def _base(name: str) -> RuleBase:
    return rulecore.load(TEXTS[name])


def seconds(task: Callable[[], object]) -> float:
    gc.collect()
    begun = process_time()
    task()
    return process_time() - begun


if __name__ == "__main__":
    for line in sys.stdin:
        print(run(line), flush=True)
