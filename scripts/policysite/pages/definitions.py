"""Definitions: the terms that the text defines, then those it uses without defining them.

Place in the flow: one of the pages of `every`.
"""

from __future__ import annotations

from dataclasses import dataclass

from policysite.pages.anchors import anchor
from policysite.pages.here import Here, markdown
from policysite.pages.quote import Quote, quotes
from policysite.policy import Definition


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term with its anchor, and the words that define it (none for a term that none defines)."""

    anchor: str
    definition: Definition
    quotes: tuple[Quote, ...]


def page(here: Here) -> str:
    """The page's Markdown."""
    words = here.voice.w["definitions"]
    title = here.voice.text(here.policy.title)
    terms = [
        Term(
            anchor=anchor("term", str(index)),
            definition=definition,
            quotes=tuple(quotes(here.voice, definition.clauses, here.named))
            if definition.defined
            else (),
        )
        for index, definition in enumerate(here.policy.definitions)
    ]
    return markdown(
        here,
        "definitions",
        title=words["title"],
        description=words["description"].format(title=title),
        contents=True,
        groups=[
            (words["defined"], [term for term in terms if term.definition.defined]),
            (words["undefined"], [term for term in terms if not term.definition.defined]),
        ],
    )
