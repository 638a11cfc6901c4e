"""A published text that must go: a tombstone at its addresses, and a chain that still holds."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from policysite.archive.faults import archive_faults
from policysite.cli import main
from policysite.verify import verify_site
from tests.publish.revisions import FIRST, Project, contents, revision
from tests.site.html import page
from tests.sources import REAL

LATER = "2026-09-01"
SECRET = "Le prêt est refusé à Marie Untel, du 12, rue de l'Exemple."
REASON = "Le texte nommait une personne."


def feed(file: Path) -> list[dict[str, str]]:
    """The entries of a feed, in its order."""
    atom = "{http://www.w3.org/2005/Atom}"
    return [
        {
            **{name: str(entry.findtext(f"{atom}{name}")) for name in ("id", "title", "summary")},
            "link": entry.findall(f"{atom}link")[0].attrib["href"],
        }
        for entry in ElementTree.parse(file).getroot().iter(f"{atom}entry")
    ]


@pytest.fixture
def withdrawn(published: Project) -> Project:
    """Of three revisions, the second, with personal data in it, is gone."""
    published.publish(revision(LATER, SECRET, "amendment"))
    published.publish(revision("2027-09-01", kind="amendment"))
    assert main(["withdraw", LATER, "--reason", REASON, "--source", str(published.source)]) == 0
    published.publish()
    return published


def test_nothing_of_the_text_is_left(withdrawn: Project) -> None:
    for folder in (withdrawn.site, withdrawn.archive.folder):
        for name, content in contents(folder).items():
            assert b"Marie Untel" not in content, name


def test_the_chain_still_holds(withdrawn: Project) -> None:
    assert [link.name for link in withdrawn.archive.links] == [
        FIRST,
        LATER,
        "2027-09-01",
        f"{LATER}.withdrawn",
    ]
    assert archive_faults(withdrawn.archive) == []
    assert verify_site(withdrawn.site) == []


def test_every_address_answers_with_the_date_and_the_reason(withdrawn: Project) -> None:
    [tombstone] = withdrawn.archive.withdrawals
    assert "texte/" in tombstone.addresses["fr"]
    for path in tombstone.addresses["fr"]:
        shown = page(withdrawn.site / "fr" / LATER / path / "index.html")
        assert REASON in shown.one("main").text().replace("’", "'")
        assert tombstone.on[:4] in shown.one("main").text()


def test_it_is_listed_as_withdrawn(withdrawn: Project) -> None:
    told = json.loads((withdrawn.site / "fr" / "versions.json").read_text(encoding="utf-8"))
    assert [one["version"] for one in told] == ["2027-09-01", LATER, FIRST]
    assert "withdrawn" in told[1]["properties"]
    history = page(withdrawn.site / "fr" / "historique" / "index.html")
    assert REASON in history.one("main").text().replace("’", "'")


def test_no_comparison_with_it_is_left(withdrawn: Project) -> None:
    history = withdrawn.site / "fr" / "historique"
    for old, new in ((FIRST, LATER), (LATER, "2027-09-01")):
        notice = page(history / old / new / "index.html")
        assert [*notice.find("ins"), *notice.find("del")] == []
        assert notice.find("a", href=f"../../../{LATER}/")


def test_its_id_is_never_used_again(withdrawn: Project) -> None:
    command = ["publish", "--source", str(withdrawn.source), "--to", str(withdrawn.site)]
    withdrawn.write(revision(LATER, kind="amendment"))
    assert main(command) == 2


def test_the_only_revision_may_go_too(published: Project) -> None:
    assert main(["withdraw", FIRST, "--reason", REASON, "--source", str(published.source)]) == 0
    target = ["--source", str(published.source), "--to", str(published.site)]
    published.write(revision(LATER, kind="amendment"))
    assert main(["publish", *target]) == 0
    assert verify_site(published.site) == []
    assert (published.site / "fr" / FIRST / "index.html").is_file()


def test_without_anything_in_its_place_the_notice_stands_alone(
    published: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    here = ["--source", str(published.source), "--lang", "en"]
    assert main(["withdraw", FIRST, "--reason", REASON, *here]) == 0
    assert main(["publish", "--to", str(published.site), *here]) == 0
    assert "is still the text of a withdrawn revision" in capsys.readouterr().out
    assert verify_site(published.site) == []
    for path in ("", "fr", "fr/en-vigueur", f"fr/{FIRST}", f"fr/{FIRST}/texte"):
        assert (published.site / path / "index.html").is_file(), path
    for name, content in contents(published.site).items():
        assert b"personnes abonn" not in content, name
    [told] = json.loads((published.site / "fr" / "versions.json").read_text(encoding="utf-8"))
    assert told["version"] == FIRST
    notice = page(published.site / "fr" / FIRST / "index.html")
    assert notice.find("a") == []
    wrong = page(published.site / "404.html")
    assert [link.attributes["href"] for link in wrong.find("a")] == [f"/fr/{FIRST}/"]
    assert all(sheet.attributes["href"][0] == "/" for sheet in wrong.find("link"))


def test_the_feed_tells_of_a_withdrawal_also_where_nothing_is_left(
    withdrawn: Project,
) -> None:
    told = {one["link"]: one for one in feed(withdrawn.site / "fr" / "atom.xml")}
    assert set(told) == {f"{FIRST}/", f"{LATER}/", "2027-09-01/"}
    gone = told[f"{LATER}/"]
    assert gone["title"].startswith("Retrait – ")
    assert REASON in gone["summary"].replace("’", "'")
    for name in (FIRST, "2027-09-01"):
        assert main(["withdraw", name, "--reason", REASON, "--source", str(withdrawn.source)]) == 0
    assert main(["publish", "--source", str(withdrawn.source), "--to", str(withdrawn.site)]) == 0
    entries = feed(withdrawn.site / "fr" / "atom.xml")
    assert {one["link"] for one in entries} == {f"{FIRST}/", f"{LATER}/", "2027-09-01/"}
    assert {one["title"].partition(" ")[0] for one in entries} == {"Retrait"}
    assert len({one["id"] for one in entries}) == 3


def test_a_notice_leads_to_the_other_language(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.publish(REAL.read_text(encoding="utf-8"))
    here = ["--source", str(project.source)]
    assert main(["withdraw", "2017-02-08", "--reason", REASON, *here]) == 0
    assert main(["publish", "--to", str(project.site), *here]) == 0
    notice = page(project.site / "fr" / "2017-02-08" / "texte" / "index.html")
    [other] = notice.find("a", hreflang="en")
    assert (other.attributes["href"], other.text()) == ("../../../en/2017-02-08/", "English")
    wrong = page(project.site / "en" / "2017-02-08" / "404.html")
    assert [one.attributes["href"] for one in wrong.find("a")] == [
        "/en/2017-02-08/",
        "/fr/2017-02-08/",
    ]


def test_what_is_not_published_cannot_be_withdrawn(
    published: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["withdraw", LATER, "--reason", "?", "--source", str(published.source)]
    assert main([*command, "--lang", "en"]) == 2
    assert FIRST in capsys.readouterr().err


def test_a_withdrawal_that_was_cut_short_is_finished(published: Project) -> None:
    folder = published.archive.folder / FIRST
    before = contents(folder)
    assert main(["withdraw", FIRST, "--reason", REASON, "--source", str(published.source)]) == 0
    for name, content in before.items():
        (folder / name).write_bytes(content)
    published.publish(revision(LATER, kind="amendment"))
    assert [path.name for path in folder.iterdir()] == ["SHA256SUMS"]
    assert archive_faults(published.archive) == []


@pytest.mark.parametrize("reason", ["", "  ", "\udcff"])
def test_without_a_reason_nothing_is_withdrawn(
    published: Project, capsys: pytest.CaptureFixture[str], reason: str
) -> None:
    place = ["--source", str(published.source), "--lang", "en"]
    assert main(["withdraw", FIRST, "--reason", reason, *place]) == 2
    assert "A withdrawal has a reason" in capsys.readouterr().err
    assert published.archive.withdrawals == ()


def test_what_is_withdrawn_already_is_said_to_be(
    withdrawn: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    [gone] = withdrawn.archive.withdrawals
    place = ["--source", str(withdrawn.source), "--lang", "en"]
    assert main(["withdraw", gone.revision, "--reason", "Encore.", *place]) == 2
    assert "was withdrawn already" in capsys.readouterr().err


def test_before_the_first_decision_there_was_no_text_even_where_it_is_withdrawn(
    published: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--source", str(published.source)]
    assert main(["withdraw", FIRST, "--reason", REASON, *place]) == 0
    capsys.readouterr()
    assert main(["ask", "emprunter", *place, "--json", "--date", "2001-01-01"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "unavailable"
