"""The same cases here and in the runtime that the browser loads."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import rulecore
from policysite.bundle.runtime.tools import node
from rulecore import RuleBase

SCRIPT = Path(__file__).with_name("answer.mjs")

type Case = dict[str, Any]
"""`base` (a name), `wizard`, `answers`, `rest`."""


def answers_here(bases: Mapping[str, RuleBase], cases: Sequence[Case]) -> list[str]:
    """What this interpreter answers: JSON, or the error, as texts."""
    return [_answer(bases[case["base"]], case) for case in cases]


def answers_there(
    runtime: Path, packages: Path, bases: Mapping[str, RuleBase], cases: Sequence[Case]
) -> list[str]:
    """What the runtime in the folder `runtime` answers, with the core of the folder `packages`."""
    job = {
        "runtime": str(runtime),
        "packages": str(packages),
        "bases": {name: rulecore.dump(base) for name, base in bases.items()},
        "cases": list(cases),
    }
    done = subprocess.run(
        [node(), str(SCRIPT)], input=json.dumps(job), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    answers: list[str] = json.loads(done.stdout)
    return answers


def _answer(base: RuleBase, case: Case) -> str:
    try:
        return rulecore.consult(base, case["wizard"], case["answers"], rest=case["rest"]).json()
    except rulecore.InvalidAnswers as error:
        return f"InvalidAnswers: {error}"
