"""The sheets of the policies that the tests use, each made once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from policysite.cases.sheet import Sheet, sheet
from tests.sources import policy


@cache
def sheet_of(path: Path) -> Sheet:
    return sheet(policy(path))
