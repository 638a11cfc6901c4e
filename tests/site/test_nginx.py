"""Behind a real nginx, with the configuration that hosts are given, the site is what it is here."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from policysite.serve.headers import TYPES, headers
from policysite.serve.nginx import COMPRESSED, KINDS, configuration
from tests.site.nginx import CONFIGURATION, behind_nginx
from tests.site.sites import site

WIZARD = "/fr/2017-02-08/verifier/publier/"
FRAME = f"{WIZARD}cadre/"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Asked:
    """What is asked of a server."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.connection = HTTPConnection(urlsplit(base).netloc)

    def __call__(self, path: str, **given: str) -> Answer:
        self.connection.request("GET", quote(path), headers=given)
        answer = self.connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, found, answer.read())


@pytest.fixture(scope="module")
def real() -> Path:
    return site("real")


@pytest.fixture(scope="module")
def asked(real: Path) -> Iterator[Asked]:
    with behind_nginx(real) as base:
        yield Asked(base)


def one_of_each_kind(folder: Path) -> dict[str, str]:
    """Ending → the address of a file."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.suffix: f"/{path.relative_to(folder).as_posix()}" for path in files}


def test_the_file_is_made_from_the_headers() -> None:
    assert CONFIGURATION.read_text(encoding="utf-8") == configuration()


def test_every_kind_of_file_has_its_headers_and_its_type(asked: Asked, real: Path) -> None:
    found = one_of_each_kind(real)
    assert set(TYPES) <= set(found)
    for ending, path in found.items():
        answer = asked(path)
        kind = KINDS.get(ending, "application/octet-stream")
        assert answer.status == 200, path
        assert answer.headers["content-type"].partition(";")[0] == kind, path
        for name, value in headers(path):
            assert answer.headers[name.lower()] == value, (path, name)
        assert answer.body == (real / path[1:]).read_bytes(), path


def test_a_frame_may_be_shown_by_others_and_nothing_else_may(asked: Asked) -> None:
    for path in (FRAME, f"{FRAME}index.html"):
        assert asked(path).headers["content-security-policy"].endswith("frame-ancestors *"), path
    assert asked(WIZARD).headers["content-security-policy"].endswith("frame-ancestors 'self'")


def test_what_is_worth_it_is_compressed(asked: Asked, real: Path) -> None:
    for ending, path in one_of_each_kind(real).items():
        whole = (real / path[1:]).read_bytes()
        answer = asked(path, **{"Accept-Encoding": "gzip"})
        kind = KINDS.get(ending, "")
        if (kind in COMPRESSED.split() or kind == "text/html") and len(whole) >= 512:
            assert answer.headers["content-encoding"] == "gzip", path
            assert "accept-encoding" in answer.headers["vary"].lower(), path
            assert gzip.decompress(answer.body) == whole, path
        else:
            assert "content-encoding" not in answer.headers, path


def test_a_page_that_has_not_changed_is_not_sent_again(asked: Asked) -> None:
    first = asked("/fr/2017-02-08/")
    again = asked("/fr/2017-02-08/", **{"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/nothing", "404.html"),
        ("/fr/2017-02-08/nothing/", "fr/2017-02-08/404.html"),
        ("/en/2017-02-08/nothing", "en/2017-02-08/404.html"),
        ("/xx/2017-02-08/nothing", "404.html"),
        ("/assets/nothing.js", "404.html"),
    ],
)
def test_a_wrong_address_has_its_page_and_no_cache_keeps_it(
    asked: Asked, real: Path, path: str, page: str
) -> None:
    answer = asked(path)
    assert answer.status == 404
    assert answer.body == (real / page).read_bytes()
    for name, value in headers(path, found=False):
        assert answer.headers[name.lower()] == value, (path, name)


def test_a_folder_without_its_slash_leads_on_wherever_the_site_is(asked: Asked) -> None:
    answer = asked("/fr/2017-02-08")
    assert (answer.status, answer.headers["location"]) == (301, "/fr/2017-02-08/")


def test_hidden_files_are_not_shown(asked: Asked) -> None:
    assert asked("/.git/config").status == 404


def test_a_wizard_answers_there(browser: Browser, asked: Asked) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{asked.base}{WIZARD[1:]}")
    expect(page.locator("policy-wizard")).to_have_attribute("state", "ready", timeout=60_000)
    assert said == []
    page.close()
