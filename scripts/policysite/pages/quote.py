"""The policy's words, quoted on other pages, with their reference.

Place in the flow: used by the pages that rest on clauses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from policysite.pages.here import Here
from policysite.policy import Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A clause word for word, with those of its items that are quoted (text, link) after it."""

    text: Markup
    source: Markup
    items: tuple[tuple[Markup, Markup], ...] = ()


def quotes(here: Here, clauses: Iterable[str]) -> Iterator[Quote]:
    """The clauses, each once, in the order of the text; an item follows the words that lead it."""
    wanted, policy = set(clauses), here.policy
    within = {item.id for clause in policy.clauses.values() for item in clause.items}
    for clause in policy.clauses.values():
        items = tuple(_items(here, clause, wanted))
        if items or (clause.id in wanted and clause.id not in within):
            text, source = here.voice.say(clause.text), here.clause(clause.id)
            yield Quote(text=text, source=source, items=items)


def _items(here: Here, clause: Clause, wanted: set[str]) -> Iterator[tuple[Markup, Markup]]:
    for item in clause.items:
        if item.id in wanted:
            place = here.voice.place(item.id).rpartition(", ")[2]
            link = Markup('<a href="{}">{}</a>').format(here.link("text", item.id), place)
            yield here.voice.say(item.text), link
