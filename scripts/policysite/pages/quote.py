"""The policy's words, quoted on other pages, with their reference.

Place in the flow: used by the pages that rest on clauses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from policysite.pages.here import Here


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A clause word for word. `before`: of a list's item, the words that lead it in."""

    before: Markup | None
    text: Markup
    source: Markup


def quotes(here: Here, clauses: Iterable[str]) -> Iterator[Quote]:
    """The clauses, each once, in the order of the text."""
    wanted, policy = set(clauses), here.policy
    within = {item.id: clause for clause in policy.clauses.values() for item in clause.items}
    for clause in policy.clauses.values():
        if clause.id in wanted:
            lead = within.get(clause.id)
            yield Quote(
                before=here.voice.say(lead.text) if lead and lead.id not in wanted else None,
                text=here.voice.say(clause.text),
                source=here.clause(clause.id),
            )
