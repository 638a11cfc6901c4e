"""The proofs of a policy, as its checks, its certificate and its pages read them.

Place in the flow: beside `checks`; the rule core proves, once for a policy.
"""

from __future__ import annotations

from collections.abc import Iterator

from policysite.policy import Policy
from rulecore import TooEntangled
from rulecore.proofs import Failure, Proofs, prove


def proofs(policy: Policy) -> Proofs | None:
    """Every proof; None where the facts are too entangled, which `entangled` says."""
    try:
        return prove(policy.base)
    except TooEntangled:
        return None


def failures(policy: Policy, claim: str) -> Iterator[Failure]:
    """What contradicts a claim."""
    found = proofs(policy)
    for proof in found.proofs if found else ():
        if proof.claim == claim:
            yield from proof.failures
