"""In pages that are not ours: by one script tag on this origin, in a frame on any other."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from policysite.pages.edition import edition, with_frames
from policysite.serve.headers import headers
from tests.site.browser import served, sticking_out, until
from tests.site.sites import site
from tests.sources import REAL, policy
from tests.wizard.names import Given
from tests.wizard.person import Person
from tests.wizard.test_accessible import wrong
from tests.wizard.watch import KEPT, NOTHING

DEMONSTRATIONS = Path(__file__).with_name("embedding")
PHOTO: Given = {"roles": ["student"], "image": "others", "consent": "not_all"}


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, with another page of the same origin beside it."""
    folder = tmp_path_factory.mktemp("origin") / "site"
    shutil.copytree(site("real"), folder)
    shutil.copytree(DEMONSTRATIONS, folder / "vie-etudiante")
    with served(folder) as root:
        yield root


class Quiet(SimpleHTTPRequestHandler):
    """Another host, which sends no header of ours."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def elsewhere(root: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page of another origin that shows the wizard about photos in a frame."""
    folder = tmp_path_factory.mktemp("elsewhere")
    page = (DEMONSTRATIONS / "other-origin.html").read_text(encoding="utf-8")
    frame = root + with_frames(edition(policy(REAL), "fr")).address("frame/photo")
    (folder / "index.html").write_text(page.replace("SITE", frame), encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_one_script_tag_brings_the_wizard_of_the_revision_in_force(page: Page, beside: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    person = Person(page, beside, policy(REAL))
    page.goto(f"{beside}vie-etudiante/same-origin.html")
    person.wizard = "photo"
    person.wait("ready")
    found = finish(person, PHOTO)
    assert person.result() == found == "inappropriate"
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.pw .pw-link')).color")
        == "rgb(122, 31, 162)"
    )
    assert wrong(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert sticking_out(page) == []
    assert page.evaluate(KEPT) == NOTHING
    assert complaints == []


def finish(person: Person, given: Given) -> str | None:
    """To the answer, on a page whose title is its own."""
    while together := person.found().ask_together:
        for fact in together:
            person.choose(fact, given[fact] if fact in given else person.default(fact))
        person.go_on()
        expect(person.heading(person.name_of(person.found()))).to_be_focused()
    return person.found().outcome


def framed(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def test_in_a_frame_it_tells_its_height_and_nothing_else(page: Page, elsewhere: str) -> None:
    person = Person(page, elsewhere, policy(REAL))
    page.goto(elsewhere)
    frame = framed(page)
    frame.locator('policy-wizard[state="ready"]').wait_for()
    before = page.locator("iframe").get_attribute("height")
    frame.get_by_role("checkbox", name=person.label("roles", "student"), exact=True).check()
    frame.get_by_role("button", name=person.say("question.next")).click()
    expect(frame.get_by_role("heading", name=person.question("action"), exact=True)).to_be_focused()
    expect(page.locator("iframe")).not_to_have_attribute("height", str(before))
    heard = page.evaluate("heard")
    assert heard
    for message in heard:
        assert message.keys() == {"type", "height"}
        assert message["type"] == "policy-wizard:height"
        assert isinstance(message["height"], int)
    until(page.frames[1], "() => document.documentElement.scrollHeight <= innerHeight")


def test_links_of_a_frame_open_outside_and_wizards_hand_over_inside(
    page: Page, root: str, elsewhere: str
) -> None:
    person = Person(page, root, policy(REAL))
    page.goto(elsewhere)
    frame = framed(page)
    frame.locator('policy-wizard[state="ready"]').wait_for()
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name=person.say("frame.whole")).click()
    assert opened.value.url == person.address("photo")
    opened.value.close()
    frame.get_by_role("checkbox", name=person.label("roles", "student"), exact=True).check()
    frame.get_by_role("link", name=person.title("publier"), exact=True).click()
    frame.locator('policy-wizard[wizard="publier"][state="ready"]').wait_for()
    whole = with_frames(edition(policy(REAL), "fr"))
    assert page.frames[1].url == root + whole.address("frame/publier")
    expect(frame.get_by_role("heading", name=person.question("action"), exact=True)).to_be_visible()


def test_a_frame_by_itself_is_a_page_that_anyone_can_use(page: Page, root: str) -> None:
    for language in ("fr", "en"):
        person = Person(page, root, policy(REAL), language)
        person.wizard = "photo"
        page.goto(root + with_frames(edition(policy(REAL), language)).address("frame/photo"))
        person.wait("ready")
        assert wrong(page) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert sticking_out(page) == []
        page.set_viewport_size({"width": 1280, "height": 900})


def test_only_frames_may_be_shown_by_other_origins() -> None:
    for path, ancestors in (
        ("/fr/2017-02-08/verifier/photo/cadre/", "*"),
        ("/en/in-force/check/photo/frame/", "*"),
        ("/fr/2017-02-08/verifier/photo/", "'self'"),
        ("/fr/2017-02-08/cadre/texte/", "'self'"),
    ):
        policies = dict(headers(path))["Content-Security-Policy"]
        assert policies.endswith(f"; frame-ancestors {ancestors}")


def test_frames_follow_the_revision_in_force_unless_they_are_pinned(page: Page, root: str) -> None:
    page.goto(f"{root}fr/en-vigueur/verifier/photo/cadre/")
    pinned = root + with_frames(edition(policy(REAL), "fr")).address("frame/photo")
    expect(page).to_have_url(pinned)
