"""The sites that the tests read, each built once."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from policysite.build import build
from policysite.progress import Silent
from tests.sources import OTHER, REAL, ROOT, policy

HOSTILE = ROOT / "tests" / "policies" / "hostile.yaml"
SOURCES = {"real": REAL, "other": OTHER, "hostile": HOSTILE}


@cache
def site(name: str) -> Path:
    """The built site of one of `SOURCES`."""
    folder = Path(tempfile.mkdtemp(prefix="policy-site-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    out = folder / "site"
    build(policy(SOURCES[name]), out, progress=Silent())
    return out


def pages(name: str) -> list[Path]:
    """Every HTML file of the site."""
    return sorted(site(name).rglob("*.html"))
