"""Batches of consultations held against every completion, one by one."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from policysite.source import examine
from rulecore import RuleBase
from tests.evidence.cases import Case, both, random_case
from tests.evidence.enumeration import Enumeration
from tests.evidence.reduction import Tree, reduced
from tests.evidence.tally import Difference, Tally, fields_that_differ
from tests.random_source import random_source
from tests.reference import Result
from tests.sources import OTHER, REAL

WRITTEN = {"real": REAL, "other": OTHER}
SHARES = {"real": 0.06, "other": 0.1, "larger": 0.06}
"""Of all consultations; the others are of small random policies. The core holds a small policy in
one table; the larger ones fall apart into topics, as the real one does.
"""

LARGER = range(9, 17)
"""How many facts a larger policy has."""

BATCH = 100
"""Consultations of one batch: those of one random policy, or some of a written one."""

type Known = tuple[RuleBase, Enumeration]
"""A policy as the core has it, and as the second evaluator reads it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """`kind`: small or larger (random policies), real or other. `seed`: of everything in it."""

    kind: str
    seed: str
    consultations: int


def batches(consultations: int, seed: int, batch: int = BATCH) -> Iterator[Batch]:
    """So many consultations, most of random policies; `batch` of each policy."""
    counts = {kind: round(share * consultations) for kind, share in SHARES.items()}
    counts["small"] = consultations - sum(counts.values())
    for kind, count in counts.items():
        for number, start in enumerate(range(0, count, batch)):
            yield Batch(kind, f"{seed} {kind} {number}", min(batch, count - start))


def run(batch: Batch) -> tuple[str, Tally]:
    """The kind of policy, and what came of the batch."""
    dice, tally = random.Random(batch.seed), Tally()
    source = "" if batch.kind in WRITTEN else _random(batch.kind, dice, tally)
    base, reference = read(source) if source else written(WRITTEN[batch.kind])
    before = reference.scenarios
    for _ in range(batch.consultations):
        case = random_case(reference, dice)
        expected, found = both(base, reference, case)
        tally.result(expected)
        tally.unknown[case.rate] += 1
        if found != expected:
            tally.differ(partial(_difference, batch, source, case))
    tally.counts["policies"] += bool(source)
    tally.counts["completions"] += reference.scenarios - before
    return batch.kind, tally


def _random(kind: str, dice: random.Random, tally: Tally) -> str:
    """A source that `check` does not refuse because its facts depend on each other too much."""
    while True:
        seed, facts = dice.randrange(10**9), dice.choice(LARGER) if kind == "larger" else None
        source = random_source(seed, facts)
        problems = examine(source.encode(), "random.yaml").problems
        if all(problem.code != "entangled" for problem in problems):
            return source
        tally.counts["policies refused as too entangled"] += 1


@cache
def written(path: Path) -> Known:
    return compiled(path.read_text(encoding="utf-8")), Enumeration(path)


def read(source: str) -> Known:
    with TemporaryDirectory() as folder:
        path = Path(folder, "random.yaml")
        path.write_text(source, encoding="utf-8")
        return compiled(source), Enumeration(path)


def compiled(source: str) -> RuleBase:
    """The rule base of a source, even of one about whose rules a check says no."""
    loaded = examine(source.encode(), "random.yaml")
    assert loaded.policy is not None, loaded.report("en")
    assert loaded.status in (0, 1), loaded.report("en")
    return loaded.policy.base


def _difference(batch: Batch, source: str, case: Case) -> Difference:
    """The difference, in the smallest policy that shows it."""
    tree = case.as_tree() | {"source": json.loads(source) if source else batch.kind}
    smallest = reduced(tree, lambda part: len(set(_asked_again(part))) > 1)
    expected, found = fields_that_differ(*_asked_again(smallest))
    return Difference(batch.seed, json.dumps(smallest, ensure_ascii=False), expected, found)


def _asked_again(tree: Tree) -> tuple[Result, Result]:
    source = tree["source"]
    known = written(WRITTEN[source]) if isinstance(source, str) else read(json.dumps(source))
    return both(*known, Case.of_tree(tree))
