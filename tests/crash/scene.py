"""A project with a first revision published and a second one ready, and what must hold after.

Place in the flow: each campaign starts from a copy of it.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from policysite.archive.faults import archive_faults
from policysite.verify import verify_site
from tests.publish.revisions import FIRST, Project, revision

LATER = "2026-09-01"
COMMAND = [
    sys.executable,
    "-c",
    "from policysite.cli import main; raise SystemExit(main())",
    "publish",
]


def stage(work: Path) -> Project:
    """The project, once: its first revision is published, its source is the second one."""
    project = Project(work / "stage")
    project.publish(revision())
    project.write(revision(LATER, "Le prêt est réservé aux abonnés.", "amendment"))
    return project


def copy(project: Project, to: Path) -> Project:
    """The same, to be destroyed."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(project.folder, to, symlinks=True)
    return Project(to)


def command(project: Project, *where: str) -> list[str]:
    """What publishes the project's source."""
    return [*COMMAND, "--source", str(project.source), *(where or ("--to", str(project.site)))]


def what_broke(project: Project) -> str:
    """What does not hold after a blow, or nothing; publishes again, which must succeed."""
    try:
        before = verify_site(project.site)
        if before:
            return f"the site is not whole: {before[:3]}"
        shown = {path.name for path in (project.site / "fr").iterdir()} & {FIRST, LATER}
        held = set(project.archive.ids)
        if FIRST not in shown or not shown <= held:
            return f"the site shows {sorted(shown)}, the archive holds {sorted(held)}"
        if faults := archive_faults(project.archive):
            return f"the archive is not whole: {faults[:3]}"
        project.publish()
        if verify_site(project.site) or project.archive.ids != (FIRST, LATER):
            return "publishing again does not end well"
        left = [path.name for path in project.folder.iterdir() if ".policysite-" in path.name]
        if [name for name in left if not name.endswith("-lock")]:
            return f"left behind: {left}"
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"
    return ""
