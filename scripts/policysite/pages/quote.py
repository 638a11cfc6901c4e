"""The policy's words, quoted on other pages, with their reference.

Place in the flow: used by the pages that rest on clauses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from policysite.pages.voice import Voice
from policysite.policy import Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A clause word for word, with those of its items that are quoted (text, link) after it."""

    text: Markup
    source: Markup
    items: tuple[tuple[Markup, Markup], ...] = ()


type Namer = Callable[[str, str], Markup]
"""A clause and the name of its place → that name as it stands there, a link perhaps."""


def quotes(voice: Voice, clauses: Iterable[str], name: Namer) -> Iterator[Quote]:
    """The clauses, each once, in the order of the text; an item follows the words that lead it."""
    wanted, policy = set(clauses), voice.policy
    within = {item.id for clause in policy.clauses.values() for item in clause.items}
    for clause in policy.clauses.values():
        items = tuple(_items(voice, clause, wanted, name))
        if items or (clause.id in wanted and clause.id not in within):
            source = name(clause.id, voice.cite(clause.id))
            yield Quote(text=voice.say(clause.text), source=source, items=items)


def _items(
    voice: Voice, clause: Clause, wanted: set[str], name: Namer
) -> Iterator[tuple[Markup, Markup]]:
    for item in clause.items:
        if item.id in wanted:
            yield voice.say(item.text), name(item.id, voice.place(item.id).rpartition(", ")[2])
