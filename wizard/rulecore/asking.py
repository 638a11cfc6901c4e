"""What to ask next: never what cannot change anything any more.

Place in the flow: `consult` asks it. A page is one question, or the checklist that the author put
together; in either order a page stays whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from rulecore.model import Wizard
from rulecore.survey import Survey, shown_by

type Page = tuple[str, ...]
"""Facts that are asked together."""


def pages_left(wizard: Wizard, survey: Survey, answered: Collection[str]) -> list[Page]:
    """The questions whose answers can still change what is shown; no answer ever adds one.

    `answered`: the facts that have an answer, "I don't know" included.
    """
    pages = (
        tuple(_matter(wizard, survey, (fact for fact in page if fact not in answered)))
        for page in _pages(wizard)
    )
    return [page for page in pages if page]


def next_page(wizard: Wizard, survey: Survey, left: Sequence[Page]) -> Page:
    """Of the pages that are left the one to ask now; none where none is left."""
    if not wizard.soonest:
        return next(iter(left), ())
    return min(left, key=lambda page: _expected(wizard, survey, page, left), default=())


def _pages(wizard: Wizard) -> list[Page]:
    pages: list[Page] = []
    names: list[str | None] = []
    for question in wizard.questions:
        if names and question.page is not None and question.page == names[-1]:
            pages[-1] += (question.fact,)
        else:
            pages.append((question.fact,))
            names.append(question.page)
    return pages


def _matter(wizard: Wizard, survey: Survey, facts: Iterable[str]) -> list[str]:
    tables = survey.tables
    return [f for f in facts if survey.can_change(f, shown_by(tables, wizard, f))]


def _expected(wizard: Wizard, survey: Survey, page: Page, pages: Sequence[Page]) -> float:
    """How many questions to expect if this page comes next, every answer being as likely.

    One step ahead: those of the page, and those that still matter after its first answer.
    """
    first, tables = page[0], survey.tables
    others = [fact for other in pages if other != page for fact in other]
    touched = {f for sign in shown_by(tables, wizard, first) for f in tables.reads[sign]}
    near = [fact for fact in others if fact in touched]
    values = sorted(survey.allowed[first])
    after = (survey.beside({first: frozenset([value])}) for value in values)
    left = sum(len(_matter(wizard, one, near)) for one in after)
    return len(page) + len(others) - len(near) + left / len(values)
