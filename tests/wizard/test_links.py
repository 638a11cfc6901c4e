"""A link with the answers: made on request, kept out of sight, replayed, compared, or refused."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from policysite.build import making
from policysite.build.shown import Contents, Shown
from policysite.policy import Policy
from policysite.progress import Silent
from rulecore import Wizard, consult
from tests.site.addresses import LANGUAGES
from tests.site.browser import served, sticking_out, until
from tests.sources import REAL, policy
from tests.wizard.hostile_links import REFUSED, fragment, hostile
from tests.wizard.names import Answer, Given
from tests.wizard.person import Person
from tests.wizard.test_accessible import NARROW, wrong
from tests.wizard.watch import KEPT, NOTHING, Watch

PHOTO: Given = {
    "roles": ["student", "volunteer"],
    "action": "post",
    "channel": "social",
    "capacity": "personal",
    "image": "others",
    "consent": "not_all",
    "recognizable": "yes",
    "personal_info": "none",
}


def link_of(person: Person) -> str:
    """The link that the page makes."""
    expect(person.page.get_by_label(person.say("tools.link_label"))).to_be_hidden()
    person.button("tools.link").click()
    field = person.page.get_by_label(person.say("tools.link_label"))
    expect(field).to_be_visible()
    return field.input_value()


def follow(page: Page, link: str) -> None:
    page.goto("about:blank")
    page.goto(link)


def expect_outcome(person: Person) -> None:
    """The outcome of the person's answers, with no trace of them in the address."""
    found = person.found()
    expect(person.heading(person.headline(str(found.outcome)))).to_be_visible()
    assert person.result() == found.outcome
    assert person.page.url == person.address(person.wizard)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_leads_to_the_same_answer(
    page: Page, shared: BrowserContext, root: str, watch: Watch, language: str
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    maker = Person(page, root, policy(REAL), language)
    found = maker.walk("photo", PHOTO)
    link = link_of(maker)
    expect(
        page.get_by_role("status").filter(has_text=maker.say("tools.link_copied"))
    ).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == link
    address, fragment = link.split("#")
    assert address == maker.address("photo")
    assert fragment.startswith("policy-answers=1&wizard=photo&revision=2017-02-08&data=")
    watch.expect_privacy(root)
    other = shared.new_page()
    requested: list[str] = []
    other.on("request", lambda request: requested.append(request.url))
    opener = Person(other, root, policy(REAL), language)
    opener.wizard, opener.answers = "photo", dict(found.answers)
    other.goto(link)
    expect_outcome(opener)
    assert other.evaluate("history.state").keys() == {"policyWizard"}
    assert other.evaluate(KEPT) == NOTHING
    assert not [url for url in requested if "student" in url.split("#")[0]]
    expect(other.locator(".pw-linked, .pw-refused")).to_have_count(0)
    other.reload()
    expect_outcome(opener)
    other.close()


def test_a_link_pasted_into_the_address_of_the_wizard_is_followed(person: Person) -> None:
    found = person.walk("photo", PHOTO)
    link = link_of(person)
    person.restart()
    person.answers = dict(found.answers)
    person.page.evaluate("(link) => { location.href = link }", link)
    expect_outcome(person)
    person.page.evaluate("(link) => { location.href = link }", link.replace("=photo", "=publier"))
    expect(refused(person)).to_contain_text(person.say("refused.elsewhere"))
    expect_outcome(person)


def test_the_link_is_neither_printed_nor_in_the_copied_text(person: Person) -> None:
    page = person.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    person.walk("photo", PHOTO)
    link_of(person)
    person.button("tools.copy").click()
    expect(page.get_by_text(person.say("tools.copied"))).to_be_attached()
    assert person.say("tools.link_label") not in page.evaluate("navigator.clipboard.readText()")
    page.set_viewport_size(NARROW)
    assert wrong(page, "policy-wizard") == []
    assert sticking_out(page) == []
    page.emulate_media(media="print")
    expect(page.get_by_label(person.say("tools.link_label"))).to_be_hidden()
    page.emulate_media(media="screen")


# Refused ------------------------------------------------------------------------------------------


def refused(person: Person) -> Locator:
    return person.page.get_by_role("alert").filter(has_text=person.say("refused.title"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("why", REFUSED)
def test_a_link_that_cannot_be_taken_is_refused_in_words(
    page: Page, root: str, why: str, language: str
) -> None:
    person = Person(page, root, policy(REAL), language)
    follow(page, f"{person.address('photo')}#{REFUSED[why]}")
    person.wizard = "photo"
    expect(refused(person)).to_contain_text(person.say(f"refused.{why}"))
    assert person.page.url == person.address("photo")
    person.answer("roles", ["student"])
    person.expect_step()
    expect(refused(person)).to_have_count(0)


SETTLED = """(steps) => told.filter(([kind]) => kind === "step").length > steps
    || document.querySelector(".pw-refused:not([data-seen])") !== null"""
"""Whether a link that was pasted is followed, or refused."""

MARK = "document.querySelectorAll('.pw-refused').forEach((box) => { box.dataset.seen = '' })"


def test_hostile_links_run_nothing_and_leave_a_wizard_that_works(page: Page, root: str) -> None:
    person = Person(page, root, policy(REAL))
    shown: list[str] = []
    page.on("pageerror", lambda error: shown.append(str(error)))
    page.expose_function("alert", lambda said: shown.append(said))
    person.open("photo")
    dice = random.Random(6)
    seen = set()
    for _ in range(240):
        steps = len(person.told("step"))
        page.evaluate(MARK)
        link = f"{person.address('photo')}#{hostile(dice)}"
        page.evaluate("(link) => { location.href = link }", link)
        until(page, SETTLED, steps)
        seen |= {why for why in REFUSED if person.say(f"refused.{why}") in page.inner_text("main")}
        assert page.url == person.address("photo")
        assert page.evaluate("({}).yes ?? null") is None
    assert seen == set(REFUSED)
    assert shown == []
    follow(page, f"{person.address('photo')}#{hostile(dice)}")
    person.wait("ready")
    person.open("photo")
    person.finish(PHOTO)
    expect_outcome(person)


# Another revision ---------------------------------------------------------------------------------

LATER = "2026-09-01"


@dataclass(frozen=True)
class Revised:
    """A site of two revisions; `policy` is the later one."""

    policy: Policy
    root: str


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Revised]:
    """One rule is stricter there; volunteers are not asked about photos any more."""
    out: Path = tmp_path_factory.mktemp("later") / "site"
    later = stricter(policy(REAL))
    both = Contents(revisions=(Shown(policy=policy(REAL)), Shown(policy=later)))
    for _ in making(both, out, progress=Silent()):
        pass
    with served(out) as root:
        yield Revised(later, root)


def stricter(old: Policy) -> Policy:
    day = date.fromisoformat(LATER)
    rules = (replace(r, modality="prohibited") if r.id == "62-d" else r for r in old.base.rules)
    base = replace(
        old.base,
        policy="f" * 64,
        revision=LATER,
        decided=day,
        in_force=day,
        rules=tuple(rules),
        wizards=tuple(w if w.id != "photo" else without_volunteers(w) for w in old.base.wizards),
    )
    revision = replace(old.revision, id=LATER, decided=day, in_force=day)
    return replace(old, digest="f" * 64, revision=revision, base=base)


def without_volunteers(wizard: Wizard) -> Wizard:
    questions = (
        replace(q, options=tuple(o for o in q.options if o != "volunteer"))
        if q.fact == "roles"
        else q
        for q in wizard.questions
    )
    return replace(wizard, questions=tuple(questions))


def notice(person: Person) -> Locator:
    return person.page.get_by_role("region", name=person.say("linked.title"))


def replayed(page: Page, revised: Revised, language: str, given: Given, name: str = "") -> Person:
    """Somebody who opens a link of the first revision under the later one."""
    person = Person(page, revised.root, revised.policy, language)
    fields = {f".{fact}": v if isinstance(v, str) else list(v) for fact, v in given.items()}
    whole = fragment(**{".image": "others", **fields, **({"data": name} if name else {})})
    follow(page, f"{person.address('photo')}#{whole}")
    person.wizard = "photo"
    return person


@pytest.mark.parametrize("language", LANGUAGES)
def test_under_another_revision_a_link_shows_what_changed_and_why(
    page: Page, revised: Revised, language: str
) -> None:
    given = {**PHOTO, "roles": ["student"]}
    person = replayed(page, revised, language, given)
    person.answers = dict(given)
    expect_outcome(person)
    assert person.result() == "prohibited"
    then = consult(policy(REAL).base, "photo", given)
    expect(notice(person)).to_contain_text("2017")
    expect(notice(person)).to_contain_text("2026")
    said = notice(person).get_by_role("definition")
    expect(said).to_have_text([word(person, str(then.outcome)), word(person, "prohibited")])
    rule = next(r for r in person.policy.rules if r.id == "62-d")
    lines = notice(person).get_by_role("listitem")
    expect(lines).to_have_count(2)
    for line in lines.all():
        expect(line).to_contain_text(person.text(rule.text)[:40])
    page.set_viewport_size(NARROW)
    assert wrong(page, "policy-wizard") == []
    assert sticking_out(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    change(person, "consent", "all")
    expect(notice(person)).to_have_count(0)


def word(person: Person, outcome: str) -> str:
    return person.text(next(m.word for m in person.policy.modalities if m.id == outcome))


def change(person: Person, fact: str, answer: Answer) -> None:
    person.page.locator(f"[data-act=change][data-fact={fact}]").click()
    person.expect_focus(person.question(fact))
    person.answer(fact, answer)
    person.expect_step()


def test_what_another_revision_does_not_take_is_said_and_asked_again(
    page: Page, revised: Revised
) -> None:
    person = replayed(page, revised, "fr", PHOTO)
    expect(notice(person)).to_contain_text(person.say("linked.lost"))
    expect(notice(person).get_by_role("listitem")).to_have_count(1)
    expect(notice(person).get_by_role("definition")).to_have_count(1)
    person.answers = {fact: answer for fact, answer in PHOTO.items() if fact != "roles"}
    person.answer("roles", ["student"])
    person.expect_step()
    expect(notice(person).get_by_role("definition")).to_have_count(2)


def test_erasing_the_answers_erases_what_a_link_brought(page: Page, revised: Revised) -> None:
    person = Person(page, revised.root, revised.policy)
    person.wizard = "photo"
    whole = fragment(**{".roles": ["volunteer"]}).replace("&.image=none", "")
    follow(page, f"{person.address('photo')}#{whole}")
    expect(notice(person)).to_contain_text(person.say("linked.lost"))
    person.answer("roles", ["student"])
    person.expect_step()
    person.button("answers.erase").click()
    expect(person.heading(person.question("roles"))).to_be_visible()
    expect(notice(person)).to_have_count(0)


def test_where_the_answer_is_the_same_that_is_said(page: Page, revised: Revised) -> None:
    given = {**PHOTO, "roles": ["student"], "consent": "all"}
    person = replayed(page, revised, "fr", given)
    expect(notice(person)).to_contain_text(person.say("linked.same"))
    expect(notice(person).get_by_role("listitem")).to_have_count(0)


def test_where_the_other_data_is_gone_that_is_said(page: Page, revised: Revised) -> None:
    given = {**PHOTO, "roles": ["student"]}
    person = replayed(page, revised, "fr", given, name="0" * 20)
    expect(notice(person)).to_contain_text(person.say("linked.gone"))
    expect(notice(person)).not_to_contain_text(person.say("linked.some_lost"))
    person.answers = dict(given)
    expect_outcome(person)
    person = replayed(page, revised, "fr", PHOTO, name="0" * 20)
    expect(notice(person)).to_contain_text(person.say("linked.some_lost"))
