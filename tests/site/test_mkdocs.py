"""MkDocs run out of habit in the root: the working source in its first language."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

from policysite.pages.edition import edition
from tests.site.html import page as html
from tests.sources import REAL, ROOT, policy

MKDOCS = Path(sys.executable).with_name("mkdocs")
FIRST = policy(REAL).authoritative


def test_mkdocs_build_makes_the_working_source_in_its_first_language(tmp_path: Path) -> None:
    done = subprocess.run(
        [MKDOCS, "build", "--strict", "--site-dir", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    alone = edition(policy(REAL), FIRST.code, alone=True)
    for path in alone.pages.values():
        assert html(tmp_path / path / "index.html").one("html").attributes["lang"] == FIRST.tag
    assert not html(tmp_path / "index.html").find(cls="pol-tool--language")
    # One runtime and one policy, those of this source: nothing of an earlier one is copied.
    assert [len(list(kind.iterdir())) for kind in sorted((tmp_path / "assets").iterdir())] == [
        1
    ] * 5


@contextmanager
def mkdocs_serve(port: int) -> Iterator[str]:
    """The address at which `mkdocs serve` answers."""
    process = subprocess.Popen(
        [MKDOCS, "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    try:
        said = ""
        while not (found := re.search(r"Serving on (http://\S+/)", said)):
            line = process.stderr.readline()
            assert line, said
            said += line
        yield found[1]
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def test_mkdocs_serve_shows_the_same_and_its_wizards_answer(page: Page) -> None:
    with mkdocs_serve(free_port()) as root:
        page.goto(f"{root}verifier/publier/")
        page.wait_for_selector('policy-wizard[state="ready"]')
        page.goto(f"{root}texte/")
        expect(page.locator("[data-clause]")).to_have_count(59)
