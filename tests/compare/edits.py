"""Policies made by one edit of another, for comparisons."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from policysite.policy import Policy
from policysite.source import examine
from tests.sources import REAL

type Edit = Callable[[dict[str, Any]], object]


@cache
def raw(path: Path) -> str:
    """A source as JSON, which is YAML too."""
    return json.dumps(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


def source(*edits: Edit, path: Path = REAL) -> str:
    """The source after the edits."""
    told = json.loads(raw(path))
    for edit in edits:
        edit(told)
    return json.dumps(told, ensure_ascii=False)


def edited(*edits: Edit, path: Path = REAL) -> Policy:
    """The policy after the edits, whose examples may not hold any more."""
    loaded = examine(source(*edits, path=path).encode(), "edited.yaml")
    assert loaded.status < 2, loaded.report("en")
    assert loaded.policy is not None
    return loaded.policy


def at(told: Any, key: str, id_: str) -> dict[str, Any]:
    """The entry of a source that is this thing, such as the rule `62-d`."""
    (found,) = (
        entry
        for entry in parts(told)
        if isinstance(entry, dict)
        and next(iter(entry.items()), None) == (key, id_)
        and (key != "fact" or "type" in entry)
        and (key != "rule" or "fr" in entry)
    )
    return found


def around(told: Any, key: str, id_: str) -> list[Any]:
    """The list in which that entry stands."""
    entry = at(told, key, id_)
    (found,) = (
        part for part in parts(told) if isinstance(part, list) and any(e is entry for e in part)
    )
    return found


def parts(told: Any) -> Iterator[Any]:
    """Every mapping and list of a source."""
    yield told
    inner = told.values() if isinstance(told, dict) else told
    for part in inner:
        if isinstance(part, dict | list):
            yield from parts(part)


def renamed(old: str, new: str) -> Edit:
    """Every id that is `old`, alone or as a word of a condition, becomes `new`; texts stay."""
    word = re.compile(rf"(?<![\w.-]){re.escape(old)}(?![\w.-])")

    def rename(part: Any, key: str = "") -> Any:
        if isinstance(part, dict):
            return {(new if k == old else k): rename(value, k) for k, value in part.items()}
        if isinstance(part, list):
            return [rename(value, key) for value in part]
        if key in ("fr", "en", "page"):
            return part
        if part == old or key in ("when", "ask_if", "after_if", "answers"):
            return word.sub(new, part)
        return part

    def edit(told: dict[str, Any]) -> None:
        told.update(rename(told))

    return edit


def without_examples(told: dict[str, Any]) -> None:
    """No example, so that other answers and other questions are no mistake."""
    for part in [*parts(told)]:
        if isinstance(part, dict):
            part.pop("examples", None)
