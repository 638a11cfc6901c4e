"""The policies that the tests use: the real one and another one; `random_source` makes more."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from policysite.policy import Policy
from policysite.source import load

ROOT = Path(__file__).parent.parent
REAL = ROOT / "policy_src" / "policy.yaml"
OTHER = ROOT / "tests" / "policies" / "pret.yaml"


@cache
def policy(path: Path) -> Policy:
    """The policy of a well-formed source; a random one may have rules that prove nothing."""
    loaded = load(path)
    assert loaded.status < 2, loaded.report("en")
    assert loaded.policy is not None
    return loaded.policy
