"""What to ask next: never what cannot change anything any more.

Place in the flow: `consult` asks it. A page is one question, or the checklist that the author put
together; in either order a page stays whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from rulecore.model import Wizard
from rulecore.survey import Survey
from rulecore.tables import Sign

type Page = tuple[str, ...]
"""Facts that are asked together."""


def next_page(
    wizard: Wizard, survey: Survey, answered: Collection[str], signs: Sequence[Sign]
) -> Page:
    """The questions to ask together; none where no answer can change what is shown.

    `answered`: the facts that have an answer, "I don't know" included. `signs`: what is shown.
    """
    asked = [question.fact for question in wizard.questions if question.fact not in answered]
    pages = [
        page
        for whole in _pages(wizard)
        if (page := tuple(_matter(survey, [f for f in whole if f in asked], signs)))
    ]
    if wizard.soonest and len(pages) > 1:
        return min(pages, key=lambda page: _expected(survey, page, pages, signs))
    return pages[0] if pages else ()


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


def _matter(survey: Survey, facts: Iterable[str], signs: Sequence[Sign]) -> list[str]:
    return [fact for fact in facts if survey.can_change(fact, signs)]


def _expected(survey: Survey, page: Page, pages: Sequence[Page], signs: Sequence[Sign]) -> float:
    """How many questions to expect if this page comes next, every answer being as likely.

    One step ahead: those of the page, and those that still matter after its first answer.
    """
    first = page[0]
    others = [fact for other in pages if other != page for fact in other]
    reads = survey.tables.reads
    touched = {fact for sign in signs if first in reads[sign] for fact in reads[sign]}
    untouched = sum(fact not in touched for fact in others)
    near = [fact for fact in others if fact in touched]
    values = sorted(survey.allowed[first])
    after = (survey.beside({first: frozenset([value])}) for value in values)
    left = sum(len(_matter(one, near, signs)) for one in after)
    return len(page) + untouched + left / len(values)
