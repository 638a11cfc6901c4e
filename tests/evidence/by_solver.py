"""Batches of larger policies held against Z3: consultations, proofs, equal revisions."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rulecore import Fact, FactType, Question, RuleBase, Value, Wizard, consult, show_value
from tests.evidence.by_enumeration import WRITTEN, compiled, written
from tests.evidence.cases import as_result
from tests.evidence.proofs import decide_alike, proofs
from tests.evidence.solved import Solved, decided_alike
from tests.evidence.tally import Difference, Tally, fields_that_differ
from tests.generated import generated, revised, rewritten
from tests.random_source import random_source
from tests.reference import Result

LEAST_FACTS, MOST_FACTS = 9, 40
BATCH = 20
"""Consultations of one batch: those of one policy."""

REVISIONS: Mapping[str, Callable[[RuleBase, int], RuleBase]] = {
    "one rule": lambda base, seed: revised(base, share=0, seed=seed),
    "some rules": lambda base, seed: revised(base, share=0.05, seed=seed),
    "other words": rewritten,
}
"""How a second revision of a rule base comes about."""


@dataclass(frozen=True, slots=True)
class Batch:
    """`kind`: topics (rules over many options), random (facts and wizards of every type), or real
    and other, the policies that people wrote.
    """

    kind: str
    seed: str
    consultations: int


KINDS = ("topics", "random", "real", *("topics", "random") * 2, "other")
"""In turns: most policies are random."""


def batches(consultations: int, seed: int) -> Iterator[Batch]:
    """So many consultations of policies of every kind."""
    for number, start in enumerate(range(0, consultations, BATCH)):
        kind = KINDS[number % len(KINDS)]
        yield Batch(kind, f"{seed} {kind} {number}", min(BATCH, consultations - start))


def run(batch: Batch) -> tuple[str, Tally]:
    """The kind of policy, and what came of the batch."""
    dice, tally = random.Random(batch.seed), Tally()
    base = _policy(batch.kind, dice)
    against = _Against(base, batch.seed, tally)
    for _ in range(batch.consultations):
        wizard = dice.choice(base.wizards)
        against.consultation(wizard, _answers(base, wizard, dice), dice.random() < 0.5)
    for wizard in base.wizards:
        if not wizard.informative:
            against.proofs(wizard)
    for name, revise in REVISIONS.items():
        against.revision(name, revise(base, dice.randrange(10**9)), base.wizards[0])
    tally.counts["policies"] += 1
    tally.counts["facts"] += len(base.facts)
    tally.counts["rules"] += len(base.rules)
    return batch.kind, tally


def _policy(kind: str, dice: random.Random) -> RuleBase:
    if kind in WRITTEN:
        return written(WRITTEN[kind])[0]
    facts, seed = dice.randint(LEAST_FACTS, MOST_FACTS), dice.randrange(10**9)
    if kind == "topics":
        return generated(dice.randint(facts, 3 * facts), facts, seed)
    return compiled(random_source(seed, facts))


def _answers(base: RuleBase, wizard: Wizard, dice: random.Random) -> dict[str, Value]:
    rate = dice.random()
    return {
        question.fact: _value(base.fact[question.fact], question, dice)
        for question in wizard.questions
        if dice.random() < rate
    }


def _value(fact: Fact, question: Question, dice: random.Random) -> Value:
    """Any answer that the question offers; a number near those that conditions name."""
    match fact.type:
        case FactType.NUMBER:
            one = 10**fact.decimals
            low, high = (-3 * one, 13 * one) if fact.low is None else (fact.low, fact.low + 9 * one)
            return min(dice.randint(low, high), high if fact.high is None else fact.high)
        case FactType.DATE:
            first = date(2024, 2, 24).toordinal() if fact.low is None else fact.low
            return dice.randint(first, first + 10 if fact.high is None else fact.high)
        case FactType.SEVERAL:
            free = [option for option in question.options if option not in fact.exclusive]
            alone = [option for option in question.options if option in fact.exclusive]
            if not free or (alone and dice.random() < 0.3):
                return frozenset([dice.choice(alone)])
            return frozenset(dice.sample(free, dice.randint(1, len(free))))
        case FactType.YES_NO | FactType.CHOICE:
            return dice.choice(question.options)


class _Against:
    """One rule base, the core's answers beside the solver's."""

    def __init__(self, base: RuleBase, seed: str, tally: Tally) -> None:
        self.base, self.seed, self.tally = base, seed, tally
        self.solved = Solved(base)

    def consultation(self, wizard: Wizard, known: Mapping[str, Value], says_so: bool) -> None:
        """`says_so`: what is not known is answered with "I don't know"."""
        unknown = [q.fact for q in wizard.questions if says_so and q.fact not in known]
        answers = {fact: show_value(self.base.fact[fact], value) for fact, value in known.items()}
        given = answers | dict.fromkeys(unknown, "?")
        found = replace(as_result(consult(self.base, wizard.id, given)), changes=None)
        expected = self.solved.consult(wizard, known, unknown)
        self.tally.result(expected)
        self.same(json.dumps({"wizard": wizard.id, "answers": given}), expected, found)

    def proofs(self, wizard: Wizard) -> None:
        expected, found = self.solved.proofs(wizard), proofs(self.base, wizard)
        self.tally.counts["wizards proved"] += 1
        self.tally.counts["rules that never fire"] += len(expected.dead)
        self.tally.counts["rules that never carry the headline"] += len(expected.idle)
        self.tally.counts["wizards with a gap"] += expected.gap
        self.same(f"proofs of {wizard.id}", expected, found)

    def revision(self, name: str, new: RuleBase, wizard: Wizard) -> None:
        expected = decided_alike(self.base, new, wizard)
        self.tally.counts["revisions"] += 1
        self.tally.counts["revisions that decide alike"] += expected
        self.same(f"revision: {name}", expected, decide_alike(self.base, new, wizard.id))

    def same(self, question: str, expected: object, found: object) -> None:
        if found != expected:
            self.tally.differ(lambda: Difference(self.seed, question, *_told(expected, found)))


def _told(expected: object, found: object) -> tuple[str, str]:
    if isinstance(expected, Result) and isinstance(found, Result):
        return fields_that_differ(expected, found)
    return str(expected), str(found)
