"""What `policy check` says of a source: its problems, its proofs, what rests on what.

Place in the flow: `cli` prints it.
"""

from __future__ import annotations

from typing import Any

from policysite.certificate import claims
from policysite.coverage import coverage
from policysite.interface import interface
from policysite.numbers import grouped
from policysite.policy import Policy
from policysite.problem import as_json
from policysite.proving import proofs
from policysite.source import Loaded


def everything(loaded: Loaded, language: str) -> dict[str, Any]:
    """Everything for machines. `proofs` and what follows: only of a source that is well formed."""
    found: dict[str, Any] = {
        "problems": [as_json(problem, loaded.file, language) for problem in loaded.problems],
        "proofs": [],
    }
    if loaded.policy is None or loaded.status > 1:
        return found
    policy, words = loaded.policy, interface(language, "site")["proofs"]["claims"]
    proved, covered = proofs(policy), coverage(policy)
    found["proofs"] = [
        {
            "proof": claim.code,
            "claim": words[claim.code],
            "over": claim.over,
            "holds": claim.holds,
        }
        for claim in claims(policy, loaded.problems)
    ]
    found["scenarios"] = {
        wizard: {name or "none": count for name, count in counts.items() if count}
        for wizard, counts in (proved.scenarios.items() if proved else ())
    }
    found["coverage"] = {
        "clauses": {clause.id: {"kind": clause.kind, **clause.uses} for clause in covered.clauses},
        "rules": covered.rules,
    }
    return found


def summary(policy: Policy, language: str) -> str:
    """A few lines for a person whose source has no error."""
    words = interface(language, "command")["checked"]
    proved, covered = proofs(policy), coverage(policy)
    assert proved is not None, "a policy without an error has its proofs"
    counts = {wizard: sum(found.values()) for wizard, found in proved.scenarios.items()}
    supporting = [clause for clause in covered.clauses if clause.supports]
    values = {
        "clauses": len(policy.clauses),
        "rules": len(policy.rules),
        "questions": len(policy.facts),
        "wizards": len(policy.wizards),
        "examples": len(policy.examples),
        "proofs": len(claims(policy, ())),
        "scenarios": sum(counts.values()),
        "deciding": len(counts),
        "supporting": len(supporting),
        "declared": len(policy.clauses) - len(supporting),
    }
    shown = {name: grouped(value, language) for name, value in values.items()}
    return "\n".join(line.format(revision=policy.revision.id, **shown) for line in words)
