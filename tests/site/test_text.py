"""The policy's words in the pages, to the letter; nothing of them is ever markup."""

import hashlib
from pathlib import Path

import pytest

from policysite.pages.edition import edition
from policysite.policy import Policy
from policysite.typography import plain, typeset
from tests.site.html import Element, page
from tests.site.sites import SOURCES, pages, site
from tests.sources import REAL, ROOT, policy

ADOPTED = ROOT / "tests" / "adopted" / "2017-02-08.fr.txt"


def text_page(name: str, language: str) -> Element:
    address = edition(policy(SOURCES[name]), language).address("text")
    return page(site(name) / address / "index.html")


def words(element: Element) -> str:
    return plain(element.text())


def units(html: Element) -> list[Element]:
    return [element for element in html.all() if "data-clause" in element.attributes]


def adopted_words() -> str:
    return plain(ADOPTED.read_text(encoding="utf-8").replace("**", "").replace("✚ ", ""))


def test_the_adopted_text_is_the_one_that_was_kept() -> None:
    digest, name = (ADOPTED.parent / "SHA256SUMS").read_text(encoding="utf-8").split()
    assert name == ADOPTED.name
    assert hashlib.sha256(ADOPTED.read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_unit_is_in_the_page_once_in_order_and_word_for_word(language: str) -> None:
    told = policy(REAL)
    found = units(text_page("real", language))
    assert [unit.attributes["data-clause"] for unit in found] == list(told.clauses)
    assert len(found) == 59
    for unit, clause in zip(found, told.clauses.values(), strict=True):
        text = clause.text.by_language[language]
        assert words(unit) == plain(text), clause.id
        assert unit.text() == typeset(text, language), clause.id
        assert "lang" not in unit.attributes


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_unit_stands_under_its_anchor_and_so_does_a_section(language: str) -> None:
    html = text_page("real", language)
    for clause in policy(REAL).clauses:
        [place] = html.find(id=clause)
        assert place.find(data_clause=clause), clause
    for section in policy(REAL).sections:
        assert html.find(id=section.id), section.id


def test_anchors_are_the_same_in_both_languages() -> None:
    def ids(language: str) -> list[str]:
        html = text_page("real", language)
        return [e.attributes["id"] for e in html.all() if "id" in e.attributes]

    assert ids("fr") == ids("en")


def test_every_unit_is_in_the_adopted_text_and_in_its_order() -> None:
    adopted = adopted_words().partition("TABLE DES MATIÈRES")[0] + body(adopted_words())
    told = policy(REAL).clauses
    at = 0
    for unit in units(text_page("real", "fr")):
        text, clause = words(unit), unit.attributes["data-clause"]
        assert text in adopted, clause
        # The note stands at the foot of its page in the original, after its article in ours.
        if told[clause].footnote is None:
            at = adopted.index(text, at) + len(text)


def body(adopted: str) -> str:
    """The articles, after the cover and the table of contents."""
    return "1. OBJET " + adopted.rpartition(" 1. OBJET ")[2]


def test_nothing_of_the_adopted_text_is_missing() -> None:
    html = text_page("real", "fr")
    rest = body(adopted_words())
    found = [words(e) for e in units(html)] + [words(e) for e in html.find(cls="pol-h")]
    for text in sorted(found, key=len, reverse=True):
        rest = rest.replace(text, "", 1)
    assert set(rest.split()) <= {"-"}


def test_headings_are_the_adopted_ones() -> None:
    headings = [words(e) for e in text_page("real", "fr").find(cls="pol-h")]
    assert len(headings) == 17
    for heading in headings:
        assert heading in body(adopted_words())


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
