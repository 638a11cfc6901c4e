"""The certificate says what was proved, of which rules, by which core."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, replace

from rulecore import core_digest, dump
from rulecore.certificate import certificate
from rulecore.proofs import prove
from tests.everything import EVERYTHING


def test_the_certificate_names_its_rules_and_its_core() -> None:
    rules = dump(EVERYTHING)
    found = certificate(rules)
    assert list(found) == ["revision", "policy", "rules", "core", "scenarios", "proofs", "hidden"]
    assert found["revision"] == "2001-01-02"
    assert found["policy"] == "0" * 64
    assert found["rules"] == hashlib.sha256(rules.encode()).hexdigest()
    assert found["core"] == core_digest()


def test_the_certificate_holds_every_proof_and_count() -> None:
    found, proofs = certificate(dump(EVERYTHING)), prove(EVERYTHING)
    assert found["proofs"] == [
        {"proof": one.claim, "over": one.over, "holds": one.holds} for one in proofs.proofs
    ]
    assert {one["holds"] for one in found["proofs"]} == {True, False}
    assert found["hidden"] == [asdict(one) for one in proofs.hidden]
    assert found["hidden"]
    for wizard, counts in proofs.scenarios.items():
        outcomes = {name or "none": count for name, count in counts.items() if count}
        assert found["scenarios"][wizard] == {"total": sum(counts.values()), "outcomes": outcomes}
    assert list(found["scenarios"]) == ["whole", "narrow"]


def test_scenarios_without_an_outcome_are_counted_as_none() -> None:
    silent = replace(EVERYTHING, rules=EVERYTHING.rules[:1])
    found = certificate(dump(silent))["scenarios"]["whole"]
    assert list(found["outcomes"]) == ["none", "never"]
    assert found["total"] == sum(found["outcomes"].values())
