"""What publishing costs as revisions gather, beside mike's deploys of the same Markdown.

Ours: `policy publish` of a source with 0, 4 and 29 revisions in its archive, so that 1, 5 and 30
are built, in both languages. mike: one deploy for each revision and language, into a branch; every
deploy builds with Material as it comes. Each is run from nothing, in turns.

    .venv/bin/python -m tests.benchmarks.publish [ROUNDS]
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from policysite.archive import archive_of, read_archive
from policysite.archive.freeze import add_revision
from policysite.build.settings import GENERATED
from policysite.bundle.runtime import packed_runtime
from policysite.pages.edition import edition, site_languages
from policysite.progress import Silent
from policysite.source import examine
from tests.benchmarks.build import BIN, PLAIN
from tests.benchmarks.marks import Mark, conclude
from tests.benchmarks.rounds import Task, interleaved, program
from tests.sources import REAL, ROOT, policy

COMMAND = ".venv/bin/python -m tests.benchmarks.publish"
ROUNDS = 3
ONE, FEW, MANY = 1, 5, 30


def source(number: int) -> bytes:
    """The real policy as its revision of another year would be: a word of it changes."""
    before, record, text = REAL.read_text(encoding="utf-8").partition("\nrevision:")
    day = f"{2017 + number}-02-08"
    changes = (
        (r"(?m)^  name: .*$", f"  name: {day}"),
        (r"(?m)^  decided: .*$", f"  decided: {day}"),
        (r"(?m)^  in_force: .*$", f"  in_force: {day}"),
        (r"médias sociaux", f"médias sociaux de {2017 + number}"),
    )
    for pattern, new in changes:
        text, found = re.subn(pattern, new, text, count=1)
        assert found, pattern
    return (before + record + text).encode()


class Project:
    """A source with an archive of all its revisions but the last."""

    def __init__(self, folder: Path, revisions: int) -> None:
        self.source, self.site = folder / "policy.yaml", folder / "site"
        folder.mkdir()
        for number in range(revisions - 1):
            self._freeze(source(number))
        self.frozen = folder / "frozen"
        archive_of(self.source).mkdir(exist_ok=True)
        shutil.copytree(archive_of(self.source), self.frozen)
        self.source.write_bytes(source(revisions - 1))
        self.command = program(
            *(str(BIN / "policy"), "publish", "--source", str(self.source), "--to", str(self.site)),
            folder=str(ROOT),
        )

    def _freeze(self, content: bytes) -> None:
        found = examine(content, "policy.yaml").policy
        assert found is not None
        folder = archive_of(self.source)
        folder.mkdir(exist_ok=True)
        add_revision(read_archive(folder), found, content)

    def publish(self) -> None:
        """From nothing: no site yet, and the last revision not in the archive."""
        for folder in (self.site, archive_of(self.source)):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.frozen, archive_of(self.source))
        self.command()

    @property
    def size(self) -> int:
        return sum(path.stat().st_size for path in self.site.rglob("*") if path.is_file())

    def own(self, revision: str) -> int:
        """Bytes of one revision: its pages, the comparisons that begin with it, what the archive
        keeps of it.
        """
        folders = [*self.site.glob(f"*/{revision}"), *self.site.glob(f"*/*/{revision}")]
        files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
        return sum(path.stat().st_size for path in files)


def mike(work: Path) -> Task:
    """The task of deploying as many versions in both languages, each in a fresh repository."""
    real = policy(REAL)
    roots = [edition(real, one.code).root for one in site_languages(real)]
    for root in roots:
        shutil.copytree(GENERATED / root, work / root / "docs")
        # JSON is YAML too.
        settings = json.dumps({**PLAIN, "plugins": ["search", {"mike": {}}]})
        (work / root / "mkdocs.yml").write_text(settings, encoding="utf-8")

    def deploy() -> None:
        shutil.rmtree(work / ".git", ignore_errors=True)
        git = ("git", "-C", str(work))
        subprocess.run([*git, "init", "-q"], check=True)
        for key in ("user.name", "user.email"):
            subprocess.run([*git, "config", key, "benchmark"], check=True)
        subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "begin"], check=True)
        for root, command in _deploys(roots):
            # It starts `mkdocs` by its name.
            path = f"PATH={BIN}:{os.environ['PATH']}"
            program("env", path, str(BIN / "mike"), *command, folder=str(work / root))()

    return deploy


def _deploys(roots: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(folder, arguments): mike keeps its versions below a folder of the language."""
    for number in range(MANY):
        for root in roots:
            language = root.partition("/")[0]
            yield root, ("deploy", "--deploy-prefix", language, f"{2017 + number}-02-08")


def main(rounds: int = ROUNDS) -> int:
    packed_runtime(Silent())
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        projects = {n: Project(work / str(n), n) for n in (ONE, FEW, MANY)}
        projects[ONE].publish()
        (work / "mike").mkdir()
        tasks: dict[str, Task] = {str(n): one.publish for n, one in projects.items()}
        tasks["unchanged"] = projects[MANY].command
        tasks["mike"] = mike(work / "mike")
        times = interleaved(rounds, tasks)
        size = {n: one.size for n, one in projects.items()}
        own = projects[MANY].own(f"{2017 + MANY // 2}-02-08")
        shared = len(list(projects[MANY].site.glob("assets/runtime/*")))
        cores = len(list(projects[MANY].site.glob("assets/core/*")))
    one, few, many = (times[str(n)] for n in (ONE, FEW, MANY))
    more = (many - few) / (MANY - FEW)
    grows = (size[MANY] - size[FEW]) / (MANY - FEW)
    figures = {
        "1 revision (s)": round(one, 2),
        "5 revisions (s)": round(few, 2),
        "one more (s)": round(more, 2),
        "unchanged (s)": round(times["unchanged"], 2),
        "mike's deploys (s)": round(times["mike"], 2),
        "site of 1 (MB)": round(size[ONE] / 1e6, 2),
        "site of 30 (MB)": round(size[MANY] / 1e6, 2),
        "pages and record of one (MB)": round(own / 1e6, 2),
        "rounds": rounds,
    }
    marks = [
        Mark(name="30 revisions (s)", value=round(many, 2), most=60),
        Mark(name="one more ÷ the first", value=round(more / one, 2), most=1),
        Mark(name="unchanged ÷ 30 revisions", value=round(times["unchanged"] / many, 3), most=0.1),
        Mark(name="ours ÷ mike's", value=round(many / times["mike"], 2), most=1),
        Mark(name="growth of the site ÷ pages of one", value=round(grows / own, 2), most=1.1),
        Mark(name="runtimes and cores", value=shared + cores, most=2),
    ]
    return conclude("publish", COMMAND, figures, marks)


if __name__ == "__main__":
    raise SystemExit(main(*(int(number) for number in sys.argv[1:])))
