"""Addresses: those that lead on, those in the other language, and a site below a path."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect

from tests.site.addresses import LANGUAGES, address
from tests.site.browser import served
from tests.site.sites import site


def test_the_language_switch_keeps_page_and_anchor(page: Page, root: str) -> None:
    page.goto(f"{root}{address('text')}#contenu.inapproprie.d")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(f"{root}{address('text', 'en')}#contenu.inapproprie.d")
    page.get_by_role("link", name="Français", exact=True).click()
    expect(page).to_have_url(f"{root}{address('text')}#contenu.inapproprie.d")


def test_an_address_that_leads_on_keeps_its_anchor(page: Page, root: str) -> None:
    page.goto(f"{root}fr/en-vigueur/texte/#contenu.ton")
    expect(page).to_have_url(f"{root}{address('text')}#contenu.ton")
    page.goto(root)
    expect(page).to_have_url(root + address("home"))


def test_an_address_that_leads_on_works_without_scripts(bare: Page, root: str) -> None:
    bare.goto(f"{root}en/in-force/text/")
    bare.wait_for_url(root + address("text", "en"))


def test_the_language_switch_takes_the_anchor_of_the_moment(page: Page, root: str) -> None:
    page.goto(f"{root}{address('text')}#contenu.ton")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(f"{root}{address('text', 'en')}#contenu.ton")
    page.go_back()
    page.evaluate("location.hash = 'surveillance'")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(f"{root}{address('text', 'en')}#surveillance")


OTHER_NAMES = {"fr": "English", "en": "Français"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_site_may_live_below_a_path(page: Page, tmp_path: Path, language: str) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "media").symlink_to(site("real"))
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    with served(tmp_path) as host:
        root = f"{host}policies/media/"
        page.goto(root)
        expect(page).to_have_url(root + address("home"))
        page.goto(root + address("check/photo", language))
        page.wait_for_selector('policy-wizard[state="ready"]')
        page.get_by_role("link", name=OTHER_NAMES[language], exact=True).click()
        expect(page).to_have_url(root + address("check/photo", {"fr": "en", "en": "fr"}[language]))
        page.get_by_role("searchbox").fill("sanction")
        page.locator('.pol-search__list a[href*="#sanctions."]').first.click()
    assert [answer.url for answer in answers if not answer.ok] == []
