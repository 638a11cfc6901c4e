"""What left its place is the fewest things without which the others stand as before."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from policysite.compare.order import moved


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("abcdef", "abcdef", ""),
        ("abcdef", "bcdefa", "a"),
        ("abcdef", "fabcde", "f"),
        ("abcdef", "abxcyef", ""),
        ("abcdef", "acbdfe", "cf"),
        ("", "abc", ""),
    ],
)
def test_one_thing_that_went_elsewhere_is_one_move(old: str, new: str, left: str) -> None:
    assert len(moved(old, new)) == len(left)
    assert moved(old, new) <= set(old) & set(new)
    if len(left) == 1:
        assert moved(old, new) == set(left)


@pytest.mark.parametrize("seed", range(40))
def test_no_fewer_would_do(seed: int) -> None:
    dice = random.Random(seed)
    old = "abcdefg"
    new = "".join(dice.sample(old, len(old)))
    found = moved(old, new)
    assert _without(old, found) == _without(new, found)
    fewer = (set(few) for size in range(len(found)) for few in combinations(old, size))
    assert not any(_without(old, few) == _without(new, few) for few in fewer)


def _without(order: str, left: frozenset[str] | set[str]) -> list[str]:
    return [id_ for id_ in order if id_ not in left]
