"""Eight publishers at once: whatever one of them was told is published is there afterwards."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from policysite.publish.branch import Branch
from policysite.verify import verify_site
from tests.crash.scene import COMMAND
from tests.publish.revisions import Project, revision

PUBLISHERS = 8


def crowds(work: Path, rounds: int) -> dict[str, Any]:
    """So many rounds to a folder, and as many to a branch."""
    told, broken = 0, []
    for kind in ("folder", "branch"):
        for number in range(rounds):
            place = work / f"{kind}-{number}"
            published, why = _round(place, kind)
            told += published
            broken += [f"{kind}, round {number}: {one}" for one in why]
            shutil.rmtree(place)
    return {
        "publishers": PUBLISHERS,
        "rounds": 2 * rounds,
        "told published": told,
        "broken": broken,
    }


def _round(place: Path, kind: str) -> tuple[int, list[str]]:
    """Eight projects, each with an archive and a revision of its own, to one target."""
    target = place / "www"
    if kind == "branch":
        place.mkdir(parents=True)
        subprocess.run(["git", "init", "--quiet", str(place)], check=True)
    projects = [Project(place / f"project-{number}") for number in range(PUBLISHERS)]
    running = []
    for number, project in enumerate(projects):
        project.write(revision(_name(number), _sentence(number), "amendment"))
        run = [*COMMAND, "--source", str(project.source), "--older"]
        run += ["--branch", "pages"] if kind == "branch" else ["--to", str(target)]
        running.append(subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
    ends = [(process.communicate(), process.returncode) for process in running]
    site = target
    if kind == "branch":
        site = place / "there"
        Branch("pages", place).read(site)
    published = [number for number, (_, status) in enumerate(ends) if status == 0]
    broken = [str(fault) for fault in verify_site(site)]
    listed = json.loads((site / "fr" / "versions.json").read_text(encoding="utf-8"))
    names = {one["version"] for one in listed}
    for number in published:
        page = site / "fr" / _name(number) / "texte" / "index.html"
        if _name(number) not in names or not page.is_file():
            broken.append(f"{_name(number)} is not there")
        elif _sentence(number) not in page.read_text(encoding="utf-8"):
            broken.append(f"{_name(number)} has another's text")
    for (_, said), status in ends:
        if status not in (0, 2):
            broken.append(f"exit {status}: {said.decode()[-200:]}")
    return len(published), broken


def _name(number: int) -> str:
    return f"2026-0{number + 1}-01"


def _sentence(number: int) -> str:
    return f"Le prêt est réservé aux abonnés de la série {number}."
