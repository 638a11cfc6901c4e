"""What a set of cases must show: each rule deciding, each reading told apart, outcomes that meet.

Place in the flow: the first step of `cases`. Each goal comes with a scenario that meets it; what no
scenario can meet is no goal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from policysite.alternative import alternative
from policysite.answered import Scenario, scenario
from policysite.cases.witnesses import Witnesses
from policysite.policy import Policy, Reading
from rulecore import Evaluation, RuleBase
from rulecore.difference import changed_scenario
from rulecore.domain import domains_of


@dataclass(frozen=True, slots=True)
class Decides:
    """The rule carries the outcome; `alone`: without it, the outcome would be another."""

    rule: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Told:
    """The reading's alternative leads to another outcome."""

    reading: str


@dataclass(frozen=True, slots=True)
class Meets:
    """Rules of both modalities fire; `prevails`: and `over` is the outcome.

    The base rule meets nobody: it stands where no other speaks.
    """

    over: str
    under: str
    prevails: bool


type Goal = Decides | Told | Meets


class Goals:
    """The goals of one policy. `shown`: goal → a scenario that meets it, in the order of the
    source.
    """

    def __init__(self, policy: Policy) -> None:
        self.base, self.domains = policy.base, domains_of(policy.base)
        self.readings = {reading.id: reading for reading in policy.readings if reading.instead}
        self.others = {id_: alternative(self.base, r) for id_, r in self.readings.items()}
        self.shown: Mapping[Goal, Scenario] = dict(self._all())

    def met(self, found: Scenario, among: Iterable[Goal]) -> list[Goal]:
        """Those of the goals that a scenario meets."""
        seen = found.seen(self.base)
        if seen.headline is None:
            return []
        return [goal for goal in among if self._meets(goal, found, seen)]

    def otherwise(self, reading: str, found: Scenario) -> str | None:
        """The outcome under the reading's alternative; None where no rule fires then."""
        return found.seen(self.others[reading]).headline

    def without(self, rule: str, found: Scenario) -> str | None:
        """The outcome if there were no such rule; None where no other fires."""
        others = [
            self.base.rule[id_].modality for id_ in found.seen(self.base).rules if id_ != rule
        ]
        return max(others, key=self.base.rank.__getitem__, default=None)

    def _meets(self, goal: Goal, found: Scenario, seen: Evaluation) -> bool:
        match goal:
            case Decides(rule, alone):
                carrying = carriers(self.base, seen)
                return rule in carrying and not (alone and len(carrying) > 1)
            case Told(reading):
                return self.otherwise(reading, found) != seen.headline
            case Meets(over, under, prevails):
                meeting = {self.base.rule[r].modality for r in seen.rules if not self._rests(r)}
                return {over, under} <= meeting and (not prevails or seen.headline == over)

    def _rests(self, rule: str) -> bool:
        return self.base.rule[rule].base

    def _all(self) -> Iterator[tuple[Goal, Scenario]]:
        search = Witnesses(self.base)
        for rule in self.base.rules:
            for alone in (True, False):
                found = search.deciding(rule, alone=alone)
                if found is not None:
                    yield Decides(rule.id, alone), found
                    break
        for reading in self.readings.values():
            told = self._told_apart(reading)
            if told is not None:
                yield Told(reading.id), told
        for over, under in combinations(self.base.modalities, 2):
            for prevails in (True, False):
                found = search.meeting(over.id, under.id, prevails=prevails)
                if found is not None:
                    yield Meets(over.id, under.id, prevails), found
                    break

    def _told_apart(self, reading: Reading) -> Scenario | None:
        for wizard in self.base.wizards:
            if not wizard.informative:
                given = changed_scenario(self.base, self.others[reading.id], wizard.id)
                found = None if given is None else scenario(self.base, wizard.id, given)
                if found is not None and found.seen(self.base).headline is not None:
                    return found
        return None


def carriers(base: RuleBase, seen: Evaluation) -> list[str]:
    """The rules that carry the outcome."""
    return [rule for rule in seen.rules if base.rule[rule].modality == seen.headline]
