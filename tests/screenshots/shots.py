"""Which pictures there are: a page of every type, and what is done on it before it is taken.

Place in the flow: `__main__` takes them in every language, size and colour scheme. A shot's name is
the end of its file's name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from playwright.sync_api import Page

from policysite.pages.edition import Edition, with_frames
from policysite.policy import Policy
from tests.screenshots.walks import Stop

PHONE, DESKTOP = "phone", "desktop"

type Deed = Callable[[Page], None]


def _ready(page: Page) -> None:
    """Waits for the wizard of the page, if it has one, to show what it has to show."""
    if page.locator("policy-wizard").count():
        page.locator('policy-wizard[state="ready"]').wait_for()
        page.locator("policy-wizard .pw-view > *").first.wait_for()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """`address`: from the root of the site. `first`: done before the page is opened, `then` after.

    `top`: the element that the picture begins with; without it, the page's own beginning.
    `whole`: the page as far down as pictures go, not only what a screen shows. `day`: on which it
    is read; without one, that of the coming into force.
    """

    name: str
    address: str
    first: Deed | None = None
    then: Deed = _ready
    top: str | None = None
    whole: bool = True
    sizes: tuple[str, ...] = (PHONE, DESKTOP)
    day: str = ""


def shots(policy: Policy, walked: Sequence[Stop], edition: Edition) -> Iterator[Shot]:
    """Every picture of one language of the site. `walked`: the policy's `stops`."""
    for key, path in edition.pages.items():
        if "/" not in key:
            yield Shot(name=key, address=edition.root + path)
    yield from _on_the_text(policy, edition)
    yield from _in_the_header(policy, edition)
    yield Shot(name="404", address=f"{edition.root}404/")
    if policy.wizards:
        yield from _on_a_wizard(policy, edition)
        yield from _in_a_wizard(edition, walked)


def answered(edition: Edition, name: str, stop: Stop) -> Shot:
    """The wizard's page where those answers lead."""
    entry = {"wizard": stop.wizard, "answers": stop.answers, "page": None, "index": 0}
    return Shot(
        name=name,
        address=edition.address(
            f"check/{stop.wizard}", f"policy-wizard={quote(json.dumps(entry))}"
        ),
    )


def outcomes(walked: Sequence[Stop]) -> dict[str, Stop]:
    """Modality, or the status where there is none → the first walk that ends so."""
    found: dict[str, Stop] = {}
    for stop in walked:
        if not stop.asks:
            found.setdefault(stop.result, stop)
    return found


def _on_the_text(policy: Policy, edition: Edition) -> Iterator[Shot]:
    clauses = list(policy.clauses.values())
    listed = [clause.items[0] for clause in clauses if clause.items]
    for clause in (listed or clauses)[:1]:
        there = edition.address("text", clause.id)
        yield Shot(name="text-at-clause", address=there, whole=False)


def _in_the_header(policy: Policy, edition: Edition) -> Iterator[Shot]:
    home = edition.address("home")
    title, _ = policy.title.in_language(edition.language.code)
    word = max(title.split(), key=len)
    yield Shot(name="search", address=home, then=lambda page: _search(page, word), whole=False)
    yield Shot(name="menu", address=home, then=_open_menu, whole=False, sizes=(PHONE,))


def _on_a_wizard(policy: Policy, edition: Edition) -> Iterator[Shot]:
    """What a page with a wizard shows before any answer."""
    wizard = next((one for one in policy.base.wizards if not one.informative), None)
    if wizard:
        page = edition.address(f"check/{wizard.id}")
        yield Shot(name="wizard", address=page)
        yield Shot(name="decision-table", address=page, top="#table")
        yield Shot(name="errors", address=page, then=_send_nothing)
        yield Shot(name="loading", address=page, first=_slow_down, then=_loading)
        yield Shot(name="failure", address=page, first=_block, then=_failed)
        damaged = edition.address(f"check/{wizard.id}", "policy-answers=1")
        yield Shot(name="link-refused", address=damaged, then=_refused)
        frame = with_frames(edition).address(f"frame/{wizard.id}")
        yield Shot(name="frame", address=frame)
    informative = next((one for one in policy.base.wizards if one.informative), None)
    if informative:
        page = edition.address(f"check/{informative.id}")
        yield Shot(name="informative-wizard", address=page)


def _in_a_wizard(edition: Edition, walked: Sequence[Stop]) -> Iterator[Shot]:
    """A question, a checklist, and every outcome there is."""
    going = [stop for stop in walked if stop.answers and stop.asks]
    for stop in [stop for stop in going if stop.asks == 1][:1]:
        yield answered(edition, "question", stop)
        yield replace(answered(edition, "question-help", stop), then=_unfold)
    for stop in [stop for stop in going if stop.asks > 1][:1]:
        yield answered(edition, "checklist", stop)
        yield replace(answered(edition, "checklist-errors", stop), then=_send_nothing)
    for result, stop in outcomes(walked).items():
        yield answered(edition, f"outcome-{result}", stop)
    for stop in [stop for stop in outcomes(walked).values() if stop.found.outcome][:1]:
        yield replace(answered(edition, "link", stop), then=_make_link)
        yield replace(answered(edition, "print", stop), then=_print, sizes=(DESKTOP,))
        given = [(f".{fact}", value) for fact, value in stop.answers.items()]
        fields = {"policy-answers": 1, "wizard": stop.wizard, "revision": "2001-01-01"}
        link = urlencode([*fields.items(), ("data", "0" * 8), *given], doseq=True)
        yield Shot(
            name="link-of-a-lost-revision", address=edition.address(f"check/{stop.wizard}", link)
        )


def _send_nothing(page: Page) -> None:
    _ready(page)
    page.locator("policy-wizard form button[type=submit]").click()
    page.get_by_role("alert").first.wait_for()


def _unfold(page: Page) -> None:
    """The help, and why the question is asked."""
    _ready(page)
    page.locator(".pw-helps summary").nth(1).wait_for()
    for summary in page.locator(".pw-helps summary").all():
        summary.click()


def _make_link(page: Page) -> None:
    _ready(page)
    page.locator("policy-wizard [data-act=link]").click()
    page.locator(".pw-link-field").wait_for()


def _print(page: Page) -> None:
    _ready(page)
    page.emulate_media(media="print")


def _refused(page: Page) -> None:
    page.locator(".pw-refused").wait_for()
    _ready(page)


def _slow_down(page: Page) -> None:
    """So that the runtime takes half a minute to come."""
    slow = {"offline": False, "latency": 0, "downloadThroughput": 4e5, "uploadThroughput": 4e5}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)


def _loading(page: Page) -> None:
    page.locator('policy-wizard[state="loading"]').wait_for()
    page.clock.fast_forward(2000)
    page.locator(".pw-progress").first.wait_for()


def _block(page: Page) -> None:
    page.context.route("**/assets/runtime/**", lambda route: route.abort())


def _failed(page: Page) -> None:
    page.locator('policy-wizard[state="failed"]').wait_for()


def _open_menu(page: Page) -> None:
    _ready(page)
    page.locator("header nav summary").click()


def _search(page: Page, word: str) -> None:
    _ready(page)
    box = page.get_by_role("searchbox")
    if not box.is_visible():
        page.locator("header search button").first.click()
    box.fill(word)
    page.locator("header search ol a").first.wait_for()
