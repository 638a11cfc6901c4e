"""Walks the wizards in Firefox and in WebKitGTK, and tries what depends on the browser.

    .venv/bin/python -m tests.engines [ARGUMENTS FOR PYTEST]

First `scripts/setup campaigns`: on Debian it installs both browsers. Exits 1 where a statement of
`journeys.py` does not hold; `-k webkit` tries one browser alone.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.sources import ROOT

JOURNEYS = Path(__file__).with_name("journeys.py")


def main(arguments: list[str]) -> int:
    subprocess.run([ROOT / "scripts" / "setup", "campaigns"], check=True)
    return int(pytest.main(["-v", str(JOURNEYS), *arguments]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
