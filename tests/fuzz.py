"""Damaged sources: whatever stands in a file, `examine` brings problems at places in it.

A campaign of any length, whose figures and seed are printed:

    .venv/bin/python -m tests.fuzz [MINUTES] [SEED]

An input that does not hold is kept beside its seed under `.build/fuzz/`. The default suite runs a
few hundred inputs of the same kind (`tests/read/test_fuzz.py`).
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from policysite.characters import UNSEEN
from policysite.problem import Severity
from policysite.source import Loaded, examine
from rulecore import consult, dump, load
from tests.bad_sources import bad_sources, good_source
from tests.sources import OTHER, REAL, ROOT

KEPT = ROOT / ".build" / "fuzz"

ODD = (
    *("", "~", "null", "yes", "no", "?", "any", "and", "not", "0", "-1", "1e9", "9" * 30, "٣"),
    *("[]", "{}", "[[]]", "{a: b}", "[a, a]", "*x", "&x y", "!x y", "|", ">-", "- ", "? x", "# x"),
    *("'", '"', '"\\x00"', '"\\ud800"', "2024-02-30", "0000-00-00", "fr", "zz", "{ fr: }"),
    *("\t", "\r", "\u00a0", "\u202e", "\ufeff", "\u2028", "😀", "a" * 30_000, "(" * 40, "x.y+z"),
)
"""What is put in place of a value or between two words."""

SMALL, LARGE = 12, 1
"""How often the small sources are taken, and the real one, which takes ten times longer."""

WORD = re.compile(rb"[\w.+-]+")


@dataclass(slots=True)
class Sources:
    """What damage is done to, and what it is done with. `lines`: of all of them."""

    whole: list[bytes]
    weights: list[int]
    lines: list[bytes] = field(init=False)
    words: list[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = sorted({line for source in self.whole for line in source.split(b"\n")})
        self.words = sorted({word for source in self.whole for word in WORD.findall(source)})


def sources() -> Sources:
    small = [OTHER.read_bytes(), good_source().encode()]
    odd = [s.text.encode() for s in bad_sources() if len(s.text) < 9000]
    whole = [*small, REAL.read_bytes(), b"\n".join(odd)]
    return Sources(whole=whole, weights=[SMALL, SMALL, LARGE, 0])


type Damage = Callable[[bytes, random.Random, Sources], bytes]


def damaged(dice: random.Random, known: Sources) -> bytes:
    """One source with one to four things done to it."""
    data = dice.choices(known.whole, known.weights)[0]
    damages = dice.choice((ROUGH, GENTLE, GENTLE))
    for _ in range(dice.choice((1, 1, 1, 2, 3, 4))):
        data = dice.choice(damages)(data, dice, known)
    return data


def _other_bytes(data: bytes, dice: random.Random, known: Sources) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.randbytes(dice.randrange(4)) + data[at + dice.randrange(4) :]


def _one_bit(data: bytes, dice: random.Random, known: Sources) -> bytes:
    at = dice.randrange(len(data) or 1)
    return (
        data[:at]
        + bytes(byte ^ 1 << dice.randrange(8) for byte in data[at : at + 1])
        + data[at + 1 :]
    )


def _cut(data: bytes, dice: random.Random, known: Sources) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] if dice.random() < 0.3 else data[:at] + data[at + dice.randrange(2000) :]


def _piece(data: bytes, dice: random.Random, known: Sources) -> bytes:
    other, at = dice.choice(known.whole), dice.randrange(len(data) + 1)
    start = dice.randrange(len(other))
    return data[:at] + other[start : start + dice.randrange(1, 300)] + data[at:]


def _other_word(data: bytes, dice: random.Random, known: Sources) -> bytes:
    """A word in the place of another; most often one of the same file."""
    found = list(WORD.finditer(data))
    if not found:
        return data
    match = dice.choice(found)
    other = dice.choice(known.words) if dice.random() < 0.2 else dice.choice(found)[0]
    return data[: match.start()] + other + data[match.end() :]


def _swapped_words(data: bytes, dice: random.Random, known: Sources) -> bytes:
    """Two words of one line, each in the place of the other."""
    lines = data.split(b"\n")
    at = dice.randrange(len(lines))
    found = list(WORD.finditer(lines[at]))
    if len(found) < 2:
        return data
    a, b = sorted(dice.sample(range(len(found)), 2))
    words = [match[0] for match in found]
    words[a], words[b] = words[b], words[a]
    rest = iter(words)
    lines[at] = WORD.sub(lambda _: next(rest), lines[at])
    return b"\n".join(lines)


def _no_line(data: bytes, dice: random.Random, known: Sources) -> bytes:
    lines = data.split(b"\n")
    del lines[dice.randrange(len(lines))]
    return b"\n".join(lines)


def _odd_value(data: bytes, dice: random.Random, known: Sources) -> bytes:
    found = list(re.finditer(rb"(?<=[:,\[{-] )[^,\]}\n]*|[ ]", data))
    if not found:
        return data
    match = dice.choice(found)
    return data[: match.start()] + dice.choice(ODD).encode() + data[match.end() :]


def _lines(data: bytes, dice: random.Random, known: Sources) -> bytes:
    """Lines moved, doubled, taken out, taken from elsewhere or moved to one side."""
    lines = data.split(b"\n")
    a, b = dice.randrange(len(lines)), dice.randrange(len(lines))
    match dice.randrange(6):
        case 0:
            lines[a], lines[b] = lines[b], lines[a]
        case 1:
            lines[b:b] = lines[a : a + dice.randrange(1, 12)]
        case 2:
            del lines[a : a + dice.randrange(1, 12)]
        case 3:
            lines[a] = dice.choice(known.lines)
        case 4:
            lines.insert(a, dice.choice(known.lines))
        case _:
            side = dice.randrange(-4, 5)
            lines[a] = b" " * side + lines[a] if side > 0 else lines[a][-side:]
    return b"\n".join(lines)


GENTLE: tuple[Damage, ...] = (_other_word, _other_word, _swapped_words, _no_line, _odd_value)
"""After these, YAML can mostly still be read: they are for the stages after it."""

ROUGH: tuple[Damage, ...] = (_other_bytes, _one_bit, _cut, _piece, _odd_value, _lines, _lines)


def hold(loaded: Loaded) -> None:
    """Every problem is in the file and can be said; a source without errors answers."""
    for problem in loaded.problems:
        place = problem.place
        assert 1 <= place.line <= len(loaded.lines), (problem.code, place)
        assert 1 <= place.column <= len(loaded.lines[place.line - 1]) + 1, (problem.code, place)
        assert all(problem.message(code) and problem.hint(code) for code in ("fr", "en"))
    errors = any(problem.severity is Severity.ERROR for problem in loaded.problems)
    assert errors or loaded.policy is not None
    assert not UNSEEN.search(loaded.report("fr").replace("\n", " "))
    if loaded.policy is not None and not errors:
        base = load(dump(loaded.policy.base))
        for wizard in base.wizards:
            consult(base, wizard.id, {})


@dataclass(slots=True)
class Figures:
    """What a campaign came to. `slowest`: seconds, and the number of its input."""

    inputs: int = 0
    accepted: int = 0
    codes: set[str] = field(default_factory=set)
    slowest: tuple[float, int] = (0.0, 0)
    failures: list[str] = field(default_factory=list)


def inputs(seed: int) -> Iterator[bytes]:
    """The same endless row of damaged sources for the same seed."""
    dice, known = random.Random(seed), sources()
    while True:
        yield damaged(dice, known)


def campaign(seconds: float, seed: int) -> Figures:
    figures, end = Figures(), time.monotonic() + seconds
    for number, data in enumerate(inputs(seed)):
        began = time.monotonic()
        if began > end:
            break
        figures.inputs += 1
        try:
            loaded = examine(data, "any.yaml")
            hold(loaded)
        except Exception as fault:
            figures.failures.append(_keep(data, seed, number, fault))
            continue
        figures.slowest = max(figures.slowest, (time.monotonic() - began, number))
        figures.codes |= {problem.code for problem in loaded.problems}
        figures.accepted += loaded.status == 0
    return figures


def _keep(data: bytes, seed: int, number: int, fault: Exception) -> str:
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"{seed}-{number}.yaml"
    path.write_bytes(data)
    return f"{path.relative_to(ROOT)}: {type(fault).__name__}: {fault}"


def main(arguments: list[str]) -> int:
    minutes = float(arguments[0]) if arguments else 5.0
    seed = int(arguments[1]) if arguments[1:] else random.SystemRandom().randrange(10**9)
    print(f"seed {seed}, {minutes:g} minutes", flush=True)
    figures = campaign(60 * minutes, seed)
    print(f"{figures.inputs} inputs, {figures.accepted} accepted, {len(figures.codes)} codes seen")
    print(f"slowest {figures.slowest[0]:.2f} s (input {figures.slowest[1]})")
    print("\n".join([f"{len(figures.failures)} failures", *figures.failures]))
    return 1 if figures.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
