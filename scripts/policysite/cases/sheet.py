"""The sheet of cases as values: which cases, what each shows, what of it is ratified.

Place in the flow: `pages.cases` prints it, `policy cases --json` gives it to machines. The cases
stand in the order of the rules that decide them, which is that of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policysite.answered import Scenario, scenario, short_answers
from policysite.cases.cover import cover
from policysite.cases.decision import Decision, decide, in_effect
from policysite.cases.goals import Decides, Goal, Goals, Meets, Told, carriers
from policysite.policy import Example, Policy, Ratification, RatifiedCase, Reading
from rulecore import Answer, core_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A goal that a case meets. `otherwise`: the outcome without the rule, or under the reading's
    alternative; None where no rule would fire, and for outcomes that meet.
    """

    goal: Goal
    otherwise: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case of the sheet.

    `example`: the source's own, where it is one. `given`: as an example writes answers. `ratified`:
    by whom, where it is still what was ratified. `changed`: it was ratified and is no longer so.
    """

    number: int
    example: Example | None
    wizard: str
    given: Mapping[str, Answer]
    decision: Decision
    carriers: tuple[str, ...]
    shows: tuple[Shown, ...]
    ratified: Ratification | None
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`goals`: all that the cases show together. `unmodelled`: the readings without `instead`."""

    policy: Policy
    goals: tuple[Goal, ...]
    cases: tuple[Case, ...]
    unmodelled: tuple[Reading, ...]


def sheet(policy: Policy) -> Sheet:
    """The sheet of a policy; raises `topics.TooEntangled`."""
    goals = Goals(policy)
    return Sheet(
        policy=policy,
        goals=tuple(goals.shown),
        cases=tuple(_Cases(policy, goals).all()),
        unmodelled=tuple(reading for reading in policy.readings if not reading.instead),
    )


def as_json(found: Sheet) -> dict[str, Any]:
    """The sheet for machines."""
    return {
        "revision": found.policy.revision.id,
        "policy": found.policy.digest,
        "core": core_digest(),
        "goals": len(found.goals),
        "cases": [_case_as_json(case) for case in found.cases],
        "unmodelled": [reading.id for reading in found.unmodelled],
    }


def _case_as_json(case: Case) -> dict[str, Any]:
    return {
        "case": case.number,
        "example": case.example.id if case.example else None,
        "wizard": case.wizard,
        "given": dict(case.given),
        "outcome": case.decision.outcome,
        "clauses": list(case.decision.texts),
        "digest": case.decision.digest,
        "shows": [_shown_as_json(shown) for shown in case.shows],
        "ratified": case.ratified.on.isoformat() if case.ratified else None,
        "changed": case.changed,
    }


def _shown_as_json(shown: Shown) -> dict[str, Any]:
    match shown.goal:
        case Decides(rule, alone):
            return {"rule": rule, "alone": alone, "otherwise": shown.otherwise}
        case Told(reading):
            return {"reading": reading, "otherwise": shown.otherwise}
        case Meets(over, under, prevails):
            return {"outcomes": [over, under], "prevails": prevails}


class _Cases:
    """The cases of a policy in the making."""

    def __init__(self, policy: Policy, goals: Goals) -> None:
        self.policy, self.base, self.goals = policy, policy.base, goals
        self.ratified = {decision.case: (by, case) for by, case, decision in in_effect(policy)}
        self.examples = {example.id: example for example in policy.examples}

    def all(self) -> Iterator[Case]:
        written = dict(self.written())
        taken = cover(self.goals, written)
        pairs = [(written[one], one) if isinstance(one, str) else (one, "") for one in taken]
        pairs.sort(key=lambda pair: self.place(*pair))
        shares = self.shared([found for found, _ in pairs], [name for _, name in pairs])
        for number, ((found, name), shows) in enumerate(zip(pairs, shares, strict=True), start=1):
            yield self.case(number, found, self.examples.get(name), shows)

    def written(self) -> Iterator[tuple[str, Scenario]]:
        """The scenarios of the source by name, the ratified ones first."""
        cases: list[tuple[str, str, Mapping[str, Answer]]] = [
            (case.example or f"{decision.digest}:", case.wizard, case.given)
            for _, case, decision in in_effect(self.policy)
        ]
        cases += [(example.id, example.wizard, example.given) for example in self.policy.examples]
        for name, wizard, given in cases:
            found = scenario(self.base, wizard, given)
            if found is not None:
                yield name, found

    def place(self, found: Scenario, name: str) -> tuple[int, int, int, str]:
        """Where a case stands: by its rule, examples first."""
        order = [rule.id for rule in self.base.rules]
        first = min(order.index(rule) for rule in carriers(self.base, found.seen(self.base)))
        answers = decide(self.policy, found.wizard.id, short_answers(self.base, found)).case
        return first, not name, len(answers), answers

    def shared(self, cases: Sequence[Scenario], names: Sequence[str]) -> list[list[Shown]]:
        """What each case is there for: every goal at one case, a reading at its own example."""
        shares: list[list[Shown]] = [[] for _ in cases]
        met = [self.goals.met(found, self.goals.shown) for found in cases]
        for goal in self.goals.shown:
            able = [at for at, goals in enumerate(met) if goal in goals]
            own = self.goals.readings[goal.reading].examples if isinstance(goal, Told) else ()
            at = min(able, key=lambda at: (names[at] not in own, at))
            shares[at].append(self.show(goal, cases[at]))
        return shares

    def show(self, goal: Goal, found: Scenario) -> Shown:
        match goal:
            case Decides(rule, _):
                return Shown(goal=goal, otherwise=self.goals.without(rule, found))
            case Told(reading):
                return Shown(goal=goal, otherwise=self.goals.otherwise(reading, found))
            case Meets():
                return Shown(goal=goal)

    def case(
        self, number: int, found: Scenario, example: Example | None, shows: Sequence[Shown]
    ) -> Case:
        given = example.given if example else short_answers(self.base, found)
        decision = decide(self.policy, found.wizard.id, given)
        by, entry = self.ratified.get(decision.case, (None, None))
        holds = entry is not None and _holds(entry, decision)
        return Case(
            number=number,
            example=example,
            wizard=found.wizard.id,
            given=given,
            decision=decision,
            carriers=tuple(carriers(self.base, found.seen(self.base))),
            shows=tuple(shows),
            ratified=by if holds else None,
            changed=entry is not None and not holds,
        )


def _holds(entry: RatifiedCase, decision: Decision) -> bool:
    return (entry.outcome, entry.digest) == (decision.outcome, decision.digest)
