"""The real policy under other names and in another order, as a site."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path

import yaml

from policysite.build import build
from policysite.policy import Policy
from policysite.progress import Silent
from tests.disguise import Disguise
from tests.sources import REAL, policy

SEED = 4


@cache
def disguised() -> tuple[Policy, Path]:
    """The policy, and its built site."""
    folder = Path(tempfile.mkdtemp(prefix="policy-disguised-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    source = yaml.load(REAL.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    hidden = folder / "policy.yaml"
    text = json.dumps(Disguise(source, SEED).source, ensure_ascii=False)
    hidden.write_text(text, encoding="utf-8")
    build(policy(hidden), folder / "site", progress=Silent())
    return policy(hidden), folder / "site"
