"""With JavaScript off: the text, the tables, the sections and the look are there all the same."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.addresses import LANGUAGES, WIZARDS, address
from tests.sources import REAL, policy


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_of_the_text_is_on_the_screen(bare: Page, root: str, language: str) -> None:
    bare.goto(root + address("text", language))
    units = bare.locator("[data-clause]")
    assert units.count() == len(policy(REAL).clauses)
    hidden = [unit.get_attribute("data-clause") for unit in units.all() if not unit.is_visible()]
    assert hidden == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wizard_has_a_table_of_its_answers_on_the_screen(
    bare: Page, root: str, language: str
) -> None:
    for wizard in WIZARDS:
        bare.goto(root + address(f"check/{wizard}", language))
        tables = bare.get_by_role("table")
        expect(tables.first).to_be_visible()
        for row in tables.locator("tbody tr").all():
            assert row.is_visible(), wizard
            for cell in row.locator("th, td").all():
                assert cell.inner_text().strip(), wizard
        expect(bare.get_by_role("button")).to_have_count(0)
        bare.locator("noscript a").click()
        expect(bare).to_have_url(f"{root}{address(f'check/{wizard}', language)}#table")


def test_without_scripts_the_state_is_true_on_any_day(bare: Page, root: str) -> None:
    bare.goto(root + address("text"))
    expect(bare.locator(".pol-state")).to_contain_text("En vigueur à compter du 9 février 2017")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_follow_the_device_without_scripts(
    browser: Browser, root: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(root + address("text"))
    dark = page.locator("body").evaluate(
        "e => getComputedStyle(e).backgroundColor.match(/\\d+/g).every((part) => part < 64)"
    )
    assert dark == (scheme == "dark")
    context.close()


def test_the_sections_are_a_menu_on_a_phone_with_and_without_scripts(
    browser: Browser, root: str
) -> None:
    for scripts in (True, False):
        context = browser.new_context(
            viewport={"width": 375, "height": 700}, java_script_enabled=scripts
        )
        page = context.new_page()
        page.goto(root + address("definitions"))
        sections = page.get_by_role("navigation", name="Rubriques")
        link = sections.get_by_role("link", name="Questions fréquentes")
        expect(link).to_be_hidden()
        page.get_by_text("Menu", exact=True).click()
        expect(link).to_be_visible()
        context.close()
