"""The search: in both languages, past accents and apostrophes, to the clause."""

import pytest
from playwright.sync_api import Page, expect

from tests.site.addresses import address

SEARCHES = [
    ("fr", "medias", "#medias-trad.extension"),
    ("fr", "média social", "#preambule.image"),
    ("fr", "reseautage", "#preambule.liste.a"),
    ("fr", "obscene", "#contenu.inapproprie.e"),
    ("fr", "insulte", "#contenu.inapproprie.b"),
    ("fr", "l'émission", "#responsabilite.identification"),
    ("fr", "l’émission", "#responsabilite.identification"),
    ("fr", "emission", "#responsabilite.identification"),
    ("en", "insult", "#contenu.inapproprie.b"),
    ("en", "the Cégep's image", "#preambule.image"),
    ("en", "copyright", "#contenu.inapproprie.c"),
]


@pytest.mark.parametrize(("language", "query", "anchor"), SEARCHES)
def test_search_leads_to_the_clause(
    page: Page, root: str, language: str, query: str, anchor: str
) -> None:
    page.goto(root + address("definitions", language))
    before = page.url
    page.get_by_role("searchbox").fill(query)
    found = page.locator(f'.pol-search__list a[href$="{address("text", language)}{anchor}"]')
    expect(found).to_be_visible()
    expect(page.get_by_role("status").filter(has_text=query)).to_be_visible()
    assert page.url == before
    found.click()
    expect(page.locator(f'[id="{anchor[1:]}"]')).to_be_in_viewport()


def test_search_finds_a_word_behind_an_elided_article(page: Page, root: str) -> None:
    page.goto(root + address("text"))
    for query in ("établissement", "l'établissement", "etablissements"):
        page.get_by_role("searchbox").fill(query)
        hits = page.get_by_role("region", name="Résultats de la recherche").get_by_role("link")
        expect(hits.filter(has_text="l’établissement").first).to_be_visible()


def test_search_is_used_with_the_keyboard_alone(page: Page, root: str) -> None:
    page.goto(root + address("definitions"))
    box = page.get_by_role("searchbox", name="Rechercher")
    box.focus()
    page.keyboard.type("sanction")
    results = page.get_by_role("region", name="Résultats de la recherche")
    expect(results.get_by_role("link").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(results.get_by_role("link").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(results).to_be_hidden()
    expect(box).to_be_focused()


def test_search_says_that_it_found_nothing(page: Page, root: str) -> None:
    page.goto(root + address("definitions"))
    page.get_by_role("searchbox").fill("xylophone")
    expect(page.get_by_role("status").filter(has_text="Aucun résultat")).to_be_visible()


def test_search_stands_behind_a_button_on_a_phone(phone: Page, root: str) -> None:
    page = phone
    page.goto(root + address("definitions"))
    expect(page.get_by_role("searchbox")).to_be_hidden()
    button = page.get_by_role("button", name="Rechercher")
    button.click()
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("sanction")
    expect(page.locator(".pol-search__list a").first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize(("language", "query"), [("fr", "l'émission"), ("en", "Cégep's")])
def test_what_is_found_reads_as_in_the_page(
    page: Page, root: str, language: str, query: str
) -> None:
    page.goto(root + address("definitions", language))
    page.get_by_role("searchbox").fill(query)
    hits = page.locator(".pol-search__hit")
    expect(hits.first).to_be_visible()
    shown = " ".join(hits.all_inner_texts())
    assert "\u2060" not in shown
    assert "’ " not in shown
    assert "’" in shown
