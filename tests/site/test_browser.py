"""The pages in a browser: accessible, private, in the reader's language, on the reader's day."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from policysite.pages.edition import edition, site_languages
from tests.site.browser import chromium, served, violations
from tests.site.sites import site
from tests.sources import REAL, policy

KINDS = [
    "home",
    "text",
    "check",
    "check/publier",
    "check/suites",
    "questions",
    "definitions",
    "answers",
    "privacy",
    "accessibility",
    "about",
]
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def root() -> Iterator[str]:
    with served(site("real")) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    one = browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
    yield one
    one.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def address(key: str, language: str = "fr") -> str:
    return edition(policy(REAL), language).address(key)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["320", "1280"])
def test_axe_finds_nothing_wrong_on_any_kind_of_page(
    browser: Browser, root: str, scheme: str, size: dict[str, int]
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for language in site_languages(policy(REAL)):
        for key in KINDS:
            page.goto(root + address(key, language.code))
            found[f"{language.code} {key}"] = violations(page)
    page.goto(f"{root}fr/nowhere/")
    found["404"] = violations(page)
    context.close()
    assert {kind: wrong for kind, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("width", [320, 375])
def test_no_page_scrolls_sideways(browser: Browser, root: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 640})
    page = context.new_page()
    for language in site_languages(policy(REAL)):
        for key in KINDS:
            page.goto(root + address(key, language.code))
            # The theme hides what sticks out, so elements are asked, not the page.
            out = page.evaluate(
                """() => [...document.querySelectorAll("main *, header *, footer *")]
                .filter((e) => e.checkVisibility() && !e.closest(".pol-sr, thead, svg, pre"))
                .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
                .map((e) => `${e.tagName} ${e.className}`)"""
            )
            assert out == [], (language.code, key)
    context.close()


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


def test_pages_ask_nothing_of_other_origins_and_keep_nothing(
    context: BrowserContext, root: str
) -> None:
    requested: list[str] = []
    complaints: list[str] = []
    context.on("request", lambda request: requested.append(request.url))
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for key in KINDS:
        page.goto(root + address(key))
        page.wait_for_load_state("networkidle")
    assert [url for url in requested if not url.startswith((root, "blob:"))] == []
    assert [url for url in requested if "?" in url] == []
    assert complaints == []
    assert context.cookies() == []
    kept = page.evaluate("[localStorage.length, sessionStorage.length]")
    assert kept == [0, 0]


def test_without_scripts_the_state_is_true_on_any_day(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(root + address("text"))
    expect(page.locator(".pol-state")).to_contain_text("En vigueur à compter du 9 février 2017")
    context.close()


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2017-02-08", "Adoptée, en vigueur à compter du 9 février 2017 seulement"),
        ("2017-02-09", "En vigueur depuis le 9 février 2017"),
        ("2030-01-01", "En vigueur depuis le 9 février 2017"),
    ],
)
def test_the_state_is_that_of_the_reader_s_day(page: Page, root: str, day: str, state: str) -> None:
    page.clock.set_fixed_time(f"{day}T12:00:00")
    page.goto(root + address("text"))
    expect(page.locator(".pol-state__word")).to_have_text(state, use_inner_text=True)
    expect(page.locator(".pol-record strong")).to_have_text(state, use_inner_text=True)


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


def test_an_address_that_leads_on_works_without_scripts(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}en/in-force/text/")
    page.wait_for_url(root + address("text", "en"))
    context.close()


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


def test_search_stands_behind_a_button_on_a_phone(browser: Browser, root: str) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 700})
    page = context.new_page()
    page.goto(root + address("home"))
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
    context.close()


def test_the_sections_are_a_menu_on_a_phone_with_and_without_scripts(
    browser: Browser, root: str
) -> None:
    for scripts in (True, False):
        context = browser.new_context(
            viewport={"width": 375, "height": 700}, java_script_enabled=scripts
        )
        page = context.new_page()
        page.goto(root + address("home"))
        sections = page.get_by_role("navigation", name="Rubriques")
        link = sections.get_by_role("link", name="Questions fréquentes")
        expect(link).to_be_hidden()
        page.get_by_text("Menu", exact=True).click()
        expect(link).to_be_visible()
        context.close()


@pytest.mark.parametrize(
    ("button", "copied"),
    [
        ("Copier le lien", "/fr/2017-02-08/texte/#mandat.autorisation"),
        ("Copier la référence", "rév. du 8 février 2017, art. 5, 1ᵉʳ al."),
        ("Copier le texte", "Mis à part le personnel mandaté"),
    ],
)
def test_a_clause_s_link_reference_and_text_can_be_copied(
    context: BrowserContext, root: str, button: str, copied: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{root}{address('text')}#mandat.autorisation")
    tools = page.locator('[data-tools="mandat.autorisation"]')
    page.locator(".pol-block", has=tools).get_by_text("Citer, copier").click()
    tools.get_by_role("button", name=button).click()
    expect(page.get_by_role("status").filter(has_text="Copié")).to_be_visible()
    assert copied in page.evaluate("navigator.clipboard.readText()").replace("\u00a0", " ")


def test_the_contents_mark_the_section_being_read(page: Page, root: str) -> None:
    page.goto(f"{root}{address('text')}#surveillance")
    current = page.locator('.pol-toc__link[aria-current="true"]')
    expect(current).to_have_text("6.4 Contrôle et surveillance")
