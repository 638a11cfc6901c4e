"""Publishing, killed and crowded: after each blow the old site or the new one is whole.

    python -m tests.crash                     everything, whole
    python -m tests.crash calls               killed at every call from the freeze to the switch
    python -m tests.crash times --count 300   killed at random times, seeded
    python -m tests.crash crowd --rounds 10   eight publishers at once, to a folder and a branch
    python -m tests.crash changes             small changes to published files, twice --count

Exits 1 with what it found. The figures go to `tests/crash/figures.json`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

from tests.crash.calls import at_every_call
from tests.crash.changes import at_random_files
from tests.crash.crowd import crowds
from tests.crash.times import at_random_times

FIGURES = Path(__file__).with_name("figures.json")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("what", nargs="?", choices=["calls", "times", "crowd", "changes"])
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=20260916)
    asked = parser.parse_args()
    campaigns: dict[str, Callable[[Path], dict[str, Any]]] = {
        "calls": at_every_call,
        "times": lambda work: at_random_times(work, asked.count, asked.seed),
        "crowd": lambda work: crowds(work, asked.rounds),
        "changes": lambda work: at_random_files(work, asked.count, asked.seed),
    }
    figures = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.is_file() else {}
    broken = False
    for name, campaign in campaigns.items():
        if asked.what in (None, name):
            began = monotonic()
            with tempfile.TemporaryDirectory(prefix="policy-crash-") as work:
                found = campaign(Path(work))
            figures[name] = {**found, "seconds": round(monotonic() - began)}
            print(name, json.dumps(figures[name], ensure_ascii=False), flush=True)
            broken = broken or bool(found["broken"])
    FIGURES.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
