"""What compiling a rule base takes of memory; asked in a process that did nothing before."""

from __future__ import annotations

import tracemalloc

import rulecore
from rulecore.tables import Tables


def compiling_peak(text: str) -> int:
    """The bytes that Python holds at the most while it compiles, beyond those of the rule base."""
    base = rulecore.load(text)
    tracemalloc.start()
    Tables(base)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak
