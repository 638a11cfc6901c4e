"""Several revisions in one site: which one is in force on the reader's day, and what is new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from policysite.build import build
from policysite.progress import Silent
from tests.publish.revisions import FIRST, Project, revision, understood
from tests.site.browser import (
    PATIENCE,
    add_axe,
    begin_axe,
    served,
    sticking_out,
    violations,
)

LATER = "2026-09-01"
LONGER = {
    "Le prêt dure au plus sept jours et demi.": "Le prêt dure au plus quatorze jours.",
    "when: membre and jours > 7.5": "when: membre and jours > 14",
    "Au-delà de sept jours et demi,": "Au-delà de quatorze jours,",
    "clause: pret.permis": "clause: pret.sinon",
    "body: {fr: conseil municipal}": "body: {fr: conseil municipal}\n  comment: {fr: Plus long.}",
}
BEFORE, ADOPTED, IN_FORCE = "2025-06-01", "2026-10-01", "2026-12-02"


def longer() -> str:
    """The later revision: loans last longer; a clause has another id."""
    text = revision(LATER, kind="amendment")
    for old, new in LONGER.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two published revisions and a draft."""
    project = Project(tmp_path_factory.mktemp("revisions") / "project")
    project.publish(revision())
    project.publish(longer())
    draft = understood(longer().replace("quatorze jours.", "seize jours."))
    shown = project.folder / "draft"
    build(draft, shown, progress=Silent(), archive=project.archive, draft=True)
    return shown


@pytest.fixture(scope="module")
def root(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


def on(page: Page, day: str) -> Page:
    """The page of somebody who reads on that day."""
    page.clock.set_fixed_time(f"{day}T12:00:00")
    page.set_default_timeout(PATIENCE)
    return page


def about_the_answer(page: Page) -> Locator:
    """What an answer of the wizard that is open says of its revision."""
    page.locator("policy-wizard[state=ready]").wait_for()
    page.get_by_role("radio", name="Non").check()
    page.get_by_role("button", name="Continuer").click()
    return page.locator("div.pw-meta")


# By the day --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "name"), [(BEFORE, FIRST), (ADOPTED, FIRST), (IN_FORCE, LATER), ("2001-01-01", FIRST)]
)
def test_an_address_that_leads_on_leads_to_the_revision_in_force(
    page: Page, root: str, day: str, name: str
) -> None:
    on(page, day).goto(f"{root}fr/en-vigueur/texte/#pret.age")
    page.wait_for_url(f"{root}fr/{name}/texte/#pret.age")
    page.goto(root)
    page.wait_for_url(f"{root}fr/{name}/")


def test_without_scripts_it_lists_them_with_their_dates(bare: Page, root: str) -> None:
    bare.goto(f"{root}fr/en-vigueur/texte/")
    links = bare.get_by_role("listitem")
    expect(links).to_contain_text(["1ᵉʳ décembre 2026", "1ᵉʳ décembre 2025"])
    bare.get_by_role("link").first.click()
    bare.wait_for_url(f"{root}fr/{LATER}/texte/")


@pytest.mark.parametrize(
    ("name", "day", "state"),
    [
        (FIRST, BEFORE, "Adoptée, en vigueur à compter du 1ᵉʳ décembre 2025 seulement"),
        (FIRST, ADOPTED, "En vigueur depuis le 1ᵉʳ décembre 2025"),
        (FIRST, IN_FORCE, "Remplacée le 1ᵉʳ décembre 2026 par une révision plus récente"),
        (LATER, ADOPTED, "Adoptée, en vigueur à compter du 1ᵉʳ décembre 2026 seulement"),
        (LATER, IN_FORCE, "En vigueur depuis le 1ᵉʳ décembre 2026"),
        ("projet", IN_FORCE, "Projet, qui n’est pas adopté"),
    ],
)
def test_every_page_says_its_state_on_that_day(
    page: Page, root: str, name: str, day: str, state: str
) -> None:
    on(page, day).goto(f"{root}fr/{name}/texte/")
    expect(page.locator(".pol-state__word")).to_have_text(state, use_inner_text=True)
    expect(page.locator(".pol-record strong")).to_have_text(state, use_inner_text=True)


def test_what_is_replaced_leads_to_the_same_passage_in_force(page: Page, root: str) -> None:
    on(page, IN_FORCE).goto(f"{root}fr/{FIRST}/texte/#pret.age")
    link = page.get_by_role("banner").get_by_role("link", name="Lire ceci dans la révision en")
    link.click()
    page.wait_for_url(f"{root}fr/{LATER}/texte/#pret.age")


@pytest.mark.parametrize("name", [FIRST, "projet"])
def test_who_comes_to_a_passage_is_told_there_too(page: Page, root: str, name: str) -> None:
    on(page, IN_FORCE).goto(f"{root}fr/{name}/texte/#pret.age")
    told = page.locator(
        "[id='pret.age'] .pol-clause__state, .pol-clause:has([id='pret.age']) > .pol-clause__state"
    )
    expect(told).to_have_count(1)
    expect(told.get_by_role("link")).to_have_attribute(
        "href", f"{root}fr/en-vigueur/texte/#pret.age"
    )
    page.goto(f"{root}fr/{LATER}/texte/#pret.age")
    expect(page.locator(".pol-state__word")).to_contain_text("En vigueur")
    expect(page.locator(".pol-clause__state")).to_have_count(0)


def test_what_is_not_in_force_yet_leads_to_what_is(page: Page, root: str) -> None:
    on(page, ADOPTED).goto(f"{root}fr/{LATER}/texte/")
    page.get_by_role("banner").get_by_role("link", name="Lire ceci dans la révision en").click()
    page.wait_for_url(f"{root}fr/{FIRST}/texte/")


def test_a_passage_that_is_no_more_says_what_became_of_it(page: Page, root: str) -> None:
    on(page, IN_FORCE).goto(f"{root}fr/{LATER}/texte/#pret.permis")
    page.get_by_role("link", name="Voir ce qu’il est devenu").click()
    page.wait_for_url(f"{root}fr/historique/{FIRST}/{LATER}/#pret.sinon")
    expect(page.locator("[id='pret.sinon']")).to_contain_text("Nouvel identifiant")


def test_the_others_can_be_chosen_at_the_same_place(page: Page, root: str) -> None:
    on(page, IN_FORCE).goto(f"{root}fr/{LATER}/texte/#pret.age")
    page.locator(".pol-versions summary", has_text="Autres révisions").click()
    others = page.locator(".pol-versions li")
    expect(others).to_have_text(
        [
            "Projet, qui n’est pas adopté",
            "Révision du 4 mars 2025",
            "Toutes les révisions et leurs différences",
        ]
    )
    page.get_by_role("link", name="Révision du 4 mars 2025").click()
    page.wait_for_url(f"{root}fr/{FIRST}/texte/#pret.age")


def test_a_revision_without_this_page_is_opened_at_its_home(page: Page, root: str) -> None:
    told = page.request.get(f"{root}fr/versions.json").json()
    for one in told:
        one["properties"]["pages"] = ["", "definitions/"]
    page.route("**/versions.json", lambda route: route.fulfill(json=told))
    on(page, IN_FORCE).goto(f"{root}fr/{LATER}/texte/")
    page.locator(".pol-versions summary").click()
    page.get_by_role("link", name="Révision du 4 mars 2025").click()
    page.wait_for_url(f"{root}fr/{FIRST}/")


@pytest.fixture(scope="module")
def repealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A revision, and the repeal of the policy."""
    project = Project(tmp_path_factory.mktemp("repealed") / "project")
    project.publish(revision())
    project.publish(revision(LATER, kind="repeal"))
    with served(project.site) as address:
        yield address


REPEALED = "Abrogée depuis le 1ᵉʳ décembre 2026"


@pytest.mark.parametrize(
    ("day", "name", "said"),
    [
        (ADOPTED, FIRST, "En vigueur depuis le 1ᵉʳ décembre 2025"),
        (ADOPTED, LATER, "Abrogation adoptée, qui prend effet le 1ᵉʳ décembre 2026"),
        (IN_FORCE, FIRST, REPEALED),
        (IN_FORCE, LATER, REPEALED),
    ],
)
def test_a_repealed_policy_is_said_to_be_from_the_day_of_its_repeal(
    page: Page, repealed: str, day: str, name: str, said: str
) -> None:
    on(page, day).goto(f"{repealed}fr/{name}/texte/")
    expect(page.locator(".pol-state")).to_contain_text(said)


def test_in_the_history_of_a_repealed_policy_nothing_is_in_force(page: Page, repealed: str) -> None:
    on(page, IN_FORCE).goto(f"{repealed}fr/historique/")
    expect(page.locator(".pol-revision__state")).to_have_text(
        [REPEALED, REPEALED], use_inner_text=True
    )


@pytest.mark.parametrize("name", [FIRST, LATER])
def test_an_answer_of_a_repealed_policy_says_so(page: Page, repealed: str, name: str) -> None:
    on(page, IN_FORCE).goto(f"{repealed}fr/{name}/verifier/enfant/")
    expect(about_the_answer(page)).to_contain_text("abrogée depuis le 1ᵉʳ décembre 2026")


def test_a_draft_s_answer_is_one_of_a_draft(page: Page, root: str) -> None:
    on(page, IN_FORCE).goto(f"{root}fr/projet/verifier/enfant/")
    expect(about_the_answer(page)).to_contain_text("Projet, qui n’est pas adopté")


def test_the_history_leads_to_what_is_in_force(page: Page, root: str) -> None:
    on(page, ADOPTED).goto(f"{root}fr/historique/{FIRST}/{LATER}/")
    page.get_by_role("navigation").get_by_role("link", name="Le texte").first.click()
    page.wait_for_url(f"{root}fr/{FIRST}/texte/")


def test_an_address_without_a_page_is_said_by_a_published_revision(page: Page, root: str) -> None:
    on(page, IN_FORCE).goto(f"{root}404.html")
    expect(page.locator(".pol-state__word")).to_have_text(
        "En vigueur depuis le 1ᵉʳ décembre 2026", use_inner_text=True
    )


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two revisions, then the repeal of the policy."""
    project = Project(tmp_path_factory.mktemp("ended") / "project")
    project.publish(revision())
    project.publish(revision(LATER, kind="amendment"))
    project.publish(revision("2028-03-01", kind="repeal"))
    with served(project.site) as address:
        yield address


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2027-06-01", "Remplacée le 1ᵉʳ décembre 2026 par une révision plus récente"),
        (
            "2029-01-01",
            "Remplacée le 1ᵉʳ décembre 2026; la politique est abrogée depuis le 1ᵉʳ décembre 2028",
        ),
    ],
)
def test_a_revision_was_replaced_when_the_next_one_came_into_force(
    page: Page, ended: str, day: str, said: str
) -> None:
    on(page, day).goto(f"{ended}fr/{FIRST}/texte/")
    expect(page.locator(".pol-state__word")).to_have_text(said, use_inner_text=True)
    page.goto(f"{ended}fr/historique/")
    expect(page.locator(".pol-revision__state").last).to_have_text(said, use_inner_text=True)
    page.goto(f"{ended}fr/{FIRST}/verifier/enfant/")
    expect(about_the_answer(page)).to_contain_text("remplacée le 1ᵉʳ décembre 2026")


def test_a_repeal_says_so_where_it_is_compared(page: Page, ended: str) -> None:
    page.goto(f"{ended}fr/historique/{LATER}/2028-03-01/")
    expect(page.get_by_role("main")).to_contain_text("Cette révision abroge la politique")


def test_on_a_touch_screen_the_banner_is_large_enough_for_a_thumb(
    browser: Browser, root: str
) -> None:
    context = browser.new_context(
        viewport={"width": 375, "height": 700}, has_touch=True, is_mobile=True
    )
    page = on(context.new_page(), IN_FORCE)
    page.goto(f"{root}fr/{FIRST}/texte/")
    page.locator(".pol-versions summary").click()
    pressed = page.locator(".pol-state__now, .pol-versions summary, .pol-versions a")
    expect(pressed).to_have_count(5)
    for one in pressed.all():
        box = one.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44, one.text_content()
    context.close()


def test_a_draft_is_not_to_be_found_by_search_engines(site: Path) -> None:
    for path in (site / "fr" / "projet").rglob("index.html"):
        assert "noindex" in path.read_text(encoding="utf-8"), path
    assert "noindex" not in (site / "fr" / LATER / "index.html").read_text(encoding="utf-8")


def test_an_answer_of_a_replaced_revision_says_so(page: Page, root: str) -> None:
    on(page, IN_FORCE).goto(f"{root}fr/{FIRST}/verifier/enfant/")
    expect(about_the_answer(page)).to_contain_text("remplacée le 1ᵉʳ décembre 2026")


# History and comparisons -------------------------------------------------------------------------


def test_the_history_tells_each_revision_and_its_state(page: Page, root: str) -> None:
    on(page, IN_FORCE).goto(f"{root}fr/historique/")
    names = page.get_by_role("heading", level=2)
    expect(names.filter(has_text="évision")).to_have_text(
        ["Révision du 1ᵉʳ septembre 2026", "Révision du 4 mars 2025"]
    )
    expect(page.locator(".pol-revision__state")).to_have_text(
        [
            "Projet, qui n’est pas adopté",
            "En vigueur depuis le 1ᵉʳ décembre 2026",
            "Remplacée le 1ᵉʳ décembre 2026 par une révision plus récente",
        ],
        use_inner_text=True,
    )


def test_a_comparison_marks_words_and_tells_whose_answer_changes(page: Page, root: str) -> None:
    page.goto(f"{root}fr/historique/{FIRST}/{LATER}/")
    change = page.locator("[id='pret.duree']")
    expect(change.locator("del")).to_have_text(["sept", "et demi"])
    expect(change.locator("ins")).to_have_text(["quatorze"])
    expect(page.get_by_text("Plus long.")).to_be_visible()
    answers = change.locator(".pol-answer")
    expect(answers.first).to_contain_text("Puis-je emprunter cet appareil?")
    expect(answers.first.locator(".pw-chip")).to_have_text(["Entente", "Accordé"])


@pytest.mark.parametrize(("which", "outcome"), [(0, "entente"), (1, "possible")])
def test_its_example_opens_the_wizard_under_either_revision(
    page: Page, root: str, which: int, outcome: str
) -> None:
    page.goto(f"{root}fr/historique/{FIRST}/{LATER}/")
    answer = page.locator("[id='pret.duree'] .pol-answer").first
    answer.locator("summary").click()
    answer.get_by_role("link").nth(which).click()
    page.wait_for_url(f"{root}fr/{(FIRST, LATER)[which]}/verifier/emprunter/")
    expect(page.locator(f"policy-wizard [data-outcome={outcome}]")).to_be_visible()
    expect(page.locator(".pw-refused, .pw-linked")).to_have_count(0)


@pytest.mark.parametrize("path", ["historique/", f"historique/{FIRST}/{LATER}/"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_wrong_with_them(
    browser: Browser, root: str, path: str, width: int
) -> None:
    for scheme in ("light", "dark"):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{root}fr/{path}")
        for more in page.locator("main summary").all():
            more.click()
        assert sticking_out(page) == []
        add_axe(page)
        begin_axe(page, "html")
        assert violations(page) == []
        context.close()


def test_the_feed_has_an_entry_for_every_revision(site: Path) -> None:
    feed = ElementTree.parse(site / "fr" / "atom.xml").getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{atom}entry")
    titles = [str(entry.findtext(f"{atom}title")).replace("\u00a0", " ") for entry in entries]
    assert titles == [
        "Modification – Révision du 1ᵉʳ septembre 2026",
        "Adoption – Révision du 4 mars 2025",
    ]
    told = [str(entry.findtext(f"{atom}summary")).replace("\u00a0", " ") for entry in entries]
    assert told[0].startswith("En vigueur à compter du 1ᵉʳ décembre 2026.")
    assert len({entry.findtext(f"{atom}id") for entry in entries}) == 2
    assert feed.findtext(f"{atom}updated") == "2026-09-01T00:00:00Z"
    for link in feed.iter(f"{atom}link"):
        target = site / "fr" / link.attrib["href"]
        assert target.exists(), target
