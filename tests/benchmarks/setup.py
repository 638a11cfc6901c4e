"""How long set-up takes: with nothing to do, beside starting Python; and once in a new clone.

Nothing to do is what `scripts/serve` and `scripts/test` pay at every start. The new clone fetches
its packages from the registries, or from what pip and npm have kept: seconds to know, no mark.

    .venv/bin/python -m tests.benchmarks.setup [ROUNDS]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.marks import Mark, conclude
from tests.benchmarks.rounds import interleaved, program, seconds
from tests.sources import ROOT

COMMAND = ".venv/bin/python -m tests.benchmarks.setup"
ROUNDS = 15
MOST = 1.3


def in_a_new_clone(level: str) -> float:
    """Seconds of `scripts/setup` with that argument, where nothing is there yet."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        program("git", "clone", "-q", str(ROOT), str(clone))()
        return seconds(program("scripts/setup", *level.split(), folder=str(clone)))


def main(rounds: int = ROUNDS) -> int:
    medians = interleaved(
        rounds,
        {
            "nothing to do": program("scripts/setup", folder=str(ROOT)),
            "python": program(sys.executable, "-c", ""),
        },
    )
    figures = {
        "nothing to do (ms)": round(medians["nothing to do"] * 1000, 1),
        "starting Python (ms)": round(medians["python"] * 1000, 1),
        "new clone, for the site (s)": round(in_a_new_clone("site"), 1),
        "new clone, for the tests (s)": round(in_a_new_clone(""), 1),
        "rounds": rounds,
    }
    ratio = round(medians["nothing to do"] / medians["python"], 2)
    marks = [Mark(name="nothing to do ÷ starting Python", value=ratio, most=MOST)]
    return conclude("setup", COMMAND, figures, marks)


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
