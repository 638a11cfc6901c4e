"""Rule bases of any size, made by a seed: topics that have nothing in common but four facts.

The family that the core is measured on. Each topic has five four-valued facts of its own; a rule
reads two or three of them and one or two of the four facts that all topics share. Eight modalities.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from rulecore import (
    And,
    Condition,
    Fact,
    FactType,
    Is,
    Modality,
    Not,
    Or,
    Question,
    Rule,
    RuleBase,
    Wizard,
)

SHARED = 4
OWN = 5
OPTIONS = ("a", "b", "c", "d")
MODALITIES = tuple(Modality(id=f"m{tier}", tier=tier) for tier in range(8, 0, -1))


def generated(rules: int, facts: int, seed: int = 20170208) -> RuleBase:
    """A rule base with so many rules over so many facts, and one wizard that asks them all."""
    dice = random.Random(seed)
    ids = [f"f{number}" for number in range(facts)]
    shared, own = ids[:SHARED], ids[SHARED:]
    topics = [own[start : start + OWN] for start in range(0, len(own), OWN)]
    made = [
        _rule(number, dice, shared, topics[number % len(topics)]) for number in range(rules - 1)
    ]
    return RuleBase(
        policy="0" * 64,
        revision="2001-01-01",
        decided=date(2001, 1, 1),
        in_force=date(2001, 1, 1),
        facts=tuple(_fact(fact) for fact in ids),
        conditions={},
        modalities=MODALITIES,
        rules=(*made, Rule(id="base", modality="m1", when=And(()), clauses=("c",), base=True)),
        wizards=(
            Wizard(id="all", questions=tuple(Question(fact=f, options=OPTIONS) for f in ids)),
        ),
    )


def revised(base: RuleBase, share: float = 0.05, seed: int = 20170209) -> RuleBase:
    """The same with other modalities for that share of the rules."""
    dice = random.Random(seed)
    chosen = set(dice.sample(range(len(base.rules) - 1), max(1, round(share * len(base.rules)))))
    return replace(
        base,
        rules=tuple(
            replace(rule, modality=dice.choice(base.modalities[:-1]).id)
            if place in chosen
            else rule
            for place, rule in enumerate(base.rules)
        ),
    )


def rewritten(base: RuleBase, seed: int = 20170210) -> RuleBase:
    """The same decisions, written otherwise: in another order, denied twice, said again."""
    dice = random.Random(seed)
    rules = [
        replace(rule, when=_denied_twice(rule.when)) if dice.random() < 0.5 else rule
        for rule in base.rules
    ]
    again = dice.choice(rules)
    rules.append(replace(again, id=f"{again.id}-again", when=And((again.when, again.when))))
    return replace(base, rules=tuple(dice.sample(rules, len(rules))))


def _denied_twice(condition: Condition) -> Condition:
    if isinstance(condition, And):
        return Not(Or(tuple(Not(part) for part in condition.parts)))
    return Not(Not(condition))


def _fact(id_: str) -> Fact:
    return Fact(id=id_, type=FactType.CHOICE, options=OPTIONS, default="a")


def _rule(number: int, dice: random.Random, shared: Sequence[str], own: Sequence[str]) -> Rule:
    read = dice.sample(list(own), min(len(own), dice.randint(2, 3)))
    read += dice.sample(list(shared), dice.randint(1, 2))
    return Rule(
        id=f"r{number}",
        modality=dice.choice(MODALITIES[:-1]).id,
        when=And(tuple(_atoms(dice, read))),
        clauses=(f"c{number}",),
    )


def _atoms(dice: random.Random, read: Sequence[str]) -> Iterator[Condition]:
    for fact in read:
        options = dice.sample(OPTIONS, dice.randint(1, 2))
        yield Is(fact, tuple(sorted(options)))
