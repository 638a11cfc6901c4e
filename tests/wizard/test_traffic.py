"""What goes over the wire is the same whatever is answered, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from policysite.serve.live import Live
from tests.site.browser import PATIENCE, BuiltSite, served
from tests.sources import REAL, policy
from tests.wizard.person import LISTEN, Person
from tests.wizard.walks import walks


class Heard(BuiltSite):
    """Keeps every request as it came, its line and its headers."""

    def __init__(self, *args: object, live: Live, requests: list[bytes]) -> None:
        self.requests = requests
        super().__init__(*args, live=live)

    def parse_request(self) -> bool:
        understood = super().parse_request()
        self.requests.append(self.requestline.encode() + self.headers.as_bytes())
        return understood


@pytest.fixture
def requests() -> list[bytes]:
    return []


@pytest.fixture
def root(folder: Path, requests: list[bytes]) -> Iterator[str]:
    with served(folder, partial(Heard, requests=requests)) as address:
        yield address


def test_two_consultations_ask_for_the_same_bytes(
    browser: Browser, root: str, requests: list[bytes]
) -> None:
    sent = {}
    for walk in [walk for walk in walks(policy(REAL)) if walk.wizard == "publier"][:2]:
        # Nothing fetched before, so that each has to ask for everything.
        context = browser.new_context()
        context.add_init_script(LISTEN)
        context.set_default_timeout(PATIENCE)
        person = Person(context.new_page(), root, policy(REAL))
        person.open(walk.wizard)
        person.finish(walk.given)
        person.button("tools.link").click()
        person.button("tools.copy").click()
        person.page.emulate_media(media="print")
        context.close()
        sent[walk.outcome] = sorted(requests)
        requests.clear()
    one, other = sent.values()
    assert one == other
    assert len(one) > 10
