"""Combinations of values as places in their domains, and the bit that each is in a space."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

from rulecore.space import Domains, Space


def combinations(domains: Domains, facts: Iterable[str]) -> list[dict[str, int]]:
    """Every combination of the places of some facts."""
    listed = list(facts)
    sizes = (range(len(domains[fact])) for fact in listed)
    return [dict(zip(listed, places, strict=True)) for places in product(*sizes)]


def bit(space: Space, places: Mapping[str, int]) -> int:
    return 1 << sum(space.stride[fact] * place for fact, place in places.items())
