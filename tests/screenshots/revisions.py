"""Pictures of a site with several revisions, one of them fictional: what each state looks like.

Place in the flow: `__main__` takes them after the others, each as on the day that it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Page

from policysite.archive import archive_of
from policysite.archive.withdraw import run as withdraw
from policysite.build import build
from policysite.interface import interface
from policysite.pages.edition import Edition
from policysite.progress import Silent
from tests.demonstration import ID, demonstration
from tests.publish.revisions import Project, understood
from tests.screenshots.shots import Shot
from tests.sources import REAL

WITHDRAWN, REPEAL = f"{ID}.1", "2030-01-15"
BEFORE, ADOPTED, IN_FORCE, REPEALED = "2026-01-01", "2026-09-20", "2027-01-01", "2030-06-01"


def site_of_revisions(work: Path) -> Path:
    """The real policy, the fictional revision, one that is withdrawn, a repeal, and a draft."""
    project = Project(work / "revisions")
    project.publish(REAL.read_text(encoding="utf-8"))
    later = demonstration()
    project.publish(later)
    project.publish(_named(later, WITHDRAWN, "correction"))
    withdraw(archive_of(project.source), WITHDRAWN, "Le texte nommait une personne.", "fr")
    project.publish(_named(later, REPEAL, "repeal"))
    draft = understood(_named(later, "2031-02-01", "amendment"))
    shown = project.folder / "draft"
    build(draft, shown, progress=Silent(), archive=project.archive, draft=True)
    return shown


def _named(source: str, name: str, kind: str) -> str:
    day = name[:10]
    for old, new in (
        (f"name: {ID}", f"name: {name}"),
        (f"decided: {ID}", f"decided: {day}"),
        ("in_force: 2026-10-01", f"in_force: {max(day, '2026-10-01')}"),
        ("kind: amendment", f"kind: {kind}"),
    ):
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    return source


def revision_shots(first: Edition) -> Iterator[Shot]:
    """Every picture of one language. `first`: the edition of the real policy."""
    code = first.language.code
    slugs = interface(code, "site")["slugs"]
    history = f"{code}/{slugs['history']}/"
    text, wizard = first.pages["text"], next(k for k in first.pages if k.startswith("check/"))
    fictional = f"{code}/{ID}/"
    draft = f"{code}/{slugs['draft']}/"
    yield Shot(name="state-in-force", address=first.root + text, day=BEFORE)
    yield Shot(name="state-adopted", address=fictional + text, day=ADOPTED)
    yield Shot(name="state-superseded", address=first.root + text, day=IN_FORCE)
    yield Shot(name="state-superseded-wizard", address=_of(first, wizard), day=IN_FORCE)
    yield Shot(name="state-repealed", address=f"{code}/{REPEAL}/{text}", day=REPEALED)
    yield Shot(name="state-draft", address=draft + text, day=IN_FORCE)
    others = Shot(name="revisions-list", address=first.root + text, day=IN_FORCE, whole=False)
    yield replace(others, then=_list)
    yield Shot(name="withdrawn", address=f"{code}/{WITHDRAWN}/{text}", day=IN_FORCE)
    yield Shot(name="history", address=history, day=IN_FORCE)
    yield Shot(name="comparison", address=f"{history}{first.revision}/{ID}/", day=IN_FORCE)
    yield Shot(name="comparison-withdrawn", address=f"{history}{ID}/{WITHDRAWN}/", day=IN_FORCE)


def _of(edition: Edition, key: str) -> str:
    return edition.root + edition.pages[key]


def _list(page: Page) -> None:
    """The list of revisions, open."""
    page.locator(".pol-versions summary").click()
