"""What can still happen: questions to the tables under partly known answers.

Place in the flow: `consult` asks, the tables hold the facts. Answers select rows and bits; nothing
is enumerated. Every sign is an OR over topics that are independent once the cut facts are known,
so that each question is a few ORs and ANDs of integers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from rulecore.tables import Axis, Row, Sign, Tables, Topic


class Survey:
    """The completions of one consultation.

    `allowed`: for every fact, the positions of the values it may have before pruning.
    """

    def __init__(self, tables: Tables, allowed: Mapping[str, frozenset[int]]) -> None:
        self.tables = tables
        self.allowed = allowed
        self.live = [_live_rows(topic, allowed) for topic in tables.topics]

    @cached_property
    def cut(self) -> int:
        """The combinations of the cut facts that remain."""
        mask = self.tables.everywhere
        for fact, axis in self.tables.axes.items():
            mask &= _any(axis.raw[value] for value in self.allowed[fact])
        return mask

    def can_be_on(self, sign: Sign) -> bool:
        """Whether the sign is on in some completion."""
        return bool(self.cut & self._on(sign))

    def can_be_off(self, sign: Sign) -> bool:
        """Whether the sign is off in some completion."""
        return bool(self.cut & self._off(sign))

    def is_certain(self, sign: Sign) -> bool:
        """Whether the sign is on in every completion."""
        return not self.can_be_off(sign)

    def can_be_headline(self, rank: int, by: Sign | None = None) -> bool:
        """Whether `rank` is the highest in some completion (0: no rule fires at all there).

        `by`: count only completions in which this sign is on too.
        """
        above: Sign = ("rank", rank + 1)
        here = self._off(above)
        if rank:
            sign: Sign = by or ("rank", rank)
            here &= _any(
                row.on.get(sign, 0) & ~row.on.get(above, 0) for rows in self.live for row in rows
            )
        return bool(self.cut & here)

    def can_count(self, fact: str) -> bool:
        """Whether the fact is relevant in some completion."""
        if fact in self.tables.axes:
            return bool(self.cut & self.tables.axes[fact].relevant)
        rows = self.live[self._topic(fact)]
        return bool(self.cut & _any(row.relevant[fact] for row in rows))

    def can_change(self, fact: str, signs: Iterable[Sign]) -> bool:
        """Whether two assignments that differ in this fact alone can differ in one of the signs."""
        if fact in self.tables.axes:
            axis = self.tables.axes[fact]
            return any(self._axis_changes(fact, axis, sign) for sign in signs)
        topic = self._topic(fact)
        return any(self._row_changes(topic, fact, sign) for sign in signs)

    def _axis_changes(self, fact: str, axis: Axis, sign: Sign) -> bool:
        first, *others = sorted(self.allowed[fact])
        return any(
            self._turns_off(axis, sign, a, b)
            for other in others
            for a, b in ((first, other), (other, first))
        )

    def _turns_off(self, axis: Axis, sign: Sign, before: int, after: int) -> bool:
        """Whether the sign can be on with one value of a cut fact and off with the other."""
        mask = self.cut & axis.raw[before]
        shift = (after - before) * axis.stride
        turned = 0
        for rows in self._rows_with(sign):
            stays = 0
            for row in rows:
                now = row.on.get(sign, 0)
                then = now >> shift if shift > 0 else now << -shift
                turned |= now & ~then
                stays |= ~then
            mask &= stays
        return bool(mask & turned)

    def _row_changes(self, topic: int, fact: str, sign: Sign) -> bool:
        """The same for a fact of a topic: rows that differ in it alone, the other topics off."""
        place = self.tables.topics[topic].facts.index(fact)
        first: dict[tuple[int, ...], int] = {}
        changed = 0
        for row in self.live[topic]:
            rest = row.values[:place] + row.values[place + 1 :]
            now = row.on.get(sign, 0)
            changed |= first.setdefault(rest, now) ^ now
        changed &= self.cut
        for i, rows in enumerate(self.live):
            if changed and i != topic:
                changed &= _any(~row.on.get(sign, 0) for row in rows)
        return bool(changed)

    def _rows_with(self, sign: Sign) -> Iterable[tuple[Row, ...]]:
        return (rows for rows in self.live if any(sign in row.on for row in rows))

    def _on(self, sign: Sign) -> int:
        return _any(row.on.get(sign, 0) for rows in self.live for row in rows)

    def _off(self, sign: Sign) -> int:
        mask = self.tables.everywhere
        for rows in self._rows_with(sign):
            mask &= _any(~row.on.get(sign, 0) for row in rows)
        return mask

    def _topic(self, fact: str) -> int:
        return next(i for i, topic in enumerate(self.tables.topics) if fact in topic.facts)


def _live_rows(topic: Topic, allowed: Mapping[str, frozenset[int]]) -> tuple[Row, ...]:
    """The rows whose facts all have an allowed value."""
    choices = [allowed[fact] for fact in topic.facts]
    return tuple(
        row
        for row in topic.rows
        if all(value in choice for value, choice in zip(row.values, choices, strict=True))
    )


def _any(masks: Iterable[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union
