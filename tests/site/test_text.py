"""The policy's words in the pages, to the letter; nothing of them is ever markup."""

from pathlib import Path

import pytest

from policysite.pages.edition import edition
from policysite.policy import Policy
from policysite.typography import plain
from tests.site.html import Element, page
from tests.site.sites import SOURCES, pages, site
from tests.sources import REAL, ROOT, policy

ADOPTED = ROOT / "tests" / "adopted" / "2017-02-08.fr.txt"


def text_page(name: str, language: str) -> Element:
    address = edition(policy(SOURCES[name]), language).address("text")
    return page(site(name) / address / "index.html")


def words(element: Element) -> str:
    return plain(element.text())


def shown(html: Element) -> dict[str, str]:
    units = [e for e in html.all() if "data-clause" in e.attributes]
    return {unit.attributes["data-clause"]: words(unit) for unit in units}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_unit_is_in_the_page_word_for_word(language: str) -> None:
    told = policy(REAL)
    found = shown(text_page("real", language))
    assert list(found) == list(told.clauses)
    assert len(found) == 59
    for clause in told.clauses.values():
        assert found[clause.id] == plain(clause.text.by_language[language]), clause.id


def test_every_unit_is_in_the_adopted_text() -> None:
    adopted = plain(ADOPTED.read_text(encoding="utf-8").replace("**", "").replace("✚ ", ""))
    for clause, text in shown(text_page("real", "fr")).items():
        assert text in adopted, clause


def test_headings_are_the_adopted_ones() -> None:
    adopted = plain(ADOPTED.read_text(encoding="utf-8"))
    html = text_page("real", "fr")
    headings = [words(e) for e in html.all() if "pol-h" in e.attributes.get("class", "").split()]
    assert len(headings) == 17
    for heading in headings:
        assert heading in adopted


def test_anchors_are_the_same_in_both_languages() -> None:
    def ids(language: str) -> list[str]:
        html = text_page("real", language)
        return [e.attributes["id"] for e in html.all() if "id" in e.attributes]

    assert ids("fr") == ids("en")
    assert set(policy(REAL).clauses) <= set(ids("fr"))


def test_a_unit_is_copied_without_its_numeral() -> None:
    for element in text_page("real", "fr").find(cls="pol-unit"):
        assert not element.find(cls="pol-unit__n")


def test_what_the_editor_notes_stands_outside_the_text() -> None:
    html = text_page("real", "fr")
    notes = html.find(cls="pol-sic")
    assert len(notes) == sum(len(c.sic) for c in policy(REAL).clauses.values())
    for text in html.find(cls="pol-clause__text"):
        assert not text.find(cls="pol-sic")


def test_a_footnote_is_linked_from_its_mark() -> None:
    calls = text_page("real", "fr").find("a", cls="pol-call")
    assert [call.attributes["href"] for call in calls] == ["#note.cegep"]
    assert [call.text() for call in calls] == ["¹"]


def texts_of(told: Policy) -> set[str]:
    """Some texts of the hostile policy that a page must show."""
    return {
        told.sections[0].title.by_language["fr"] if told.sections[0].title else "",
        told.clauses["un.a"].text.by_language["fr"],
        told.faq[0].question.by_language["fr"],
        told.definitions[0].term.by_language["fr"],
        told.rules[0].text.by_language["fr"],
        told.wizards[0].summary.by_language["fr"],
    }


def test_hostile_texts_are_shown_as_they_are() -> None:
    told = policy(SOURCES["hostile"])
    together = " ".join(words(page(path)) for path in pages("hostile"))
    for text in texts_of(told):
        assert plain(text) in together, text


def test_hostile_titles_stay_in_the_title() -> None:
    told = policy(SOURCES["hostile"])
    title = plain(told.title.by_language["fr"])
    home = page(site("hostile") / "fr/2025-01-01/index.html")
    assert words(home.one("title")) == title
    assert words(home.one("h1")) == title
    text = page(site("hostile") / "fr/2025-01-01/texte/index.html")
    assert words(text.one("title")).endswith(title)
    [link] = text.find(cls="pol-toc__link")
    [section] = told.sections
    assert section.title is not None
    assert words(link) == plain(f"1<i> {section.title.by_language['fr']}")


def test_no_page_holds_a_template_that_was_run() -> None:
    for path in pages("hostile"):
        assert "49" not in words(page(path).one("title")), path
        assert "Config" not in page(path).one("title").text(), path


def test_generated_files_are_plain_markdown() -> None:
    site("real")
    generated: Path = ROOT / ".build" / "fr" / policy(REAL).revision.id
    assert (generated / "texte.md").read_text(encoding="utf-8").startswith("---\ntitle: ")
