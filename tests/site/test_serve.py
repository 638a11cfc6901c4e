"""`policy serve`: live while one edits, and honest about a broken source."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from playwright.sync_api import Page, expect

from tests.site.browser import chromium
from tests.sources import OTHER

POLICY = Path(sys.executable).with_name("policy")


class Server:
    """A running server and the source it follows."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self.process = subprocess.Popen(
            [POLICY, "serve", "--source", source, "--port", "0", "--lang", "fr"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        line = self.out.readline()
        found = re.search(r"http://\S+/", line)
        assert found, line + self.errors.read()
        self.address = found[0]

    @property
    def out(self) -> IO[str]:
        assert self.process.stdout is not None
        return self.process.stdout

    @property
    def errors(self) -> IO[str]:
        assert self.process.stderr is not None
        return self.process.stderr

    def edit(self, old: str, new: str) -> None:
        text = self.source.read_text(encoding="utf-8")
        assert old in text
        self.source.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    source = tmp_path / "source" / "policy.yaml"
    source.parent.mkdir()
    source.write_bytes(OTHER.read_bytes())
    one = Server(source)
    yield one
    one.process.kill()
    one.process.communicate()


@pytest.fixture
def page() -> Iterator[Page]:
    with chromium() as browser:
        yield browser.new_page()


def test_an_open_page_follows_edits_and_says_what_is_wrong(server: Server, page: Page) -> None:
    page.goto(f"{server.address}fr/en-vigueur/texte/")
    clause = page.locator('[data-clause="pret.permis"]')
    expect(clause).to_have_text("Sinon, le prêt est accordé.")

    server.edit("Sinon, le prêt est accordé.", "Dans les autres cas, il est accordé.")
    expect(clause).to_have_text("Dans les autres cas, il est accordé.")

    server.edit("modality: entente\n", "modality: entete\n")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("policy.yaml:")
    expect(clause).to_have_text("Dans les autres cas, il est accordé.")

    server.edit("modality: entete\n", "modality: entente\n")
    expect(alert).to_be_hidden()


def test_a_wrong_address_gets_the_page_for_it(server: Server, page: Page) -> None:
    answer = page.goto(f"{server.address}fr/2025-03-04/nulle-part/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_contain_text("n’existe pas")
    page.get_by_role("link", name="Lire le texte").click()
    expect(page).to_have_url(f"{server.address}fr/2025-03-04/texte/")


def test_files_come_with_their_types_and_headers(server: Server, page: Page) -> None:
    answers = {}
    page.on("response", lambda answer: answers.setdefault(answer.url.rpartition("/")[2], answer))
    page.goto(f"{server.address}fr/2025-03-04/texte/")
    home = answers[""]
    assert "default-src 'none'" in home.headers["content-security-policy"]
    assert home.headers["cache-control"] == "no-cache"
    script = answers["site.js"]
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "immutable" in script.headers["cache-control"]


def test_a_folder_s_address_ends_with_a_slash(server: Server, page: Page) -> None:
    page.goto(f"{server.address}fr/2025-03-04/texte")
    expect(page).to_have_url(f"{server.address}fr/2025-03-04/texte/")


def test_ctrl_c_ends_it(server: Server) -> None:
    server.process.send_signal(signal.SIGINT)
    _, errors = server.process.communicate(timeout=10)
    assert server.process.returncode == 0
    assert errors == ""


def test_a_port_in_use_is_said_in_one_line(server: Server) -> None:
    port = server.address.rpartition(":")[2].strip("/")
    done = subprocess.run(
        [POLICY, "serve", "--source", OTHER, "--port", port], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert port in done.stderr


def test_a_broken_source_is_not_served(tmp_path: Path) -> None:
    source = tmp_path / "policy.yaml"
    source.write_text("format: 1\n", encoding="utf-8")
    done = subprocess.run(
        [POLICY, "serve", "--source", source, "--port", "0"], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "policy.yaml:1" in done.stderr
