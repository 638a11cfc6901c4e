"""How fast and how large the rule core is: here, in the browser's runtime, and beside a solver.

On the real policy, on generated ones of four sizes and on one that is hard to take apart; and how
it grows with the number of topics, which `figures/growth.svg` shows. Everything of one rule base
takes turns, both interpreters and the solver alike.

    .venv/bin/python -m tests.benchmarks.core [ROUNDS]
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from math import ceil
from multiprocessing import get_context
from statistics import fmean, median

import rulecore
from rulecore import RuleBase
from rulecore.difference import difference
from rulecore.proofs import prove
from tests.adversarial import chained
from tests.benchmarks.interpreters import CPYTHON, PYODIDE, Interpreter, interpreters
from tests.benchmarks.marks import FIGURES, Mark, conclude
from tests.benchmarks.memory import compiling_peak
from tests.benchmarks.plot import growth_plot
from tests.benchmarks.rounds import Timed, in_parts
from tests.benchmarks.solver import DeadRules, differ, differ_with_shared_terms
from tests.benchmarks.walks import Walk, stretches, whole_walks
from tests.benchmarks.workload import seconds
from tests.generated import generated, revised
from tests.sources import REAL, policy

COMMAND = ".venv/bin/python -m tests.benchmarks.core"
ROUNDS = 5

SIZES = ((37, 28), (200, 60), (1000, 120), (5000, 600))
"""Rules, facts."""
LARGEST = "5000 rules"
SOLVED = "1000 rules"
"""Where the proofs are held against the solver, and a step against a limit."""
CHAIN = (16, 20)
"""Topics of the chain, rules of each: the longest that compiles is hardly longer."""
TOPICS = (5, 10, 20, 40, 80)
RULES_OF_A_TOPIC, FACTS_OF_A_TOPIC, SHARED = 40, 5, 4
LONG, SHORT = (12, 10), (6, 5)
"""Stretches of walks, steps of each."""
WALKS = 60

COMPILE, PROOFS, FIRST, STEP, DIFFERENCE = (
    "compile",
    "all proofs",
    "first consultation",
    "step",
    "difference",
)
RATIOS = (COMPILE, PROOFS, STEP, DIFFERENCE)
"""What is compared between the interpreters and between numbers of topics."""
IS_DIFFERENT, SHARED_TERMS, DEAD = (
    "yes or no, Z3",
    "yes or no, Z3 with shared terms",
    "dead rules, Z3",
)
NAMES = {"compiling": COMPILE, "proving": PROOFS, "first": FIRST, "steps": STEP}
"""Task of the workload → figure."""

MOST_REAL_PROOFS, MOST_REAL_STEP, MOST_STEP = 1000, 16, 50
MOST_BESIDE_SOLVER, MOST_BESIDE_CPYTHON, MOST_GROWTH = 1.0, 3.0, 1.5

type Found = dict[str, list[float]]
"""Figure → median seconds of each of its parts: steps have many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A rule base to measure. `new`: another revision of it, where there is one."""

    name: str
    old: RuleBase
    new: RuleBase | None
    walks: Sequence[Walk]


def cases() -> Iterator[Case]:
    real = policy(REAL).base
    yield Case(name="real policy", old=real, new=None, walks=list(whole_walks(real, WALKS)))
    for rules, facts in SIZES:
        name = f"{rules} rules"
        yield made(name, generated(rules, facts), SHORT if name == LARGEST else LONG)
    yield made("chain", chained(*CHAIN), LONG)


def growing() -> Iterator[tuple[int, Case]]:
    """So many topics, and the case that has them."""
    for topics in TOPICS:
        rules, facts = RULES_OF_A_TOPIC * topics + 1, SHARED + FACTS_OF_A_TOPIC * topics
        yield topics, made(f"{topics} topics", generated(rules, facts), SHORT)


def made(name: str, old: RuleBase, walked: tuple[int, int]) -> Case:
    return Case(name=name, old=old, new=revised(old), walks=list(stretches(old, *walked)))


# Measuring --------------------------------------------------------------------------------------


def measured(rounds: int, case: Case, processes: Mapping[str, Interpreter], solved: bool) -> Found:
    """Every task of a case, in turns."""
    tasks: dict[str, Timed] = {}
    for where, process in processes.items():
        process.seconds("keep", name="old", text=rulecore.dump(case.old))
        for task, arguments in jobs(case).items():
            job = partial(process.seconds, task, name="old", **arguments)
            tasks[f"{case.name}, {NAMES[task]}, {where}"] = job
        if case.new:
            process.seconds("keep", name="new", text=rulecore.dump(case.new))
            job = partial(process.seconds, "comparing", old="old", new="new", wizard="all")
            tasks[f"{case.name}, {DIFFERENCE}, {where}"] = job
    if case.new and solved:
        tasks |= solver_tasks(case.name, case.old, case.new)
    return in_parts(rounds, tasks)


def jobs(case: Case) -> Mapping[str, Mapping[str, object]]:
    """Task of the workload → its arguments."""
    wizard = case.old.wizards[0].id
    return {
        "compiling": {},
        "proving": {},
        "first": {"wizard": wizard},
        "steps": {"walks": case.walks},
    }


def solver_tasks(name: str, old: RuleBase, new: RuleBase) -> dict[str, Timed]:
    """The solver's, once it was seen to find the same."""
    dead = DeadRules(old)
    claims = {proof.claim: proof.failures for proof in prove(old).proofs}
    assert dead.found() == [failure.subject for failure in claims["dead-rule"]]
    is_different = difference(old, new, "all").changed > 0
    assert differ(old, new) == differ_with_shared_terms(old, new) == is_different
    return {
        f"{name}, {IS_DIFFERENT}": lambda: [seconds(lambda: differ(old, new))],
        f"{name}, {SHARED_TERMS}": lambda: [seconds(lambda: differ_with_shared_terms(old, new))],
        f"{name}, {DEAD}": lambda: [seconds(dead.found)],
    }


def sizes(case: Case) -> Iterator[tuple[str, float]]:
    """What is shipped, and what compiling takes at its peak."""
    text = rulecore.dump(case.old)
    plain = text.encode()
    yield f"{case.name}, policy.json (KB)", round(len(plain) / 1000, 1)
    yield f"{case.name}, policy.json in gzip (KB)", round(len(gzip.compress(plain)) / 1000, 1)
    with ProcessPoolExecutor(1, get_context("spawn")) as fresh:
        peak = fresh.submit(compiling_peak, text).result()
    yield f"{case.name}, memory to compile (MB)", round(peak / 1e6, 2)


# Figures and marks ------------------------------------------------------------------------------


def figures(found: Found) -> Iterator[tuple[str, float]]:
    for name, parts in found.items():
        yield f"{name} (ms)", _ms(median(parts))
        if len(parts) > 1:
            yield f"{name}, 99 in 100 (ms)", _ms(_percentile(parts))


def limits(found: Found) -> Iterator[Mark]:
    """What must hold for the real policy and at 1,000 rules."""
    proofs = _ms(median(found[f"real policy, {PROOFS}, {PYODIDE}"]))
    yield Mark(name="real policy, all proofs, Pyodide (ms)", value=proofs, most=MOST_REAL_PROOFS)
    for name, most in (("real policy", MOST_REAL_STEP), (SOLVED, MOST_STEP)):
        step = _ms(_percentile(found[f"{name}, {STEP}, {PYODIDE}"]))
        yield Mark(name=f"{name}, step, Pyodide, 99 in 100 (ms)", value=step, most=most)


def beside_solver(found: Found) -> Iterator[Mark]:
    for rules, _ in SIZES:
        name = f"{rules} rules"
        ratio = _ratio(found, f"{name}, {DIFFERENCE}, {CPYTHON}", f"{name}, {IS_DIFFERENT}")
        yield Mark(
            name=f"{name}, difference ÷ {IS_DIFFERENT}", value=ratio, most=MOST_BESIDE_SOLVER
        )
    ratio = _ratio(found, f"{SOLVED}, {PROOFS}, {CPYTHON}", f"{SOLVED}, {DEAD}")
    yield Mark(name=f"{SOLVED}, all proofs ÷ {DEAD}", value=ratio, most=MOST_BESIDE_SOLVER)


def beside_cpython(found: Found) -> Iterator[Mark]:
    """For each task the case in which Pyodide is slowest."""
    for task in RATIOS:
        ends = f", {task}, {CPYTHON}"
        names = [name.removesuffix(ends) for name in found if name.endswith(ends)]
        ratios = {
            name: _ratio(found, f"{name}, {task}, {PYODIDE}", f"{name}{ends}") for name in names
        }
        worst = max(ratios, key=ratios.__getitem__)
        mark = f"{task}, Pyodide ÷ CPython, at most ({worst})"
        yield Mark(name=mark, value=ratios[worst], most=MOST_BESIDE_CPYTHON)


def growth(rounds: int, processes: Mapping[str, Interpreter]) -> Mapping[str, Mapping[int, float]]:
    """Task → topics → seconds a topic, here; of a step the mean, as steps are of two kinds.

    A step whose outcome is determined costs more, and the median falls on either kind.
    """
    here = {CPYTHON: processes[CPYTHON]}
    a_topic: dict[str, dict[int, float]] = {task: {} for task in RATIOS}
    for topics, case in growing():
        found = measured(rounds, case, here, solved=False)
        for task, line in a_topic.items():
            line[topics] = fmean(found[f"{case.name}, {task}, {CPYTHON}"]) / topics
    return a_topic


def growth_marks(a_topic: Mapping[str, Mapping[int, float]]) -> Iterator[Mark]:
    """Time a topic at 80 topics ÷ time a topic at 20."""
    for task, line in a_topic.items():
        ratio = round(line[80] / line[20], 2)
        yield Mark(name=f"{task} a topic, 80 ÷ 20 topics", value=ratio, most=MOST_GROWTH)


def draw(a_topic: Mapping[str, Mapping[int, float]]) -> None:
    relative = {
        task: {topics: taken / line[20] for topics, taken in line.items()}
        for task, line in a_topic.items()
    }
    title = "Time a topic, as a multiple of that with 20 topics (flat: linear growth)"
    (FIGURES / "growth.svg").write_text(growth_plot(title, MOST_GROWTH, relative), encoding="utf-8")


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)


def _percentile(parts: Sequence[float]) -> float:
    """What 99 in 100 do not pass."""
    return sorted(parts)[ceil(0.99 * len(parts)) - 1]


def _ratio(found: Found, one: str, other: str) -> float:
    return round(median(found[one]) / median(found[other]), 2)


def main(rounds: int = ROUNDS) -> int:
    found: Found = {}
    shown: dict[str, float] = {}
    with interpreters() as processes:
        for case in cases():
            shown |= sizes(case)
            found |= measured(rounds, case, processes, solved=True)
        a_topic = growth(rounds, processes)
    draw(a_topic)
    shown |= figures(found)
    for task, line in a_topic.items():
        shown |= {f"{task} a topic, {at} topics (ms)": _ms(s) for at, s in line.items()}
    marks = [
        *limits(found),
        *beside_solver(found),
        *beside_cpython(found),
        *growth_marks(a_topic),
    ]
    return conclude("core", COMMAND, {**shown, "rounds": rounds}, marks)


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
