"""Small changes at random to the files of a site and of an archive: `verify` finds every one."""

from __future__ import annotations

from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from tests.crash.scene import stage
from tests.publish.changes import missed_in_archive, missed_in_site


def at_random_files(work: Path, count: int, seed: int) -> dict[str, Any]:
    """So many changes of each."""
    project = stage(work)
    project.publish()
    with redirect_stdout(StringIO()) as said, redirect_stderr(said):
        broken = missed_in_site(project, work / "of-site", count, seed)
        broken += missed_in_archive(project, work / "of-archive", count, seed + 1)
    return {"seed": seed, "changes": 2 * count, "broken": broken}
