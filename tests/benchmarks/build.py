"""How long `policy build` takes beside a plain `mkdocs build` of the same Markdown.

Plain: Material as it comes, one build a language, with Material's own search. Ours: the same pages
with frame, addresses, both languages' search, data and runtime, in one command. In turns; the
runtime is packed already, as it is at every build but the first.

    .venv/bin/python -m tests.benchmarks.build [ROUNDS]
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

from policysite.build.settings import GENERATED
from policysite.bundle.runtime import packed_runtime
from policysite.pages.edition import edition, site_languages
from policysite.progress import Silent
from tests.benchmarks.marks import Mark, conclude
from tests.benchmarks.rounds import Task, interleaved, program, seconds
from tests.sources import REAL, ROOT, policy

COMMAND = ".venv/bin/python -m tests.benchmarks.build"
ROUNDS = 7
MOST = 2.0
BIN = ROOT / ".venv" / "bin"

PLAIN = {
    "site_name": "plain",
    "theme": {"name": "material", "font": False},
    "markdown_extensions": ["attr_list", "tables"],
}


def ours(out: Path) -> Task:
    """The task of building the real site."""
    return program(str(BIN / "policy"), "build", "--out", str(out), folder=str(ROOT))


def plain(work: Path) -> Task:
    """The task of building the Markdown that our build left, language by language."""
    real = policy(REAL)
    builds = [_plain_build(work, edition(real, one.code).root) for one in site_languages(real)]

    def run() -> None:
        for build in builds:
            build()

    return run


def _plain_build(work: Path, root: str) -> Task:
    folder = work / "plain" / root
    shutil.copytree(GENERATED / root, folder / "docs")
    # JSON is YAML too.
    (folder / "mkdocs.yml").write_text(json.dumps(PLAIN), encoding="utf-8")
    return program(str(BIN / "mkdocs"), "build", "-q", folder=str(folder))


def main(rounds: int = ROUNDS) -> int:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        packing = seconds(lambda: packed_runtime(Silent(), work / "runtime"))
        build = ours(work / "site")
        build()
        medians = interleaved(rounds, {"ours": build, "plain": plain(work)})
    figures = {
        "ours (s)": round(medians["ours"], 2),
        "plain (s)": round(medians["plain"], 2),
        "packing the runtime, once (s)": round(packing, 2),
        "rounds": rounds,
    }
    ratio = round(medians["ours"] / medians["plain"], 2)
    return conclude("build", COMMAND, figures, [Mark(name="ours ÷ plain", value=ratio, most=MOST)])


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
