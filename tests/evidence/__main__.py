"""Whether the core is exact: consultations against every completion, larger policies against Z3.

    .venv/bin/python -m tests.evidence [--consultations N] [--against-z3 N] [--seed S]
                                       [--processes P]

Exits 1 where an answer differs, and prints what it takes to ask again. The figures of the run go to
`tests/evidence/figures.json`. A seed gives the same questions again, whatever the processes.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

from tqdm import tqdm

from rulecore import core_digest
from tests.evidence import by_enumeration, by_solver
from tests.evidence.tally import Tally

FIGURES = Path(__file__).with_name("figures.json")
SEED = 20170208


def campaign[Batch](
    run: Callable[[Batch], tuple[str, Tally]], batches: Iterable[Batch], processes: int
) -> tuple[Mapping[str, Tally], float]:
    """Kind of policy → what came of its batches; and the seconds that they took.

    The batches are mixed, so that a run that is interrupted (Ctrl-C) has figures of every kind.
    """
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    began, todo = time.monotonic(), list(batches)
    random.Random(len(todo)).shuffle(todo)
    # Ctrl-C is for the process that counts. The others live for so many batches: what the solver
    # keeps is given back.
    deaf = (signal.SIGINT, signal.SIG_IGN)
    with (
        suppress(KeyboardInterrupt),
        get_context("spawn").Pool(processes, signal.signal, deaf, maxtasksperchild=1000) as pool,
    ):
        found = pool.imap_unordered(run, todo)
        for kind, tally in tqdm(found, total=len(todo), unit="batch", disable=None):
            tallies[kind].add(tally)
            for difference in tally.differences:
                print(difference, flush=True)
    return tallies, time.monotonic() - began


def main(arguments: list[str]) -> int:
    asked = _arguments(arguments)
    solved = by_solver.batches(asked.against_z3, asked.seed)
    enumerated = by_enumeration.batches(asked.consultations, asked.seed)
    ways = {
        "by Z3": campaign(by_solver.run, solved, asked.processes),
        "by enumeration": campaign(by_enumeration.run, enumerated, asked.processes),
    }
    figures: dict[str, object] = {"command": _command(asked), "core": core_digest()}
    for name, (tallies, seconds) in ways.items():
        kinds = {kind: tally.figures() for kind, tally in sorted(tallies.items())}
        figures[name] = {"seconds": round(seconds), **kinds}
    text = json.dumps(figures, ensure_ascii=False, indent=2)
    FIGURES.write_text(text + "\n", encoding="utf-8")
    print(text)
    all_tallies = [tally for tallies, _ in ways.values() for tally in tallies.values()]
    return 1 if any(tally.counts["differences"] for tally in all_tallies) else 0


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.evidence")
    parser.add_argument("--consultations", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--against-z3", type=int, default=2_000, metavar="N")
    parser.add_argument("--seed", type=int, default=SEED, metavar="S")
    parser.add_argument("--processes", type=int, default=1, metavar="P")
    return parser.parse_args(arguments)


def _command(asked: argparse.Namespace) -> str:
    options = " ".join(f"--{name.replace('_', '-')} {value}" for name, value in vars(asked).items())
    return f".venv/bin/python -m tests.evidence {options}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
