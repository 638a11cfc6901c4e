"""When JavaScript, WebAssembly or a file is missing, late or silent: words, the table, Retry."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Route, expect

from tests.site.browser import PATIENCE
from tests.sources import REAL, policy
from tests.wizard.held import SITE, Held
from tests.wizard.hostile_links import REFUSED
from tests.wizard.person import LISTEN, Person


def somebody(browser: Browser, root: str) -> Person:
    """In a browser that has fetched nothing yet: what it has, no test could withhold."""
    context = browser.new_context()
    context.add_init_script(LISTEN)
    context.set_default_timeout(PATIENCE)
    return Person(context.new_page(), root, policy(REAL))


@pytest.fixture
def person(browser: Browser, root: str) -> Iterator[Person]:
    one = somebody(browser, root)
    yield one
    one.page.context.close()


@pytest.fixture
def context(person: Person) -> BrowserContext:
    return person.page.context


PATIENCE_OF_PAGES = 10_000
"""Milliseconds after which a page says what is missing."""
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1e6, "uploadThroughput": 1e5}
"""Bytes a second, milliseconds: a phone with little reception."""


def open_early(person: Person) -> None:
    """Go to the wizard without waiting for what its page still loads; its clock is the test's."""
    person.page.clock.install()
    person.wizard, person.answers = "publier", {}
    person.page.goto(person.address("publier"), wait_until="commit")
    expect(person.choice("roles", "student")).to_be_visible()


def alert(person: Person) -> Locator:
    return person.page.get_by_role("alert").filter(has_text=person.say("failed.title"))


def expect_failure(person: Person, trouble: str) -> None:
    """The reason in words, no other, and the way to the table of answers."""
    expect(alert(person)).to_be_visible()
    person.wait("failed")
    for reason in ("unsupported", "blocked", "stalled"):
        said = alert(person).get_by_text(person.say(f"failed.{reason}"))
        expect(said).to_be_visible(visible=reason == trouble)
    expect(person.page.get_by_role("progressbar")).to_have_count(0)
    alert(person).get_by_role("link", name=person.say("failed.table")).click()
    expect(person.page).to_have_url(f"{person.address('publier')}#table")
    expect(person.page.get_by_role("table").first).to_be_in_viewport()


def expect_answers(person: Person) -> None:
    """It works after all."""
    expect(alert(person)).to_have_count(0)
    person.answer("roles", ["student"])
    person.expect_step()


def test_without_scripts_the_form_gives_way_to_the_table(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    person = Person(context.new_page(), root, policy(REAL))
    person.open("publier", ready=False)
    for role in ("checkbox", "radio", "button", "alert", "progressbar"):
        expect(person.page.get_by_role(role)).to_have_count(0)
    sentence = person.page.get_by_role("paragraph").filter(has_text=person.say("scriptless"))
    expect(sentence).to_be_visible()
    person.page.get_by_role("link", name=person.say("scriptless_link"), exact=True).click()
    expect(person.page.get_by_role("table").first).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("name", ["*.wasm", "*.whl", "worker.js", "manifest.json", "policy.json"])
def test_a_file_of_the_runtime_is_blocked(
    context: BrowserContext, person: Person, name: str
) -> None:
    context.route(SITE + name, lambda route: route.abort())
    person.open("publier", ready=False)
    expect_failure(person, "blocked")
    [told] = person.told("failed")
    assert person.say("failed.blocked") in told
    context.unroute(SITE + name)
    person.button("failed.retry").click()
    person.wait("ready")
    expect_answers(person)


def test_a_host_that_gives_the_program_another_type(
    context: BrowserContext, person: Person
) -> None:
    def mistyped(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers=response.headers | {"content-type": "text/plain"})

    context.route(SITE + "*.wasm", mistyped)
    person.open("publier")
    expect_answers(person)


def test_the_words_are_blocked(context: BrowserContext, person: Person) -> None:
    context.route(SITE + "fr.json", lambda route: route.abort())
    person.open("publier", ready=False)
    person.answer("roles", ["student"])
    expect_failure(person, "blocked")
    context.unroute(SITE + "fr.json")
    person.button("failed.retry").click()
    person.expect_step()


@pytest.mark.parametrize("name", ["policy-wizard.js", "element.js"])
def test_the_module_is_blocked(context: BrowserContext, person: Person, name: str) -> None:
    context.route(SITE + name, lambda route: route.abort())
    open_early(person)
    person.page.wait_for_load_state()
    person.page.clock.fast_forward(PATIENCE_OF_PAGES)
    expect_failure(person, "blocked")
    context.unroute(SITE + name)
    person.button("failed.retry").click()
    person.wait("ready")
    expect_answers(person)


def test_there_is_no_webassembly(person: Person) -> None:
    person.page.add_init_script("delete globalThis.WebAssembly")
    person.open("publier", ready=False)
    expect_failure(person, "unsupported")
    person.button("failed.retry").click()
    expect_failure(person, "unsupported")


def test_files_that_never_come(browser: Browser, root: str) -> None:
    late, given_up, without = (somebody(browser, root) for _ in range(3))
    comes_late = Held(late.page.context, "*.wasm")
    stalled = Held(given_up.page.context, "*.wasm")
    module = Held(without.page.context, "policy-wizard.js")
    for person in (late, given_up, without):
        open_early(person)
    for person in (late, given_up):
        expect(person.page.get_by_role("progressbar")).to_be_visible()
    for person in (late, given_up, without):
        person.page.clock.fast_forward(PATIENCE_OF_PAGES)
    expect_failure(late, "stalled")
    comes_late.let_go()
    late.wait("ready")
    expect_answers(late)
    expect_failure(given_up, "stalled")
    stalled.holds = False
    given_up.button("failed.retry").click()
    given_up.wait("ready")
    expect_answers(given_up)
    expect_failure(without, "blocked")
    module.let_go()
    without.wait("ready")
    expect_answers(without)
    for person in (late, given_up, without):
        person.page.context.close()


def test_a_file_that_comes_late_and_slowly_is_waited_for(
    context: BrowserContext, person: Person
) -> None:
    held = Held(context, "*.wasm")
    open_early(person)
    expect(person.page.get_by_role("progressbar")).to_be_visible()
    person.page.clock.fast_forward(PATIENCE_OF_PAGES)
    expect(alert(person)).to_be_visible()
    context.new_cdp_session(person.page).send("Network.emulateNetworkConditions", SLOW)
    held.let_go()
    expect(person.page.get_by_role("progressbar")).to_be_visible()
    expect(alert(person)).to_have_count(0)
    person.wait("ready")
    expect_answers(person)


def test_an_answer_before_the_runtime_is_kept(context: BrowserContext, person: Person) -> None:
    held = Held(context, "*.wasm")
    person.open("publier", ready=False)
    person.answer("roles", ["student"])
    expect(person.page.get_by_text(person.say("loading.kept")).first).to_be_visible()
    expect(person.page.get_by_text(person.say("loading.meanwhile"))).to_be_hidden()
    expect(person.page.get_by_role("status")).to_have_text(person.say("loading.kept"))
    held.let_go()
    person.expect_step()
    expect(person.page.get_by_text(person.say("loading.kept")).first).to_be_hidden()


def test_an_answer_before_the_module_is_kept(context: BrowserContext, person: Person) -> None:
    held = Held(context, "policy-wizard.js")
    open_early(person)
    person.answer("roles", ["student"])
    held.let_go()
    person.expect_step()


@pytest.mark.parametrize("why", ["long", "newer", "elsewhere"])
def test_a_link_refused_before_the_runtime_is_there_leaves_the_first_question(
    context: BrowserContext, person: Person, why: str
) -> None:
    refused = person.page.locator(".pw-refused")
    held = Held(context, "*.wasm")
    person.page.goto(f"{person.address('photo')}#{REFUSED[why]}")
    person.wizard = "photo"
    expect(refused).to_contain_text(person.say(f"refused.{why}"))
    expect(person.heading(person.question("roles"))).to_be_visible()
    person.answer("roles", ["student"])
    held.let_go()
    person.expect_step()
    expect(refused).to_have_count(0)


def test_nothing_chosen_is_said_before_the_runtime_is_there(
    context: BrowserContext, person: Person
) -> None:
    held = Held(context, "*.wasm")
    person.open("publier", ready=False)
    person.go_on()
    summary = person.page.get_by_role("alert").filter(has_text=person.say("errors.title"))
    expect(summary).to_be_focused()
    held.let_go()
    person.wait("ready")
    expect_answers(person)


def test_going_on_after_a_failure_tries_again(context: BrowserContext, person: Person) -> None:
    context.route(SITE + "*.wasm", lambda route: route.abort())
    person.open("publier", ready=False)
    expect_failure(person, "blocked")
    person.answer("roles", ["student"])
    expect(alert(person)).to_be_visible()
    expect(person.page.get_by_text(person.say("loading.kept")).first).to_be_hidden()
    context.unroute(SITE + "*.wasm")
    person.go_on()
    person.expect_step()


# In the middle of a consultation ------------------------------------------------------------------

HANDLES = """
    window.workers = [];
    window.Worker = class extends Worker {
        constructor(...how) { super(...how); workers.push(this); }
    };
"""
"""Lets a test reach the worker."""


@pytest.fixture
def halfway(person: Person) -> Person:
    """Somebody who has answered two questions."""
    person.page.add_init_script(HANDLES)
    person.open("publier")
    for fact, answer in (("roles", ["student"]), ("action", "post")):
        person.answer(fact, answer)
        person.expect_step()
    return person


def test_a_worker_that_breaks_loses_no_answer(halfway: Person) -> None:
    halfway.page.evaluate("() => { workers.at(-1).dispatchEvent(new Event('error')) }")
    expect_failure(halfway, "blocked")
    halfway.choose("channel", "social")
    halfway.button("failed.retry").click()
    halfway.wait("ready")
    halfway.go_on()
    halfway.expect_step()
    assert set(halfway.answers) == {"roles", "action", "channel"}
    found = halfway.finish({})
    assert halfway.result() == found.outcome


def test_a_worker_that_falls_silent_loses_no_answer(halfway: Person) -> None:
    halfway.page.clock.install()
    halfway.page.evaluate("() => { workers.at(-1).postMessage = () => {} }")
    halfway.answer("channel", "social")
    halfway.page.clock.fast_forward(PATIENCE_OF_PAGES)
    expect_failure(halfway, "stalled")
    halfway.button("failed.retry").click()
    halfway.expect_step()
    found = halfway.finish({})
    assert halfway.result() == found.outcome


def test_once_loaded_it_works_offline(context: BrowserContext, person: Person) -> None:
    person.open("publier")
    context.set_offline(True)
    found = person.finish({"roles": ["student"]})
    assert person.result() == found.outcome
    person.restart()
    context.set_offline(False)


PARTS = """
    window.parts = [];
    const look = () => {
        const shown = document.querySelector("policy-wizard .pw-progress");
        if (shown && !shown.closest("[hidden]")) parts.push(shown.value);
        requestAnimationFrame(look);
    };
    look();
"""
"""Keeps what the bar of progress shows, picture by picture."""


def test_over_a_slow_connection_it_says_how_far_it_is(
    context: BrowserContext, person: Person
) -> None:
    context.new_cdp_session(person.page).send("Network.emulateNetworkConditions", SLOW)
    person.page.add_init_script(PARTS)
    person.open("publier", ready=False)
    expect(person.choice("roles", "student")).to_be_enabled()
    expect(person.page.get_by_role("progressbar")).to_be_visible()
    person.answer("roles", ["student"])
    person.expect_step()
    shown = person.page.evaluate("parts")
    assert shown == sorted(shown)
    assert len(set(shown)) > 3
    assert shown[0] < 0.5 < shown[-1]
    found = person.finish({})
    assert person.result() == found.outcome
