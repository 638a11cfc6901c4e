"""What every page of a built site must be, whatever the policy."""

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from policysite.pages.edition import edition, site_languages, with_frames
from tests.site.html import Element, page
from tests.site.nesting import faults
from tests.site.sites import SOURCES, pages, site
from tests.sources import policy

sites = pytest.mark.parametrize("name", SOURCES)


def read(path: Path) -> Element:
    return page(path)


@sites
def test_every_link_leads_somewhere(name: str) -> None:
    root = site(name)
    broken = []
    for path in pages(name):
        for element in read(path).all():
            for attribute in ("href", "src", "data-policy"):
                address = element.attributes.get(attribute)
                if address is None:
                    continue
                # The folder of the policy's data.
                within = "manifest.json" if attribute == "data-policy" else ""
                if not _exists(root, path, address + within):
                    broken.append(f"{path.relative_to(root)}: {address}")
    assert not broken


def _exists(root: Path, path: Path, address: str) -> bool:
    parts = urlsplit(address)
    if parts.scheme in {"http", "https"}:
        return True
    start = root if parts.path.startswith("/") else path.parent
    target = (start / unquote(parts.path).lstrip("/")).resolve() if parts.path else path
    if target.is_dir():
        target /= "index.html"
    if not target.is_file():
        return False
    anchor = unquote(parts.fragment)
    return not anchor or all(anchor in _anchors(there) for there in _led_to(target))


def _led_to(target: Path) -> list[Path]:
    """Where an address leads that only leads on: it takes the anchor with it."""
    dated = [e for e in read(target).find("link") if "data-in-force" in e.attributes]
    return [target.parent / link.attributes["href"] / "index.html" for link in dated] or [target]


@cache
def _anchors(path: Path) -> frozenset[str]:
    return frozenset(e.attributes["id"] for e in read(path).all() if "id" in e.attributes)


@sites
def test_nothing_in_a_page_is_a_script_a_style_or_a_handler(name: str) -> None:
    for path in pages(name):
        for element in read(path).all():
            if element.tag == "script":
                assert element.attributes.get("src"), path
                assert not element.text().strip(), path
            assert element.tag not in {"style", "base", "iframe", "object", "embed"}, path
            for attribute, value in element.attributes.items():
                assert not attribute.startswith("on"), (path, attribute)
                assert attribute != "style", path
                assert not value.strip().lower().startswith("javascript:"), (path, value)


@sites
def test_nothing_comes_from_elsewhere(name: str) -> None:
    for path in pages(name):
        for element in read(path).all():
            address = element.attributes.get("src", "")
            if element.tag == "link":
                address = element.attributes["href"]
            assert not urlsplit(address).netloc, (path, address)


def _headings(page: Element, *, scripts: bool) -> list[Element]:
    """The `h1` of a page: without scripts, `noscript` speaks and the wizard's view is hidden."""
    aside = [e for part in page.find("noscript") for e in part.find("h1")]
    view = [e for part in page.find(cls="pw-view") for e in part.find("h1")]
    unseen = aside if scripts else view
    return [h1 for h1 in page.find("h1") if not any(h1 is one for one in unseen)]


@sites
def test_a_page_has_one_title_one_heading_a_description_and_a_language(name: str) -> None:
    tags = {language.tag for language in policy(SOURCES[name]).languages}
    for path in _full_pages(name):
        html = read(path)
        assert html.one("html").attributes["lang"] in tags
        assert html.one("title").text().strip()
        assert len(_headings(html, scripts=True)) == 1, path
        assert len(_headings(html, scripts=False)) == 1, path
        if path.name != "404.html":
            assert html.one("meta", name="description").attributes["content"]


@sites
def test_an_id_stands_once_in_a_page(name: str) -> None:
    for path in pages(name):
        ids = [e.attributes["id"] for e in read(path).all() if "id" in e.attributes]
        assert len(set(ids)) == len(ids), (path, [i for i in ids if ids.count(i) > 1])


@sites
def test_elements_stand_only_where_they_may(name: str) -> None:
    for path in pages(name):
        assert list(faults(read(path))) == [], path


@sites
def test_what_an_element_refers_to_is_in_the_page(name: str) -> None:
    names = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers")
    for path in pages(name):
        elements = list(read(path).all())
        ids = {e.attributes["id"] for e in elements if "id" in e.attributes}
        for element in elements:
            for attribute in names:
                wanted = element.attributes.get(attribute, "").split()
                assert set(wanted) <= ids, (path, element.tag, attribute, wanted)


@sites
def test_each_page_of_an_edition_has_a_title_of_its_own(name: str) -> None:
    told = policy(SOURCES[name])
    for language in site_languages(told):
        this = edition(told, language.code)
        titles = [
            read(site(name) / this.address(key) / "index.html").one("title").text()
            for key in this.pages
        ]
        assert len(set(titles)) == len(titles), [t for t in titles if titles.count(t) > 1]


@sites
def test_a_page_is_in_the_language_of_its_address(name: str) -> None:
    told = policy(SOURCES[name])
    for language in site_languages(told):
        for path in sorted((site(name) / edition(told, language.code).root).rglob("*.html")):
            assert read(path).one("html").attributes["lang"] == language.tag, path


@sites
def test_every_page_of_an_edition_is_built(name: str) -> None:
    told = policy(SOURCES[name])
    for language in site_languages(told):
        this = with_frames(edition(told, language.code))
        root = site(name) / this.root
        wanted = {root / path / "index.html" for path in this.pages.values()}
        assert wanted | {root / "404.html"} == set(root.rglob("*.html"))


@sites
def test_versions_are_told_in_the_form_of_mike(name: str) -> None:
    told = policy(SOURCES[name])
    in_force = {"fr": "en-vigueur", "en": "in-force"}
    for language in site_languages(told):
        folder = site(name) / language.code
        [version] = json.loads((folder / "versions.json").read_text(encoding="utf-8"))
        assert list(version) == ["version", "title", "aliases", "properties"]
        assert version["version"] == told.revision.id
        assert str(told.revision.decided.year) in version["title"]
        assert version["aliases"] == [in_force[language.code]]
        for lead in (version["version"], *version["aliases"]):
            assert (folder / lead / "index.html").is_file()


@sites
def test_headings_leave_out_no_level(name: str) -> None:
    for path in _full_pages(name):
        levels = [int(e.tag[1]) for e in read(path).one("main").all() if e.tag in HEADINGS]
        assert all(b <= a + 1 for a, b in pairwise(levels)), (path, levels)


HEADINGS = {f"h{level}" for level in range(1, 7)}


@sites
def test_every_page_says_the_revision_and_its_state(name: str) -> None:
    told = policy(SOURCES[name]).revision
    for path in _full_pages(name):
        if told.id not in path.parts:
            continue
        banner = read(path).one(cls="pol-state")
        assert banner.attributes["data-decided"] == told.decided.isoformat()
        assert banner.attributes["data-in-force"] == told.in_force.isoformat()
        [shown] = banner.find("span", data_state="any")
        assert str(told.in_force.year) in shown.text()
        assert str(told.decided.year) in banner.text()


def _full_pages(name: str) -> list[Path]:
    """Those with the frame of the site: not what leads on, not a wizard in a frame of another."""
    return [path for path in pages(name) if read(path).find(cls="pol-header")]


def test_a_page_leads_to_its_other_language() -> None:
    told = policy(SOURCES["real"])
    root = site("real")
    french, english = (edition(told, language.code) for language in site_languages(told))
    for key in french.pages:
        for this, other in ((french, english), (english, french)):
            html = read(root / this.address(key) / "index.html")
            link = html.one("a", rel="alternate")
            target = (root / this.address(key) / link.attributes["href"]).resolve()
            assert target == (root / other.address(key)).resolve()
            assert link.attributes["hreflang"] == other.language.tag
            assert link.attributes["lang"] == other.language.tag


def test_an_english_page_says_that_it_is_a_translation_and_leads_to_the_french_one() -> None:
    told = policy(SOURCES["real"])
    root = site("real")
    for key in edition(told, "en").pages:
        here = edition(told, "en").address(key)
        notice = read(root / here / "index.html").one(cls="pol-notice")
        assert "Unofficial translation" in notice.text()
        link = notice.one("a")
        assert (root / here / link.attributes["href"]).resolve() == (
            root / edition(told, "fr").address(key)
        ).resolve()
        french = read(root / edition(told, "fr").address(key) / "index.html")
        assert not french.find(cls="pol-notice")


def test_a_policy_in_one_language_has_no_language_switch() -> None:
    for path in pages("other"):
        assert not read(path).find(cls="pol-tool--language")
        assert not [e for e in read(path).find("link") if "hreflang" in e.attributes]
    assert not (site("other") / "en").exists()


def test_what_is_not_translated_is_shown_in_its_own_language() -> None:
    text = read(site("hostile") / "en/2025-01-01/text/index.html")
    assert text.one(data_clause="un.a").attributes["lang"] == "fr-CA"
    assert "has not been translated" in text.text()


@sites
def test_addresses_that_lead_on_reach_their_page(name: str) -> None:
    root, told = site(name), policy(SOURCES[name])
    first = edition(told, told.authoritative.code)
    assert _leads(root, "") == first.root
    aliases = {"fr": "fr/en-vigueur/", "en": "en/in-force/"}
    for language in site_languages(told):
        this = edition(told, language.code)
        assert _leads(root, f"{language.code}/") == this.root
        for key, path in this.pages.items():
            assert _leads(root, aliases[language.code] + path) == this.address(key)


def _leads(root: Path, address: str) -> str:
    html = read(root / address / "index.html")
    target = html.one("link", rel="canonical").attributes["href"]
    assert html.one("a").attributes["href"] == target
    refresh = html.one("meta", http_equiv="refresh").attributes["content"]
    assert refresh == f"0; url={target}"
    found = (root / address / target).resolve().relative_to(root.resolve())
    return f"{found}/"


@sites
def test_the_page_for_wrong_addresses_has_absolute_links(name: str) -> None:
    html = read(site(name) / "404.html")
    for element in html.all():
        for attribute in ("href", "src"):
            address = element.attributes.get(attribute, "/")
            assert address.startswith(("/", "#")), address


@sites
def test_search_has_an_index_of_each_language_and_no_interface_of_its_own(name: str) -> None:
    told = policy(SOURCES[name])
    for language in site_languages(told):
        folder = site(name) / edition(told, language.code).root / "search"
        entry = json.loads((folder / "pagefind-entry.json").read_text())
        assert list(entry["languages"]) == [language.tag.lower()]
        assert not list(folder.glob("*ui*"))


@sites
def test_no_map_and_nothing_of_the_theme_but_its_sheet_is_shipped(name: str) -> None:
    files = [path for path in site(name).rglob("*") if path.is_file()]
    assert not [path for path in files if path.suffix == ".map"]
    assert not [path for path in files if "lunr" in path.parts or path.name.startswith("bundle.")]
    [sheet] = [path for path in files if path.name == "material.css"]
    assert "sourceMappingURL" not in sheet.read_text(encoding="utf-8")


def test_what_a_host_is_asked_to_send_is_what_the_server_sends() -> None:
    from policysite.serve.headers import ASK_AGAIN, CONTENT_SECURITY_POLICY, FOR_EVER, TYPES

    guide = (Path(__file__).parents[2] / "docs/contributing/host-the-site.md").read_text("utf-8")
    assert f"Content-Security-Policy: {CONTENT_SECURITY_POLICY}; frame-ancestors 'self'\n" in guide
    assert f"Cache-Control: {FOR_EVER}\n" in guide
    assert f"Cache-Control: {ASK_AGAIN}\n" in guide
    for ending, kind in TYPES.items():
        assert re.search(rf"`{re.escape(ending)}`.*`{re.escape(kind)}`", guide), ending


def test_a_date_is_told_in_words() -> None:
    shown = site("other") / edition(policy(SOURCES["other"]), "fr").root
    table = _words(shown / "verifier/jour/index.html")
    assert "du 22 décembre 2025 au 4 janvier 2026" in table
    assert "du 1ᵉʳ juillet 2026 au 31 décembre 2026" in table
    told = _words(shown / "reponses/index.html")
    for relation in ("à compter du 22 décembre 2025", "avant le 5 janvier 2026"):
        assert f"Début : {relation}" in told
    assert "Début : après le 30 juin 2026" in told
    assert "24 décembre 2025" in told


def _words(path: Path) -> str:
    return " ".join(read(path).text().replace("\u00a0", " ").split())
