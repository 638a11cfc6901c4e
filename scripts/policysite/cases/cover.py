"""Few scenarios that meet all goals: worked examples first, then new ones.

Place in the flow: after `goals`. What the source already has is taken as long as it shows something
more; each goal that is left gets a new scenario, which is then changed answer by answer to show
more of what is left. What turned out not to be needed is dropped, the last taken first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from policysite.answered import Scenario, short_answers, values_at
from policysite.cases.goals import Goal, Goals


def cover(goals: Goals, written: Mapping[str, Scenario]) -> list[str | Scenario]:
    """The scenarios of the source by name, and the new ones, in the order in which they were taken.

    `written`: the scenarios that the source has.
    """
    met = {name: frozenset(goals.met(found, goals.shown)) for name, found in written.items()}
    taken: list[tuple[str | Scenario, frozenset[Goal]]] = []
    left = dict.fromkeys(goals.shown)
    for name in _greedily(met, left):
        taken.append((name, met[name]))
    while left:
        found = _improved(goals, next(reversed(left)), left)
        taken.append((found, frozenset(goals.met(found, goals.shown))))
        _strike(left, taken[-1][1])
    return [one for one, _ in _needed(taken)]


def _greedily(met: Mapping[str, frozenset[Goal]], left: dict[Goal, None]) -> Iterator[str]:
    """The names that together meet all that they can, each time the one that meets most."""
    while True:
        best = max(met, key=lambda name: len(met[name] & left.keys()), default=None)
        if best is None or not met[best] & left.keys():
            return
        _strike(left, met[best])
        yield best


def _strike(left: dict[Goal, None], met: frozenset[Goal]) -> None:
    for goal in met:
        left.pop(goal, None)


def _improved(goals: Goals, goal: Goal, left: Mapping[Goal, None]) -> Scenario:
    """A scenario that meets the goal and, answer by answer changed, as many others as it can."""
    found, gain = goals.shown[goal], -1
    best = [found]
    while len(goals.met(best[0], left)) > gain:
        found, gain = best[0], len(goals.met(best[0], left))
        able = [other for other in _neighbours(goals, found) if goals.met(other, [goal])]
        best = sorted(able, key=lambda other: _worth(goals, other, left)) or [found]
    return found


def _worth(goals: Goals, found: Scenario, left: Mapping[Goal, None]) -> tuple[int, int]:
    """What sorts first meets more, or needs fewer answers to be told."""
    return -len(goals.met(found, left)), len(short_answers(goals.base, found))


def _neighbours(goals: Goals, found: Scenario) -> Iterator[Scenario]:
    """The scenarios that differ in one answer."""
    for question in found.wizard.questions:
        for place in range(len(goals.domains[question.fact])):
            changed = values_at(goals.base, {question.fact: place})
            if question.offers(changed[question.fact]):
                yield replace(found, values={**found.values, **changed})


def _needed(
    taken: Sequence[tuple[str | Scenario, frozenset[Goal]]],
) -> list[tuple[str | Scenario, frozenset[Goal]]]:
    """Those without which something would not be met, the last taken first to go."""
    kept = list(taken)
    for one in reversed(taken):
        rest = [other for other in kept if other is not one]
        if one[1] <= frozenset[Goal]().union(*(met for _, met in rest)):
            kept = rest
    return kept
