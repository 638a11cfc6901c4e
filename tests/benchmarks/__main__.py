"""Every benchmark, one after the other. Exits 1 where any of them misses a mark.

    .venv/bin/python -m tests.benchmarks [ROUNDS]

Only on a machine that does nothing else.
"""

from __future__ import annotations

import sys

from tests.benchmarks import build, check, core, first_answer, lighthouse, publish, setup, step

ALL = {
    "setup": setup.main,
    "check": check.main,
    "core": core.main,
    "build": build.main,
    "publish": publish.main,
    "first_answer": first_answer.main,
    "step": step.main,
    "lighthouse": lighthouse.main,
}


def main() -> int:
    rounds = [int(number) for number in sys.argv[1:]]
    missed = []
    for name, run in ALL.items():
        print(f"→ {name}", flush=True)
        if run(*rounds):
            missed.append(name)
    if missed:
        print(f"missed: {', '.join(missed)}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
