"""The runtime's lock: which packages it can load, with their hashes. Ours holds the core alone.

Place in the flow: written once for the wheel of sources, which is exercised, and once for the
packed one. The entry is made by the runtime's own tools.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path

from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

from policysite.bundle.runtime.core import PACKAGE
from policysite.bundle.runtime.tools import STOCK

LOCK = "pyodide-lock.json"


def write_lock(wheel: Path) -> Path:
    """Write the lock that names `wheel` alone, beside it; return its path."""
    stock = json.loads((STOCK / LOCK).read_text(encoding="utf-8"))
    bare = PyodideLockSpec.from_dict({"info": stock["info"], "packages": {}})
    # The tool looks for modules in source and warns that the packed wheel has none.
    logging.getLogger("pyodide_lock.utils").setLevel(logging.ERROR)
    lock = add_wheels_to_spec(bare, [wheel])
    lock.packages[PACKAGE].imports = [PACKAGE]
    path = wheel.with_name(LOCK)
    lock.to_json(path)
    return path
