"""A revision keeps answering with the core of its own time; what is equal is shared."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from policysite.archive import freeze
from policysite.bundle.proved import Proved, proved
from policysite.bundle.runtime.core import Core, read_core, this_core
from policysite.policy import Policy
from policysite.verify import verify_site
from rulecore import core_digest
from tests.publish.revisions import FIRST, Project, revision
from tests.site.browser import PATIENCE, chromium, served

LATER = "2026-09-01"


def earlier_core() -> Core:
    """What this core may have been once: it decides the same, from other bytes."""
    files = dict(this_core().files)
    files["rulecore/consult.py"] += b"\n# As it was then.\n"
    return Core(files=files)


def proved_then(policy: Policy) -> Proved:
    return replace(proved(policy), core=earlier_core())


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Its first revision was published with another core."""
    made = Project(tmp_path_factory.mktemp("cores") / "project")
    with pytest.MonkeyPatch.context() as then:
        then.setattr(freeze, "proved", proved_then)
        made.publish(revision())
    made.publish(revision(LATER, kind="amendment"))
    return made


def manifest(site: Path, name: str) -> dict[str, Any]:
    """The manifest of the data of one revision."""
    told = json.loads((site / "fr" / "versions.json").read_text(encoding="utf-8"))
    data = next(one["properties"]["data"] for one in told if one["version"] == name)
    found: dict[str, Any] = json.loads((site / data / "manifest.json").read_text(encoding="utf-8"))
    return found


def test_a_core_says_the_digest_of_its_sources_wherever_it_is() -> None:
    assert this_core().digest == core_digest()
    assert read_core(this_core().archive) == this_core()
    assert earlier_core().digest != core_digest()


def test_each_revision_names_its_own_core_and_shares_the_runtime(project: Project) -> None:
    then, now = (manifest(project.site, name) for name in (FIRST, LATER))
    assert (then["core"], now["core"]) == (earlier_core().digest, core_digest())
    assert then["runtime"] == now["runtime"]
    assert then["packed"] != now["packed"]
    assert len(list((project.site / "assets" / "runtime").iterdir())) == 1
    assert set(project.archive.cores) == {then["core"], now["core"]}
    assert verify_site(project.site) == []


def test_its_page_on_the_answers_names_it_too(project: Project) -> None:
    for name, core in ((FIRST, earlier_core()), (LATER, this_core())):
        pages = (project.site / "fr" / name).rglob("index.html")
        naming = [path for path in pages if core.digest in path.read_text(encoding="utf-8")]
        assert len(naming) == 1, name


@pytest.mark.parametrize(("name", "core"), [(FIRST, earlier_core), (LATER, this_core)])
def test_the_browser_answers_with_it(project: Project, name: str, core: Any) -> None:
    with chromium() as browser, served(project.site) as root:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{root}fr/{name}/verifier/enfant/")
        page.locator("policy-wizard[state=ready]").wait_for()
        page.get_by_role("radio", name="Non").check()
        page.get_by_role("button", name="Continuer").click()
        expect(page.locator(".pw-receipt")).to_contain_text(core().digest)
