"""A short, seeded part of the campaign of `tests.fuzz`."""

from __future__ import annotations

from itertools import islice

from policysite.checks import CHECKS
from policysite.source import examine
from tests.fuzz import hold, inputs

SEED = 20170208
INPUTS = 200


def test_damaged_sources_have_problems_at_places_in_the_file() -> None:
    codes: set[str] = set()
    accepted = 0
    for data in islice(inputs(SEED), INPUTS):
        found = examine(data, "any.yaml")
        hold(found)
        codes |= {problem.code for problem in found.problems}
        accepted += found.status == 0
    # They go wrong at every stage: bytes, YAML, structure, references, conditions, checks.
    assert {"bad-utf8", "indentation", "unknown-key", "unknown-clause", "unknown-fact"} <= codes
    assert codes & {"unfinished-condition", "unexpected-word", "bad-character"}
    assert codes & {check.__name__.rpartition(".")[2].replace("_", "-") for check in CHECKS}
    assert INPUTS // 20 <= accepted <= INPUTS // 2


def test_a_seed_gives_the_same_inputs_again() -> None:
    assert list(islice(inputs(1), 20)) == list(islice(inputs(1), 20))
