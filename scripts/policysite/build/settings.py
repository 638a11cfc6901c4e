"""The project's root, and what its `mkdocs.yml` says of the whole site.

Place in the flow: under `build` and `serve`.
"""

from __future__ import annotations

import os
from pathlib import Path

# The package stands in scripts/ of the project, which also holds mkdocs.yml and docs/.
ROOT = Path(__file__).resolve().parents[3]
CONFIG = ROOT / "mkdocs.yml"
DOCS = ROOT / "docs"
GENERATED = ROOT / ".build"

# Material's notice about another generator is no message of ours.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def site_url() -> str:
    """The address at which the site is published, from `mkdocs.yml`; empty where it says none."""
    from mkdocs.config import load_config

    return load_config(str(CONFIG), hooks=[]).site_url or ""
