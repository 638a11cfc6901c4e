"""What depends on a clause: questions, rules, wizards, examples and the rest that cite it.

Place in the flow: the text page shows it under each clause, the certificate lists it. Ids only, so
that every language can say it in its own words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from policysite.policy import Policy

type Kind = str
"""`questions`, `rules`, `passages`, `wizards`, `examples`, `definitions`, `faq`, `readings`,
`offices` or `record`: a key of the interface's `text.uses`."""


type Uses = Mapping[str, Mapping[Kind, tuple[str, ...]]]
"""Clause id → kind → ids of what cites it, in the order of the source."""


def uses(policy: Policy) -> Uses:
    """Everything that cites each clause, of kinds in the order in which they are shown."""
    found: dict[str, dict[Kind, list[str]]] = defaultdict(lambda: defaultdict(list))
    for kind, name, clauses in _citing(policy):
        for clause in dict.fromkeys(clauses):
            found[clause][kind].append(name)
    return {
        clause: {kind: tuple(dict.fromkeys(names)) for kind, names in kinds.items()}
        for clause, kinds in found.items()
    }


def _citing(policy: Policy) -> Iterator[tuple[Kind, str, Iterable[str]]]:
    for fact in policy.facts:
        yield "questions", fact.id, fact.clauses
    for rule in policy.base.rules:
        yield "rules", rule.id, rule.clauses
    for passage in (*policy.notes, *policy.texts):
        yield "passages", passage.id, passage.clauses
    for extension in policy.base.extensions:
        yield "passages", extension.id, extension.clauses
    for wizard in policy.wizards:
        offered = [clause for name in wizard.clauses for clause in policy.within(name)]
        yield "wizards", wizard.id, offered
    for example in policy.examples:
        yield "examples", example.id, (example.clause, *example.clauses)
    for index, definition in enumerate(policy.definitions):
        yield "definitions", str(index), definition.clauses
    for faq in policy.faq:
        yield "faq", faq.id, faq.clauses
    for reading in policy.readings:
        yield "readings", reading.id, reading.clauses
    for office in policy.offices:
        yield "offices", office.id, office.clauses
    for entry in policy.record:
        yield "record", entry.key, entry.clauses
    for past in policy.history:
        yield "record", "history", past.clauses
