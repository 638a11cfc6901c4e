"""The order in which relevance reads the facts: each after those that its `ask_if` names.

Place in the flow: used by `facts`, once every condition has been read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

type Reads = Mapping[str, Sequence[str]]
"""Fact → the facts that decide whether it is asked."""


def in_order(reads: Reads) -> tuple[list[str], list[list[str]]]:
    """Facts after those they read, else as in the source; and the circles found on the way.

    A circle is broken where it begins, so that the next one is found too.
    """
    ids = list(reads)
    place = {id_: i for i, id_ in enumerate(ids)}
    waits = {id_: len(reads[id_]) for id_ in ids}
    readers = _readers(reads)
    ready = [place[id_] for id_ in ids if not waits[id_]]
    heapify(ready)
    left = dict.fromkeys(ids)
    order: list[str] = []
    circles: list[list[str]] = []
    while left:
        if not ready:
            circles.append(_circle(reads, left))
        id_ = ids[heappop(ready)] if ready else circles[-1][0]
        del left[id_]
        order.append(id_)
        for reader in readers.get(id_, ()):
            waits[reader] -= 1
            if not waits[reader] and reader in left:
                heappush(ready, place[reader])
    return order, circles


def _readers(reads: Reads) -> Mapping[str, Sequence[str]]:
    readers: dict[str, list[str]] = {}
    for id_, facts in reads.items():
        for fact in facts:
            readers.setdefault(fact, []).append(id_)
    return readers


def _circle(reads: Reads, left: Mapping[str, None]) -> list[str]:
    """One circle among the facts left: it begins and ends with the one that comes first."""
    step = next(iter(left))
    path: dict[str, None] = {}
    while step not in path:
        path[step] = None
        step = next(fact for fact in reads[step] if fact in left)
    walked = list(path)
    circle = walked[walked.index(step) :]
    first = next(fact for fact in left if fact in circle)
    start = circle.index(first)
    return [*circle[start:], *circle[:start], first]
