"""The search index of each edition: Pagefind over its built pages, into its folder `search/`.

Place in the flow: after the pages are built. Only what the page's own interface loads is kept;
Pagefind's interfaces are not shipped.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from pagefind_bin import get_executable

from policysite.build.errors import BuildError

FOLDER = "search"
_KEPT = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")


def index(editions: Sequence[Path]) -> None:
    """Index each folder of pages, all at once. Raises `BuildError`."""
    runs = [(folder, _start(folder)) for folder in editions]
    for folder, run in runs:
        output, _ = run.communicate()
        if run.returncode:
            raise BuildError(f"Pagefind: {output.decode(errors='replace').strip()}")
        _prune(folder / FOLDER)


def _start(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [get_executable(), "--site", str(folder), "--output-subdir", FOLDER],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _prune(folder: Path) -> None:
    for path in folder.iterdir():
        is_data = path.is_dir() or path.suffix in {".pagefind", ".pf_meta"}
        if not is_data and path.name not in _KEPT:
            path.unlink()
