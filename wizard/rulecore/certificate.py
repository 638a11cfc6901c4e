"""The certificate of a rule base: what was proved, over how many scenarios, by which core.

Place in the flow: `policysite` publishes it with the revision; `python -m rulecore` makes it again
from the published rules and compares.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

from rulecore.data import load
from rulecore.digest import core_digest
from rulecore.proofs import Proofs, prove


def certificate(rules: str) -> dict[str, Any]:
    """The certificate of the rules that `data.dump` wrote, as JSON has it.

    `rules`: the SHA-256 of that text. `none` among the outcomes: scenarios without one.
    """
    base = load(rules)
    proofs = prove(base)
    return {
        "revision": base.revision,
        "policy": base.policy,
        "rules": hashlib.sha256(rules.encode()).hexdigest(),
        "core": core_digest(),
        "scenarios": dict(_scenarios(proofs)),
        "proofs": [
            {"proof": proof.claim, "over": proof.over, "holds": proof.holds}
            for proof in proofs.proofs
        ],
        "hidden": [asdict(failure) for failure in proofs.hidden],
    }


def _scenarios(proofs: Proofs) -> Any:
    for wizard, found in proofs.scenarios.items():
        outcomes = {name or "none": count for name, count in found.items() if count}
        yield wizard, {"total": sum(found.values()), "outcomes": outcomes}
