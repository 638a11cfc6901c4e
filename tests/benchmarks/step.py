"""A step of a wizard as the person waits for it: the worker's answer, and from input to paint.

Every walk of the real policy is walked in Chromium, in turns: with the worker as it is, and with
answers at hand in its place. Those of its first wizard, the longest, also with the worker's program
in the page's own thread, made four times slower: a browser cannot slow a worker down.

    .venv/bin/python -m tests.benchmarks.step [ROUNDS]
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, expect, sync_playwright

from tests.benchmarks.marks import Mark, conclude
from tests.site.browser import PATIENCE, launched, served
from tests.site.sites import site
from tests.sources import REAL, policy
from tests.wizard.person import LISTEN, Person
from tests.wizard.walks import walks

COMMAND = ".venv/bin/python -m tests.benchmarks.step"
ROUNDS = 3
SCRIPT = Path(__file__).with_name("step.js").read_text(encoding="utf-8")
OWN, CANNED, SLOW = "own", "canned", "page"
"""The worker: a thread of its own, none, or in the page's thread."""
SLOWER = 4
MOST_ANSWER, MOST_SLOW_ANSWER, MOST_PAINT = 16, 100, 1.5


@dataclass
class Timed:
    """Milliseconds: of each consultation the worker's answers, and of each step until its paint."""

    answers: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    paints: list[float] = field(default_factory=list)


def walked(
    browser: Browser, root: str, kind: str, canned: Mapping[str, object]
) -> tuple[Timed, dict[str, object]]:
    """Every walk with one kind of worker: its times, and what it answered."""
    # The program that times the worker from within is none of the site's.
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(LISTEN)
    given = f"const KIND = {json.dumps(kind)}; const CANNED = {json.dumps(canned)};"
    context.add_init_script(f"(() => {{ {given} {SCRIPT} }})()")
    person = Person(context.new_page(), root, policy(REAL))
    slowly = context.new_cdp_session(person.page)
    found, replies = Timed(), dict[str, object]()
    for wizard in list(person.wizards)[: 1 if kind == SLOW else None]:
        person.open(wizard)
        if kind == SLOW:
            slowly.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        for number, walk in enumerate(one for one in walks(policy(REAL)) if one.wizard == wizard):
            if number:
                person.restart()
            person.finish(walk.given)
        for key, times in person.page.evaluate("answered").items():
            found.answers[key] += times
        found.paints += person.page.evaluate("painted")
        replies |= person.page.evaluate("replies")
        slowly.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    context.close()
    return found, replies


def main(rounds: int = ROUNDS) -> int:
    expect.set_options(timeout=PATIENCE)
    found = {kind: Timed() for kind in (OWN, CANNED, SLOW)}
    with (
        served(site("real")) as root,
        sync_playwright() as playwright,
        launched(playwright.chromium) as browser,
    ):
        _, canned = walked(browser, root, OWN, {})
        for number in range(rounds):
            for kind, times in found.items():
                taken, _ = walked(browser, root, kind, canned if kind == CANNED else {})
                for key, answers in taken.answers.items():
                    times.answers[key] += answers
                times.paints += taken.paints
                print(f"{number + 1}/{rounds} {kind}: {median(taken.paints):.1f} ms", flush=True)
    return conclude("step", COMMAND, figures(found), marks(found))


def figures(found: Mapping[str, Timed]) -> dict[str, float]:
    answers = {kind: _answers(found[kind]) for kind in (OWN, SLOW)}
    return {
        "consultations": len(answers[OWN]),
        "answer (ms)": _share(answers[OWN], 0.5),
        "answer, 99 in 100 (ms)": _share(answers[OWN], 0.99),
        f"answer, {SLOWER} times slower (ms)": _share(answers[SLOW], 0.5),
        f"answer, {SLOWER} times slower, 99 in 100 (ms)": _share(answers[SLOW], 0.99),
        "input to paint, 75 in 100 (ms)": _share(found[OWN].paints, 0.75),
        "input to paint, answer at hand, 75 in 100 (ms)": _share(found[CANNED].paints, 0.75),
    }


def marks(found: Mapping[str, Timed]) -> list[Mark]:
    shown = figures(found)
    slow = f"answer, {SLOWER} times slower, 99 in 100 (ms)"
    paint = shown["input to paint, 75 in 100 (ms)"]
    canned = shown["input to paint, answer at hand, 75 in 100 (ms)"]
    return [
        Mark(
            name="answer, 99 in 100 (ms)", value=shown["answer, 99 in 100 (ms)"], most=MOST_ANSWER
        ),
        Mark(name=slow, value=shown[slow], most=MOST_SLOW_ANSWER),
        Mark(
            name="input to paint ÷ with the answer at hand, 75 in 100",
            value=round(paint / canned, 2),
            most=MOST_PAINT,
        ),
    ]


def _answers(timed: Timed) -> list[float]:
    """For each consultation the median of its times."""
    return [median(times) for times in timed.answers.values()]


def _share(times: Sequence[float], share: float) -> float:
    return round(sorted(times)[ceil(len(times) * share) - 1], 2)


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
