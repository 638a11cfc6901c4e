"""The smallest part of a source in which two evaluators still differ."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

type Tree = Any
"""What JSON holds."""


def reduced(tree: Tree, differs: Callable[[Tree], bool]) -> Tree:
    """The tree without any entry that can be left out, as long as `differs` says yes."""
    smaller = True
    while smaller:
        smaller = False
        for path in reversed(list(_paths(tree))):
            part = _without(tree, path)
            if _still(part, differs):
                tree, smaller = part, True
    return tree


def _paths(tree: Tree) -> Iterator[tuple[str | int, ...]]:
    keys = tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for key in keys:
        yield (key,)
        yield from ((key, *path) for path in _paths(tree[key]))


def _without(tree: Tree, path: tuple[str | int, ...]) -> Tree:
    copy = here = json.loads(json.dumps(tree))
    for key in path[:-1]:
        here = here[key]
    del here[path[-1]]
    return copy


def _still(tree: Tree, differs: Callable[[Tree], bool]) -> bool:
    """A source cut too short is no source: whatever that raises, it shows no difference."""
    try:
        return differs(tree)
    except Exception:
        return False
