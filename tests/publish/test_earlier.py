"""What earlier commits published still reads, still verifies, and is rebuilt to the same words."""

from __future__ import annotations

import shutil

import pytest

from policysite.archive.faults import archive_faults
from policysite.verify import verify_site
from policysite.verify.content import content_of
from rulecore import dump, load
from tests.earlier import LEFT_OUT, SAMPLES, unpacked
from tests.publish.revisions import Project
from tests.site.html import page


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.name.partition(".")[0])
def earlier(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """As it was published then."""
    return Project(unpacked(request.param, tmp_path_factory.mktemp("earlier")))


@pytest.fixture(scope="module")
def rebuilt(earlier: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Published again over that, by the software of today."""
    again = Project(tmp_path_factory.mktemp("rebuilt") / "project")
    shutil.copytree(earlier.folder, again.folder)
    assert again.publish().builds
    return again


def texts(project: Project, revision: str) -> dict[str, dict[str, str]]:
    """Page → clause → its words, of every page of a revision that has any."""
    found = {}
    for path in sorted(project.site.glob(f"*/{revision}/**/index.html")):
        units = [one for one in page(path).all() if "data-clause" in one.attributes]
        if units:
            name = path.relative_to(project.site).as_posix()
            found[name] = {unit.attributes["data-clause"]: unit.text() for unit in units}
    return found


def test_its_pages_verify(earlier: Project) -> None:
    faults = verify_site(earlier.site)
    assert {fault.kind for fault in faults} == {"missing"}
    for fault in faults:
        assert fault.path.startswith(LEFT_OUT[0]) or fault.path.endswith(LEFT_OUT[1]), fault


def test_its_archive_holds(earlier: Project) -> None:
    assert archive_faults(earlier.archive) == []
    assert len(earlier.archive.ids) == 2


def test_its_pages_say_what_the_frozen_sources_say(earlier: Project) -> None:
    found = content_of(earlier.site, earlier.archive)
    assert len(found.pages) == 2
    assert found.departures == ()


def test_its_sources_are_read_as_the_rules_that_were_frozen(earlier: Project) -> None:
    for frozen in earlier.archive.revisions:
        assert dump(load(frozen.proved.rules.decode())) == dump(frozen.policy.base)


def test_the_software_of_today_rebuilds_the_same_words_and_rules(
    earlier: Project, rebuilt: Project
) -> None:
    assert rebuilt.archive.head == earlier.archive.head
    assert verify_site(rebuilt.site) == []
    assert content_of(rebuilt.site, rebuilt.archive).departures == ()
    for name in earlier.archive.ids:
        before = texts(earlier, name)
        assert before
        assert texts(rebuilt, name) == before


def test_its_addresses_still_answer(earlier: Project, rebuilt: Project) -> None:
    def addresses(project: Project) -> set[str]:
        pages = project.site.rglob("index.html")
        return {path.relative_to(project.site).as_posix() for path in pages}

    assert addresses(earlier) <= addresses(rebuilt)
