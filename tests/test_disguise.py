"""No code knows a policy: under other names and in another order it decides the same."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import yaml

from policysite.source import load
from rulecore import Consultation, consult
from tests.disguise import Disguise
from tests.evidence.cases import random_case
from tests.reference import Reference
from tests.sources import OTHER, REAL, policy

CONSULTATIONS = 400


def renamed(found: Consultation, disguise: Disguise) -> dict[str, object]:
    """A consultation as it must read under the new names."""
    new = disguise.new
    return {
        "status": found.status,
        "outcome": found.outcome and new("modality", found.outcome),
        "could_be": [new("modality", m) for m in found.could_be],
        "missing": [new("fact", f) for f in found.missing],
        "rules": {new("rule", r) for r in found.rules},
        "clauses": {new("clause", c) for c in found.clauses},
        "notes": {new("note", n) for n in found.notes},
        "texts": {(new("text", t), folded) for t, folded in found.texts},
        "ignored": [new("fact", f) for f in found.ignored],
        "ask_together": [new("fact", f) for f in found.ask_together],
        "changes": [{new("fact", f) for f in change.answers} for change in found.changes],
    }


def as_it_reads(found: Consultation) -> dict[str, object]:
    return {
        "status": found.status,
        "outcome": found.outcome,
        "could_be": list(found.could_be),
        "missing": list(found.missing),
        "rules": set(found.rules),
        "clauses": set(found.clauses),
        "notes": set(found.notes),
        "texts": set(found.texts),
        "ignored": list(found.ignored),
        "ask_together": list(found.ask_together),
        "changes": [set(change.answers) for change in found.changes],
    }


@pytest.mark.parametrize("path", [REAL, OTHER], ids=["real", "other"])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_renamed_and_shuffled_policy_decides_the_same(
    path: Path, seed: int, tmp_path: Path
) -> None:
    source = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    disguise = Disguise(source, seed)
    hidden = tmp_path / "policy.yaml"
    hidden.write_text(json.dumps(disguise.source, ensure_ascii=False), encoding="utf-8")
    loaded = load(hidden)
    assert loaded.status == 0, loaded.report("en")
    assert loaded.policy is not None
    base, other = policy(path).base, loaded.policy.base
    reference, dice = Reference(path), random.Random(seed)
    for _ in range(CONSULTATIONS):
        case = random_case(reference, dice)
        wizard, answers = case.wizard, case.answers
        plain = consult(base, wizard, answers)
        found = consult(other, disguise.new("wizard", wizard), disguise.answers(answers))
        assert as_it_reads(found) == renamed(plain, disguise), answers
