"""How long `policy check` takes beside a bare parse, and a step of a wizard beside one scenario.

The check: everything from the file's bytes to the last example, beside PyYAML's own loading of the
same text (`SafeLoader`, which is Python as our checks are). A step: one `consult` with unknown
answers, on every page of the walks through the worked examples, beside one complete scenario as the
second evaluator takes it, rule by rule. In turns.

    .venv/bin/python -m tests.benchmarks.check [ROUNDS]
"""

from __future__ import annotations

import sys

import yaml

import rulecore
from policysite.source import load
from tests.benchmarks.marks import Mark, conclude
from tests.benchmarks.rounds import Task, interleaved, program
from tests.reference import Reference
from tests.screenshots.walks import stops
from tests.sources import REAL, ROOT, policy

COMMAND = ".venv/bin/python -m tests.benchmarks.check"
ROUNDS = 15
MOST_CHECK = 1.25
MOST_STEP = 35.0
SCENARIOS = 1000


def steps() -> tuple[Task, int]:
    """The task of all consultations of the walks, and how many they are."""
    real = policy(REAL)
    pages = [(stop.wizard, dict(stop.answers)) for stop in stops(real)]

    def run() -> None:
        for wizard, answers in pages:
            rulecore.consult(real.base, wizard, answers)

    return run, len(pages)


def scenarios() -> Task:
    """The task of `SCENARIOS` evaluations of one complete scenario, by the second evaluator."""
    reference = Reference(REAL)
    complete = {fact: reference.offered(fact, {})[0] for fact in reference.facts}

    def run() -> None:
        for _ in range(SCENARIOS):
            reference.scenario(complete)

    return run


def main(rounds: int = ROUNDS) -> int:
    text = REAL.read_text(encoding="utf-8")
    consulting, count = steps()
    medians = interleaved(
        rounds,
        {
            "check": lambda: load(REAL),
            "parse": lambda: yaml.load(text, Loader=yaml.SafeLoader),
            "command": program(str(ROOT / ".venv/bin/policy"), "check", folder=str(ROOT)),
            "steps": consulting,
            "scenarios": scenarios(),
        },
    )
    step, scenario = medians["steps"] / count, medians["scenarios"] / SCENARIOS
    figures = {
        "check (ms)": round(medians["check"] * 1000),
        "bare parse (ms)": round(medians["parse"] * 1000),
        "policy check, the whole command (ms)": round(medians["command"] * 1000),
        "step (ms)": round(step * 1000, 2),
        "one scenario (ms)": round(scenario * 1000, 3),
        "steps": count,
        "rounds": rounds,
    }
    checking = round(medians["check"] / medians["parse"], 2)
    marks = [
        Mark(name="check ÷ bare parse", value=checking, most=MOST_CHECK),
        Mark(name="step ÷ one scenario", value=round(step / scenario, 1), most=MOST_STEP),
    ]
    return conclude("check", COMMAND, figures, marks)


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
