"""The forge's workflow files: valid, and their own commands take a proposal to its publication."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from policysite.source import examine
from policysite.verify import verify_site
from tests.bad_sources import bad_sources
from tests.publish.revisions import FIRST, SENTENCE, revision
from tests.sources import ROOT

FORGE = ROOT / ".github"
WORKFLOWS = sorted((FORGE / "workflows").glob("*.yml"))
LATER = "2026-09-01"
WHO = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.org")


def steps(workflow: str) -> list[dict[str, Any]]:
    told = yaml.safe_load((FORGE / "workflows" / f"{workflow}.yml").read_text(encoding="utf-8"))
    [job] = told["jobs"].values()
    found: list[dict[str, Any]] = job["steps"]
    return found


def git(folder: Path, *command: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *WHO, *command], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@dataclass
class Forge:
    """A repository elsewhere, and what its runners check out: always anew."""

    folder: Path
    runs: int = 0

    @property
    def origin(self) -> Path:
        return self.folder / "origin.git"

    def commit(self, source: str) -> None:
        """What the secretary general does on the forge's page."""
        desk = self.clone("desk")
        (desk / "policy_src").mkdir(exist_ok=True)
        (desk / "policy_src" / "policy.yaml").write_text(source, encoding="utf-8")
        git(desk, "add", ".")
        git(desk, "commit", "-q", "-m", "policy: edit")
        git(desk, "push", "-q", "origin", "HEAD:main")

    def forget_archive(self) -> None:
        """As where `main` is protected: what is published is on its own branch alone."""
        desk = self.clone("desk")
        git(desk, "rm", "-r", "-q", "policy_src/archive")
        git(desk, "commit", "-q", "-m", "archive: not here")
        git(desk, "push", "-q", "origin", "HEAD:main")

    def clone(self, name: str) -> Path:
        self.runs += 1
        to = self.folder / f"{name}-{self.runs}"
        subprocess.run(["git", "clone", "-q", f"file://{self.origin}", str(to)], check=True)
        return to

    def run(self, workflow: str, **inputs: str) -> Run:
        """Every command of a workflow on a runner, until one fails; set-up is done already."""
        runner = self.clone(workflow)
        (runner / ".venv" / "bin").mkdir(parents=True)
        (runner / ".venv" / "bin" / "policy").symlink_to(ROOT / ".venv" / "bin" / "policy")
        summary = runner.with_name(f"{runner.name}-summary")
        environment = {"GITHUB_STEP_SUMMARY": str(summary), "LC_ALL": "C.UTF-8"}
        said = ""
        for step in steps(workflow):
            if "run" not in step or step["run"] == "scripts/setup site":
                continue
            given = {name: inputs[name.lower()] for name in step.get("env", {})}
            done = subprocess.run(
                ["bash", "-e", "-c", step["run"]],
                cwd=runner,
                env={**os.environ, **environment, **given},
                capture_output=True,
                text=True,
            )
            said += done.stdout + done.stderr
            if done.returncode:
                return Run(runner, said, failed=step["name"], summary=_read(summary))
        return Run(runner, said, summary=_read(summary))

    def branch(self, name: str) -> Path:
        """What a host would show."""
        self.runs += 1
        to = self.folder / f"{name}-{self.runs}"
        command = ("clone", "-q", "--branch", name, f"file://{self.origin}", str(to))
        subprocess.run(["git", *command], check=True)
        shutil.rmtree(to / ".git")
        return to


def _read(summary: Path) -> str:
    return summary.read_text(encoding="utf-8") if summary.exists() else ""


@dataclass
class Run:
    """What came of a workflow. `failed`: the step that did, if one did."""

    runner: Path
    said: str
    failed: str = ""
    summary: str = ""


@pytest.fixture(scope="module")
def forge(tmp_path_factory: pytest.TempPathFactory) -> Forge:
    """With a first revision, published."""
    made = Forge(tmp_path_factory.mktemp("forge"))
    git(made.folder, "init", "-q", "--bare", "--initial-branch", "main", str(made.origin))
    made.commit(revision())
    run = made.run("publish")
    assert run.failed == "", run.said
    return made


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_is_one_for_the_forge(workflow: Path) -> None:
    command = (ROOT / ".venv" / "bin" / "check-jsonschema", "--builtin-schema")
    done = subprocess.run(
        [*command, "vendor.github-workflows", str(workflow)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_it_runs_the_set_up_policy_git_and_nothing_else(workflow: Path) -> None:
    for step in steps(workflow.stem):
        for line in step.get("run", "").splitlines():
            first = line.split()[0]
            known = (".venv/bin/policy", "scripts/setup", "git", "echo", "{", "#", "exit")
            assert first.startswith(known), line
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"]), step["uses"]
        assert "${{" not in step.get("run", ""), "what is typed in is never a command"


def test_the_first_publication_makes_the_branch_and_keeps_the_archive(forge: Forge) -> None:
    site = forge.branch("gh-pages")
    assert verify_site(site) == []
    assert (site / "fr" / FIRST / "index.html").is_file()
    assert (forge.branch("main") / "policy_src" / "archive" / FIRST / "policy.yaml").is_file()


def test_a_wrong_line_is_marked_where_it_is(forge: Forge) -> None:
    source = revision(LATER, kind="amendment").replace("kind: amendment", "kind: amendement")
    forge.commit(source)
    run = forge.run("propose")
    assert run.failed == "Vérifier"
    [marked] = marks(run.said, "error")
    line = source[: source.index("amendement")].count("\n") + 1
    assert (marked["file"], marked["line"]) == ("policy_src/policy.yaml", str(line))
    assert "amendement" in marked["message"]


def test_every_problem_is_marked_at_its_line() -> None:
    for source in bad_sources():
        found = examine(source.text.encode(), f"policy_src/{source.name}.yaml")
        for language, severity in product(("fr", "en"), ("error", "warning")):
            lines = [one.place.line for one in found.problems if one.severity == severity]
            marked = marks(found.report(language), severity)
            assert [int(mark["line"]) for mark in marked] == lines, source.name


def marks(said: str, severity: str) -> list[dict[str, str]]:
    """What the forge would mark, by the patterns that it is given."""
    matchers = json.loads((FORGE / "policy-problems.json").read_text())["problemMatcher"]
    [matcher] = [one for one in matchers if one["severity"] == severity]
    [pattern] = matcher["pattern"]
    groups = {name: number for name, number in pattern.items() if name != "regexp"}
    found = (re.match(pattern["regexp"], line) for line in said.splitlines())
    return [{name: one[number] for name, number in groups.items()} for one in found if one]


def test_a_proposal_that_cannot_be_published_says_why(forge: Forge) -> None:
    forge.commit(revision(sentence=SENTENCE.replace("réservé", "ouvert")))
    run = forge.run("propose")
    assert run.failed == "Dire ce qui change"
    assert f"{FIRST} est déjà publiée" in run.summary


def test_a_proposal_is_shown_then_published_then_withdrawn(forge: Forge) -> None:
    forge.commit(revision(LATER, SENTENCE.replace("réservé", "ouvert"), "amendment"))
    run = forge.run("propose")
    assert run.failed == "", run.said
    assert "[-réservé-]{+ouvert+}" in run.summary
    assert "Rien n’a été publié" in run.summary
    draft = run.runner / "site" / "fr" / "historique" / FIRST / "projet" / "index.html"
    assert "<ins>ouvert</ins>" in draft.read_text(encoding="utf-8")
    assert not (forge.branch("gh-pages") / "fr" / LATER).exists()

    assert forge.run("publish").failed == ""
    site = forge.branch("gh-pages")
    assert verify_site(site) == []
    assert {FIRST, LATER} <= {path.name for path in (site / "fr").iterdir()}
    again = forge.run("publish")
    assert (again.failed, "est déjà à jour" in again.said) == ("", True), again.said

    forge.forget_archive()
    reason = 'Une personne y était nommée; $(touch "x") `y`'
    assert forge.run("withdraw", revision=LATER, reason=reason).failed == ""
    site = forge.branch("gh-pages")
    assert verify_site(site) == []
    notice = (site / "fr" / LATER / "index.html").read_text(encoding="utf-8")
    assert "$(touch" in notice
    assert "ouvert aux personnes" not in notice
