"""A project with a first revision published and a second one ready, and what must hold after.

Place in the flow: each campaign starts from a copy of it. Published to a folder, or to a branch of
the repository that the project then is.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from policysite.archive.faults import archive_faults
from policysite.publish.branch import Branch
from policysite.publish.target import Directory, Target
from policysite.verify import verify_site
from tests.publish.revisions import FIRST, Project, revision

LATER = "2026-09-01"
FOLDER, BRANCH = "folder", "branch"
COMMAND = [
    sys.executable,
    "-c",
    "from policysite.cli import main; raise SystemExit(main())",
    "publish",
]


def stage(work: Path, kind: str = FOLDER) -> Project:
    """The project, once: its first revision is published, its source is the second one."""
    project = Project(work / f"stage-{kind}")
    project.write(revision())
    if kind == BRANCH:
        subprocess.run(["git", "init", "--quiet", str(project.folder)], check=True)
    project.publish(target=target(project, kind))
    project.write(revision(LATER, "Le prêt est réservé aux abonnés.", "amendment"))
    return project


def target(project: Project, kind: str) -> Target:
    """Where the project is published."""
    return Branch("pages", project.folder) if kind == BRANCH else Directory(project.site)


def copy(project: Project, to: Path) -> Project:
    """The same, to be destroyed."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(project.folder, to, symlinks=True)
    return Project(to)


def command(project: Project, kind: str = FOLDER) -> list[str]:
    """What publishes the project's source."""
    place = ["--branch", "pages"] if kind == BRANCH else ["--to", str(project.site)]
    return [*COMMAND, "--source", str(project.source), *place]


def what_broke(project: Project, kind: str = FOLDER) -> str:
    """What does not hold after a blow, or nothing; publishes again, which must succeed."""
    try:
        if why := _not_whole(project, kind):
            return why
        project.publish(target=target(project, kind))
        if why := _not_whole(project, kind):
            return f"after publishing again: {why}"
        if project.archive.ids != (FIRST, LATER):
            return f"publishing again ends with {project.archive.ids}"
        left = [path for path in project.folder.rglob("*") if _unfinished(path.name)]
        if left:
            return f"left behind: {left}"
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"
    return ""


def _not_whole(project: Project, kind: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        site = target(project, kind).read(Path(folder) / "site")
        assert site, "there is no site"
        if faults := verify_site(site):
            return f"the site is not whole: {faults[:3]}"
        shown = {path.name for path in (site / "fr").iterdir()} & {FIRST, LATER}
    held = set(project.archive.ids)
    if FIRST not in shown or not shown <= held:
        return f"the site shows {sorted(shown)}, the archive holds {sorted(held)}"
    if faults := archive_faults(project.archive):
        return f"the archive is not whole: {faults[:3]}"
    return ""


def _unfinished(name: str) -> bool:
    return name.startswith(".new-") or (".policysite-" in name and not name.endswith("-lock"))
