"""The search index of each edition: Pagefind over its built pages, into its folder `search/`.

Place in the flow: after the pages are built. Only what the page's own interface loads is kept;
Pagefind's interfaces are not shipped.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pagefind_bin import get_executable

from policysite.build.errors import BuildError

FOLDER = "search"
_KEPT = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")

_APOSTROPHE = "\u2019"
CUT = "\u2060 "
"""Stands in the index after each apostrophe: Pagefind takes what has no space in it for one word,
and `établissement` would miss `l’établissement`. The page's search takes it out again."""


def index(editions: Sequence[Path]) -> None:
    """Index each folder of pages, all at once. Raises `BuildError`."""
    with tempfile.TemporaryDirectory(prefix="policy-search-") as folder:
        runs = [
            (pages / FOLDER, _start(_cut(pages, Path(folder) / str(number)), pages / FOLDER))
            for number, pages in enumerate(editions)
        ]
        for target, run in runs:
            output, _ = run.communicate()
            if run.returncode:
                raise BuildError(f"Pagefind: {output.decode(errors='replace').strip()}")
            _prune(target)


def _cut(pages: Path, copies: Path) -> Path:
    """Copies of the pages in which words are cut at their apostrophes."""
    for page in sorted(pages.rglob("*.html")):
        copy = copies / page.relative_to(pages)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = page.read_text(encoding="utf-8")
        copy.write_text(text.replace(_APOSTROPHE, _APOSTROPHE + CUT), encoding="utf-8")
    return copies


def _start(pages: Path, target: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [get_executable(), "--site", str(pages), "--output-path", str(target)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _prune(folder: Path) -> None:
    for path in folder.iterdir():
        is_data = path.is_dir() or path.suffix in {".pagefind", ".pf_meta"}
        if not is_data and path.name not in _KEPT:
            path.unlink()
