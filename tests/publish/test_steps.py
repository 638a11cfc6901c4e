"""The address of every pair of revisions answers, also of those that are not compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from policysite.build.choices import Choice
from policysite.build.look import lay_down_look
from policysite.build.steps import write_steps
from tests.site.html import Element, page


def choice(version: str, *, gone: bool = False) -> Choice:
    return Choice(
        version=version,
        root=f"en/{version}/",
        paths=frozenset({""}),
        name=f"Revision {version}",
        decided=version,
        in_force=version,
        since=version,
        told=version,
        properties={"withdrawn": version} if gone else {},
    )


def written(site: Path, choices: Sequence[Choice], made: Sequence[tuple[str, str]]) -> set[str]:
    """The pairs that got a page, after pages were made of some."""
    history = site / "en" / "history"
    for pair in ((), *made):
        history.joinpath(*pair).mkdir(parents=True, exist_ok=True)
        history.joinpath(*pair, "index.html").write_text("made")
    write_steps({"en": choices}, "en", site, lay_down_look(site))
    found = {path.parent.relative_to(history).as_posix() for path in history.rglob("index.html")}
    return found - {".", *("/".join(pair) for pair in made)}


def links(notice: Element) -> list[tuple[str, str]]:
    return [(one.attributes["href"], one.text()) for one in notice.find("a")]


def test_a_pair_that_was_compared_once_leads_the_same_way_step_by_step(tmp_path: Path) -> None:
    made = [("1", "2"), ("2", "3"), ("3", "4"), ("1", "4"), ("2", "4")]
    assert written(tmp_path, [choice(name) for name in "1234"], made) == {"1/3"}
    notice = page(tmp_path / "en" / "history" / "1" / "3" / "index.html")
    assert "What changes: Revision 1 – Revision 3" in notice.one("main").text()
    assert "noindex" in (tmp_path / "en" / "history" / "1" / "3" / "index.html").read_text()
    assert links(notice) == [
        ("../2/", "What changes: Revision 1 – Revision 2"),
        ("../../2/3/", "What changes: Revision 2 – Revision 3"),
        ("../4/", "What changes: Revision 1 – Revision 4"),
        ("../../", "History"),
    ]


def test_a_pair_with_a_withdrawn_revision_leads_to_the_notice_of_that(tmp_path: Path) -> None:
    choices = [choice("1"), choice("2", gone=True), choice("3")]
    assert written(tmp_path, choices, [("1", "3")]) == {"1/2", "2/3"}
    notice = page(tmp_path / "en" / "history" / "2" / "3" / "index.html")
    assert "was withdrawn" in notice.one("main").text()
    assert links(notice) == [("../../../2/", "Revision 2"), ("../../", "History")]


def test_the_notice_leads_to_the_same_pair_in_the_other_language(tmp_path: Path) -> None:
    for folder in (tmp_path / "en" / "history", tmp_path / "fr" / "historique"):
        folder.mkdir(parents=True)
        folder.joinpath("index.html").write_text("made")
    published = {"en": [choice("1"), choice("2"), choice("3")], "fr": [choice("1"), choice("3")]}
    write_steps(published, "en", tmp_path, lay_down_look(tmp_path))
    history = tmp_path / "en" / "history"
    [other] = page(history / "1" / "3" / "index.html").find("a", hreflang="fr")
    assert (other.attributes["href"], other.text()) == (
        "../../../../fr/historique/1/3/",
        "Français",
    )
    assert page(history / "1" / "2" / "index.html").find("a", hreflang="fr") == []


def test_without_a_history_there_are_no_pairs(tmp_path: Path) -> None:
    write_steps({"en": [choice("1"), choice("2")]}, "en", tmp_path, lay_down_look(tmp_path))
    assert not (tmp_path / "en").exists()
