"""Whether the tests see every change of the core: mutants, one by one.

    .venv/bin/python -m tests.mutation [MODULE …]

Without a module, the whole core. Exits 1 where a mutant survives that `survivors.yaml` does not
explain, and prints it; where an explanation explains nothing any more; and where the tests fail
without any change. The figures go to `tests/mutation/figures.json`, module by module.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from tqdm import tqdm

from tests.mutation.explanations import as_entry, explanations
from tests.mutation.mutants import Change, modules, mutants
from tests.mutation.selection import REST, REST_SECONDS, SECONDS, first
from tests.mutation.trial import Outcome, copied_core, trial

FIGURES = Path(__file__).with_name("figures.json")


def survivors(module: str) -> tuple[Counter[str], list[Change], set[Change]]:
    """The figures of a module, the mutants that nothing explains, and the explanations used."""
    explained, figures = explanations(), Counter[str]()
    found: list[Change] = []
    used: set[Change] = set()
    with copied_core() as core:
        if trial(core, first(module), SECONDS) is not Outcome.SURVIVED:
            sys.exit(f"{module}: the tests fail without any change")
        for mutant in tqdm(list(mutants(module)), desc=module, disable=None):
            (core / f"{module}.py").write_text(mutant.source, encoding="utf-8")
            outcome = trial(core, first(module), SECONDS)
            if outcome is Outcome.SURVIVED and mutant.change in explained:
                used.add(mutant.change)
                figures["explained"] += 1
                continue
            if outcome is Outcome.SURVIVED:
                outcome = trial(core, REST, REST_SECONDS)
            if outcome is Outcome.SURVIVED:
                found.append(mutant.change)
            figures[outcome] += 1
    return figures, found, used


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("modules", nargs="*", choices=[*modules(), []], metavar="MODULE")
    failed = False
    for module in parser.parse_args(arguments).modules or modules():
        figures, found, used = survivors(module)
        stale = {change for change in explanations() if change.module == module} - used
        for change in found:
            print(f"# survives:\n{as_entry(change)}", flush=True)
        for change in stale:
            print(f"# explains nothing:\n{as_entry(change)}", flush=True)
        failed |= bool(found or stale)
        write(module, figures)
    return 1 if failed else 0


def write(module: str, figures: Counter[str]) -> None:
    """The figures of the module in place of its last ones."""
    known = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    known[module] = {"mutants": figures.total(), **{str(o): figures[o] for o in sorted(figures)}}
    text = json.dumps(dict(sorted(known.items())), indent=2)
    FIGURES.write_text(text + "\n", encoding="utf-8")
    print(module, known[module], flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
