"""No bytes at all bring a traceback or take long: they bring problems.

Time is counted in steps (calls of Python and C functions), so that a slow machine says the same.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from types import FrameType

import pytest

from policysite.source import Loaded, examine
from tests.bad_sources import bad_sources, good_source
from tests.sources import REAL

MOST_STEPS = 3_000_000
"""About half a second; the real policy takes less than a third of it."""


def steps(data: bytes) -> int:
    """How many function calls it takes to look at these bytes, up to a little over the limit."""
    count = 0

    def tick(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")
        if count > 2 * MOST_STEPS:
            sys.setprofile(None)
            raise AssertionError("endless")

    sys.setprofile(tick)
    try:
        loaded = examine(data, "any.yaml")
    finally:
        sys.setprofile(None)
    shown(loaded)
    return count


def shown(loaded: Loaded) -> None:
    """Bytes without a policy have problems, and every problem can be said."""
    assert loaded.policy is not None or loaded.problems
    for language in ("fr", "en"):
        assert bool(loaded.report(language)) == bool(loaded.problems)


def in_good(old: str, new: str) -> str:
    text = good_source()
    assert old in text
    return text.replace(old, new, 1)


def when(condition: str) -> str:
    return in_good("shown and consent == no", condition)


def named(count: int, condition: Callable[[int], str]) -> str:
    """The good source with `count` named conditions more."""
    return in_good(
        "conditions:\n",
        "conditions:\n"
        + "".join(
            f"  - {{ condition: c{i}, when: {condition(i)}, fr: x }}\n" for i in range(count)
        ),
    )


def facts(count: int, ask_if: Callable[[int], str]) -> str:
    return in_good(
        "questions:\n",
        "questions:\n"
        + "".join(
            f"  - {{ fact: f{i}, type: yes_no, fr: x, label: {{ fr: x }}, default: no, "
            f"ask_if: {ask_if(i)} }}\n"
            for i in range(count)
        ),
    )


def last_of(count: int, before: Callable[[int], str]) -> Callable[[int], str]:
    return lambda i: before(i) if i + 1 < count else "photo == yes"


BOMBS: dict[str, str | bytes] = {
    "brackets": "[" * 5000,
    "braces": "{" * 5000,
    "open braces with keys": "{a: " * 5000,
    "dashes": "- " * 5000,
    "nested keys": "".join(" " * i + "a:\n" for i in range(1000)),
    "question marks": "? " * 5000,
    "quotes": '"' * 100_000,
    "stars": "*a " * 50_000,
    "tags": "a: " + "!!str " * 50_000,
    "percent": "%" * 100_000,
    "aliases": "a: &a [x]\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(5000)),
    "the same key": "a: b\n" * 50_000,
    "other keys": "".join(f"key{i}: b\n" for i in range(50_000)),
    "nothing but zeros": b"\x00" * 1_000_000,
    "nothing but bad bytes": b"\xff" * 1_000_000,
    "bad bytes between good ones": b"\xff " * 500_000,
    "nothing but marks": "\u202e" * 300_000,
    "escapes": '"' + "\\e" * 9000 + '"',
    "one long line": "a" * 1_900_000,
    "a long number": in_good("lowest: 0", "lowest: " + "9" * 5000),
    "a long number in a condition": when("age < " + "9" * 5000),
    "a long decimal": in_good("default: 30", "default: 0." + "9" * 5000),
    "a long tier": in_good("tier: 2", "tier: " + "9" * 5000),
    "a long format": in_good("format: 1", "format: " + "9" * 5000),
    "parentheses": when("(" * 9000 + "shown" + ")" * 9000),
    "nots": when("not " * 4900 + "shown"),
    "ands": when("shown and " * 1900 + "shown"),
    "ors": when("shown or " * 1900 + "shown"),
    "odd words": when("$ " * 9000),
    "conditions that double": named(60, last_of(60, lambda i: f"c{i + 1} and c{i + 1}")),
    "a chain of conditions": named(3000, last_of(3000, lambda i: f"c{i + 1}")),
    "a circle of conditions": named(3000, lambda i: f"c{(i + 1) % 3000}"),
    "a circle of questions": facts(200, lambda i: f"f{(i + 1) % 200} == yes"),
    "many circles of questions": facts(400, lambda i: f"f{i ^ 1} == yes"),
    "many questions that nobody asks": facts(400, lambda i: "photo == yes"),
    "a chain of questions": facts(200, last_of(200, lambda i: f"f{i + 1} == yes")),
    "many answers": in_good(
        "    exclusive: [none]",
        "    exclusive: [none" + "".join(f", o{i}" for i in range(3000)) + "]",
    ),
    "many combinations": in_good(
        "      - { option: none, fr: Personne }\n",
        "      - { option: none, fr: Personne }\n"
        + "".join(f"      - {{ option: o{i}, fr: x }}\n" for i in range(60)),
    ),
    "unknown clauses": in_good(
        "cites: [photos.accord]", "cites: [" + ", ".join(f"photos.a{i}" for i in range(9000)) + "]"
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_few_steps(name: str) -> None:
    data = BOMBS[name]
    assert steps(data if isinstance(data, bytes) else data.encode()) < MOST_STEPS


def test_random_bytes_have_problems() -> None:
    dice = random.Random(1)
    for _ in range(300):
        shown(examine(dice.randbytes(dice.randrange(200)), "any.yaml"))


def test_random_signs_have_problems() -> None:
    dice = random.Random(2)
    signs = ["a", "b", ":", " ", "\n", "-", "[", "]", "{", "}", ",", "'", '"', "&", "*", "!", "|"]
    signs += ["\t", ">", "%", "#", "?", "\\", "\\u", "é", "\u202e", "---", "fr", "when", "0"]
    for _ in range(500):
        text = "".join(dice.choices(signs, k=dice.randrange(60)))
        shown(examine(text.encode(), "any.yaml"))


def test_every_beginning_of_a_good_source_has_problems_or_none() -> None:
    data = good_source().encode()
    for end in range(0, len(data) - 1, 37):
        shown(examine(data[:end], "any.yaml"))


def test_a_good_source_with_a_damaged_spot_has_problems_or_none() -> None:
    dice = random.Random(3)
    good = good_source().encode()
    pieces = [*(source.text.encode() for source in bad_sources() if len(source.text) < 9000)]
    pieces += [REAL.read_bytes()]
    for _ in range(100):
        at, length = dice.randrange(len(good)), dice.randrange(1, 30)
        other = dice.choice(pieces)
        start = dice.randrange(len(other))
        piece = dice.choice([b"", dice.randbytes(3), other[start : start + length]])
        shown(examine(good[:at] + piece + good[at + length :], "any.yaml"))


def test_moved_and_doubled_lines_have_problems_or_none() -> None:
    dice = random.Random(4)
    for _ in range(100):
        lines = good_source().split("\n")
        a, b = dice.randrange(len(lines)), dice.randrange(len(lines))
        match dice.randrange(3):
            case 0:
                lines[a], lines[b] = lines[b], lines[a]
            case 1:
                lines.insert(b, lines[a])
            case _:
                del lines[min(a, b) : min(a, b) + dice.randrange(1, 9)]
        shown(examine("\n".join(lines).encode(), "any.yaml"))
