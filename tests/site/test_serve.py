"""`policy serve`: live while one edits, and honest about a broken source."""

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from policysite.serve.headers import CONTENT_SECURITY_POLICY, FOR_EVER
from tests.publish.revisions import Project
from tests.sources import OTHER, ROOT

POLICY = Path(sys.executable).with_name("policy")
TEXT = "fr/2025-03-04/texte/"
GUIDE = ROOT / "docs" / "contributing" / "host-the-site.md"


class Server:
    """A running server and the source it follows."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / "source" / "policy.yaml"
        self.source.parent.mkdir(exist_ok=True)
        self.source.write_bytes(OTHER.read_bytes())
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self.process = subprocess.Popen(
            [POLICY, "serve", "--source", self.source, "--port", "0", "--lang", "fr"],
            env=os.environ | {"TMPDIR": str(self.temporary)},
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

    def end(self, by: signal.Signals = signal.SIGINT) -> str:
        """End it; what it said on stderr."""
        self.process.send_signal(by)
        return self.process.communicate(timeout=20)[1]

    def get(self, path: str, method: str = "GET") -> tuple[int, http.client.HTTPMessage, bytes]:
        """The answer to a request for `path`, which is sent as it is."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=10)
        connection.putrequest(method, path, skip_accept_encoding=True)
        connection.endheaders()
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, answer.headers, content


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One that no test edits or ends."""
    one = Server(tmp_path_factory.mktemp("server"))
    yield one
    one.end()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    """One of the test's own."""
    one = Server(tmp_path)
    yield one
    if one.process.poll() is None:
        one.end()


def test_an_open_page_follows_edits_and_says_what_is_wrong(own: Server, page: Page) -> None:
    page.goto(f"{own.address}fr/en-vigueur/texte/")
    clause = page.locator('[data-clause="pret.permis"]')
    expect(clause).to_have_text("Sinon, le prêt est accordé.")

    own.edit("Sinon, le prêt est accordé.", "Dans les autres cas, il est accordé.")
    expect(clause).to_have_text("Dans les autres cas, il est accordé.")

    own.edit("modality: entente\n", "modality: entete\n")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(re.compile(r"policy\.yaml:\d+:\d+"))
    expect(alert).to_contain_text("entete")
    # What was built last is still there, for who comes now too.
    page.reload()
    expect(alert).to_contain_text("entete")
    expect(clause).to_have_text("Dans les autres cas, il est accordé.")

    own.edit("modality: entete\n", "modality: entente\n")
    expect(alert).to_be_hidden()
    own.edit("Dans les autres cas, il est accordé.", "Il est accordé.")
    expect(clause).to_have_text("Il est accordé.")


def test_beside_published_revisions_an_edit_is_a_draft_and_its_address_is_said(
    tmp_path: Path, page: Page
) -> None:
    published = Project(tmp_path / "source")
    published.publish(OTHER.read_text(encoding="utf-8"))
    server = Server(tmp_path)
    server.edit("Sinon, le prêt est accordé.", "Il est accordé.")
    assert server.out.readline().startswith("reconstruit")
    address = server.out.readline().split()[-1]
    page.goto(f"{address}texte/")
    expect(page.locator('[data-clause="pret.permis"]')).to_have_text("Il est accordé.")
    page.goto(server.address + TEXT)
    expect(page.locator('[data-clause="pret.permis"]')).to_have_text("Sinon, le prêt est accordé.")
    server.end()


def test_the_problems_are_shown_without_breaking_the_page_s_policy(own: Server, page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(own.address + TEXT)
    own.edit("format: 1", "format: <img src=x onerror=alert(1)>")
    expect(page.get_by_role("alert")).to_contain_text("<img src=x")
    assert page.get_by_role("alert").locator("img").count() == 0
    assert complaints == []


def test_a_wrong_address_gets_the_page_for_it(server: Server, page: Page) -> None:
    answer = page.goto(f"{server.address}fr/2025-03-04/nulle-part/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_contain_text("n’existe pas")
    page.get_by_role("link", name="Lire le texte").click()
    expect(page).to_have_url(server.address + TEXT)


def test_the_headers_are_those_that_the_guide_for_hosts_asks_for(server: Server) -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    asked = dict(re.findall(r"^    ([A-Z][\w-]+): (.+)$", guide, re.MULTILINE))
    for path in (f"/{TEXT}", "/", "/fr/nowhere/", "/fr/2025-03-04/texte"):
        _, headers, _ = server.get(path)
        told = {name: headers[name] for name in asked}
        assert told == asked | {"Cache-Control": "no-cache"}, path
    only_here = f"{CONTENT_SECURITY_POLICY}; frame-ancestors 'self'"
    assert asked["Content-Security-Policy"] == only_here


def test_what_is_named_by_its_content_is_kept_for_ever(server: Server) -> None:
    page = server.get(f"/{TEXT}")[2].decode()
    [sheet] = re.findall(r'href="([^"]+/site\.css)"', page)
    status, headers, _ = server.get("/" + sheet.lstrip("./"))
    assert status == 200
    assert headers["Cache-Control"] == FOR_EVER


def test_the_types_are_those_that_the_guide_for_hosts_asks_for(server: Server) -> None:
    asked = dict(re.findall(r"^\| .*`(\.\w+)` \| `(.+)` \|$", GUIDE.read_text("utf-8"), re.M))
    [folder] = server.temporary.glob("policy-serve-*/*/")
    for ending, kind in asked.items():
        found = next(folder.rglob(f"*{ending}"))
        _, headers, _ = server.get(f"/{found.relative_to(folder)}")
        assert headers["Content-Type"].partition(";")[0] == kind, ending
    assert {".mjs", ".wasm"} <= set(asked)


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/fr/..%2f..%2f..%2f..%2f..%2f..%2fetc/passwd",
        "//etc/passwd",
        "/-/../../../pyproject.toml",
        "/-/..%2f..%2f..%2fpyproject.toml",
        "/fr/%00",
        "/assets/",
        "/assets/policy/",
        "/-/",
    ],
)
def test_nothing_but_the_files_of_the_site_is_served(server: Server, path: str) -> None:
    status, _, content = server.get(path)
    assert status == 404
    assert b"root:" not in content
    assert b"[project]" not in content
    assert b"Directory listing" not in content


def test_a_request_for_the_head_alone_gets_no_body(server: Server) -> None:
    status, headers, content = server.get(f"/{TEXT}", "HEAD")
    assert status == 200
    assert int(headers["Content-Length"]) > 0
    assert content == b""


def test_nothing_can_be_sent_to_it(server: Server) -> None:
    assert server.get("/", "POST")[0] == 501


def test_a_folder_s_address_ends_with_a_slash(server: Server, page: Page) -> None:
    page.goto(server.address + TEXT.rstrip("/"))
    expect(page).to_have_url(server.address + TEXT)


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_it_is_asked_to_and_leaves_nothing(own: Server, by: signal.Signals) -> None:
    assert own.end(by) == ""
    assert own.process.returncode == 0
    assert list(own.temporary.iterdir()) == []


def serve(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([POLICY, "serve", *arguments], capture_output=True, text=True)


def test_a_port_in_use_is_said_in_one_line(server: Server) -> None:
    port = str(urlsplit(server.address).port)
    done = serve("--source", OTHER, "--port", port)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert port in done.stderr


def test_a_port_that_cannot_be_is_said_in_one_line() -> None:
    done = serve("--source", OTHER, "--port", "99999")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "99999" in done.stderr


def test_a_broken_source_is_not_served(tmp_path: Path) -> None:
    source = tmp_path / "policy.yaml"
    source.write_text("format: 1\n", encoding="utf-8")
    done = serve("--source", source, "--port", "0")
    assert done.returncode == 2
    assert "policy.yaml:1" in done.stderr


def test_a_source_that_is_not_there_is_said(tmp_path: Path) -> None:
    done = serve("--source", tmp_path / "nowhere" / "policy.yaml", "--port", "0")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "nowhere" in done.stderr
