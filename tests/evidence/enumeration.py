"""The second evaluator for many consultations of one policy: it remembers, and knows nothing more.

What a scenario means, which values a question offers, is looked up where it was found out before.
Everything else is `tests.reference`, word for word.
"""

from __future__ import annotations

from pathlib import Path

from tests.reference import Reference, Seen, Value, Values

REMEMBERED = 20_000
"""Scenarios; with more of them, it begins anew."""

FEW = 512
"""Scenarios that the search for changes may look at: every set of changes is one enumeration."""


class Enumeration(Reference):
    """`scenarios`: how many it has looked at. `silent`: in one of them no rule fired."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.scenarios = 0
        self.silent = False
        self._seen: dict[tuple[Value, ...], Seen] = {}
        self._asked: dict[str, list[tuple[str, list[Value], str | None]]] = {}

    def scenario(self, raw: Values) -> Seen:
        self.scenarios += 1
        key = tuple(raw.values())
        if key not in self._seen:
            if len(self._seen) == REMEMBERED:
                self._seen.clear()
            self._seen[key] = super().scenario(raw)
            self.silent |= self._seen[key].headline is None
        return self._seen[key]

    def asked(self, wizard: str) -> list[tuple[str, list[Value], str | None]]:
        if wizard not in self._asked:
            self._asked[wizard] = super().asked(wizard)
        return self._asked[wizard]

    def _changes(
        self, wizard: str, raws: list[Values], could_be: tuple[str, ...]
    ) -> frozenset[frozenset[str]] | None:
        """None where the search is long, and once no rule has fired somewhere: which tier a change
        reaches there, DESIGN does not say.
        """
        sets = 2 ** len(dict(self._better(wizard, raws)))
        found = super()._changes(wizard, raws, could_be) if len(raws) * sets <= FEW else None
        return None if self.silent else found
