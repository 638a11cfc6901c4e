"""Building: in place only when it is whole, never over what is not ours, the same every time."""

import hashlib
from pathlib import Path

import pytest

from policysite.archive import ArchiveError
from policysite.build import BuildError, build
from policysite.build.files import write_changed
from policysite.build.seal import MARK
from policysite.build.switch import fresh
from policysite.pages.edition import edition, site_languages
from policysite.progress import Silent
from tests.site.html import page
from tests.site.sites import site
from tests.sources import OTHER, REAL, policy


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_builds_are_the_same_to_the_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1486512000")
    one, two = tmp_path / "one", tmp_path / "two"
    build(policy(OTHER), one, progress=Silent())
    build(policy(OTHER), two, progress=Silent())
    assert digests(one) == digests(two)


def test_a_new_site_takes_the_place_of_the_former_one(tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(policy(OTHER), out, progress=Silent())
    (out / "left-over.html").write_text("from an older revision")
    build(policy(OTHER), out, progress=Silent())
    assert not (out / "left-over.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_build_that_fails_leaves_the_former_site_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    build(policy(OTHER), out, progress=Silent())
    before = digests(out)

    def fail(*_: object) -> None:
        raise BuildError("no index")

    monkeypatch.setattr("policysite.build.index", fail)
    with pytest.raises(BuildError):
        build(policy(OTHER), out, progress=Silent())
    assert digests(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_is_no_site_of_ours_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "letter.txt").write_text("dear …")
    for out in (tmp_path / "precious", tmp_path / "precious" / "letter.txt"):
        with pytest.raises(ArchiveError, match="no site of ours"):
            build(policy(OTHER), out, progress=Silent())
    assert (tmp_path / "precious" / "letter.txt").read_text() == "dear …"


def put(work: Path, page: str) -> None:
    """The least that makes a folder a site of ours."""
    (work / "page.html").write_text(page)
    (work / MARK).write_text('{"made-by": "policysite"}')


def test_an_empty_folder_may_become_a_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    with fresh(out) as work:
        put(work, "a page")
    assert sorted(path.name for path in out.iterdir()) == ["page.html", MARK]


def test_an_empty_folder_beside_a_link_may_become_one_too(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to("real")
    for content in ("former", "new"):
        with fresh(tmp_path / "site") as work:
            put(work, content)
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "real" / "page.html").read_text() == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["real", "site"]


def test_what_was_put_there_during_the_build_is_not_replaced(tmp_path: Path) -> None:
    out = tmp_path / "site"
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("dear …")
    with pytest.raises(ArchiveError, match="no site of ours"), fresh(out):
        (tmp_path / "letters").rename(out)
    assert (out / "letter.txt").read_text() == "dear …"


def test_where_names_cannot_be_exchanged_the_former_site_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policysite.build.switch._exchange", lambda *_: False)
    out = tmp_path / "site"
    for content in ("former", "new"):
        with fresh(out) as work:
            put(work, content)
    assert (out / "page.html").read_text() == "new"

    rename = Path.rename

    def no_rename(self: Path, target: Path) -> Path:
        if target == out and not self.name.endswith("-former"):
            raise OSError("cannot")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", no_rename)
    with pytest.raises(OSError, match="cannot"), fresh(out) as work:
        put(work, "newer")
    assert (out / "page.html").read_text() == "new"


def test_a_former_site_that_a_killed_build_moved_away_comes_back(tmp_path: Path) -> None:
    away = tmp_path / ".site.policysite-abc-former"
    away.mkdir()
    (away / MARK).write_text("{}")
    (away / "page.html").write_text("former")
    out = tmp_path / "site"
    with pytest.raises(BuildError, match="fails"), fresh(out):
        raise BuildError("it fails")
    assert (out / "page.html").read_text() == "former"


def test_a_build_removes_what_a_killed_one_left_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "site"
    (tmp_path / ".site-backup").mkdir()
    left = tmp_path / ".site.policysite-left"
    left.mkdir()
    (left / "half.html").write_text("half")
    with fresh(out) as running, fresh(out):
        assert not left.exists()
        assert running.is_dir()
        (running / "page.html").write_text("of the slower one")
    assert (out / "page.html").read_text() == "of the slower one"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site-backup", "site"]


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    write_changed(tmp_path, {"a.md": b"a", "deep/b.md": b"b"})
    before = (tmp_path / "a.md").stat().st_mtime_ns
    write_changed(tmp_path, {"a.md": b"a", "c.md": b"c"})
    assert (tmp_path / "a.md").stat().st_mtime_ns == before
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.md", "c.md"]


def test_with_an_address_pages_have_canonical_links_and_the_site_a_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policysite.build.site_url", lambda: "https://example.org/policies/")
    out = tmp_path / "site"
    build(policy(OTHER), out, progress=Silent())
    text = (out / "fr/2025-03-04/texte/index.html").read_text(encoding="utf-8")
    address = "https://example.org/policies/fr/2025-03-04/texte/"
    assert f'<link rel="canonical" href="{address}">' in text
    assert f"<loc>{address}</loc>" in (out / "sitemap.xml").read_text(encoding="utf-8")
    wrong = (out / "404.html").read_text(encoding="utf-8")
    assert 'href="/policies/fr/2025-03-04/texte/"' in wrong


def test_with_an_address_each_page_names_itself_in_every_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policysite.build.site_url", lambda: "https://example.org/policies/")
    out = tmp_path / "site"
    real = policy(REAL)
    build(real, out, progress=Silent())
    editions = [edition(real, language.code) for language in site_languages(real)]
    for key in editions[0].pages:
        addresses = {
            this.language.tag: f"https://example.org/policies/{this.address(key)}"
            for this in editions
        }
        for this in editions:
            html = page(out / this.address(key) / "index.html")
            named = [e for e in html.find("link") if "hreflang" in e.attributes]
            assert {e.attributes["hreflang"]: e.attributes["href"] for e in named} == addresses


def test_without_an_address_the_site_says_none() -> None:
    assert not (site("other") / "sitemap.xml").exists()
    text = (site("other") / "fr/2025-03-04/texte/index.html").read_text(encoding="utf-8")
    assert "canonical" not in text
    french = (site("real") / "fr/2017-02-08/texte/index.html").read_text(encoding="utf-8")
    assert '<link rel="alternate" hreflang' not in french
