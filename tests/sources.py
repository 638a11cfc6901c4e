"""The policies that the tests use: the real one and another one; `random_source` makes more."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from policysite.policy import Policy
from policysite.source import load

ROOT = Path(__file__).parent.parent
REAL = ROOT / "policy_src" / "policy.yaml"
OTHER = ROOT / "tests" / "policies" / "pret.yaml"


loaded = cache(load)


@cache
def policy(path: Path) -> Policy:
    """The policy of a well-formed source; a random one may have rules that prove nothing."""
    found = loaded(path)
    assert found.status < 2, found.report("en")
    assert found.policy is not None
    return found.policy
