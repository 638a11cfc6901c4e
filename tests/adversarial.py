"""Rule bases that are hard to take apart, made by a seed; some of them must be refused.

`chained` compiles, if the right facts are found. The others are what nobody should write: no tables
of a sane size hold them.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import combinations

from rulecore import (
    And,
    Condition,
    Fact,
    FactType,
    Is,
    Or,
    Question,
    Rule,
    RuleBase,
    Wizard,
)
from tests.generated import MODALITIES, OPTIONS

YES_NO = ("yes", "no")
OWN = 5
"""Facts that only one topic of a chain reads."""


def chained(topics: int, rules: int, seed: int = 20170208) -> RuleBase:
    """Topics in a chain, with so many rules each.

    What separates them is read least and comes last: between two neighbours one fact, which a few
    alternatives of both read. What everything in a topic reads, its first fact, separates nothing;
    it is what a person can change.
    """
    dice = random.Random(seed)
    own = [[f"t{topic}.{place}" for place in range(OWN)] for topic in range(topics)]
    links = [f"link{place}" for place in range(topics - 1)]
    made = [
        _wide(dice, own[topic], [links[at] for at in (topic - 1, topic) if 0 <= at < len(links)])
        for topic in dice.sample(range(topics), topics)
        for _ in range(rules)
    ]
    dice.shuffle(made)
    last = dice.sample(links, len(links))
    ids = [*(fact for facts in own for fact in facts), *last]
    return _base(ids, YES_NO, made, dice, changeable={hub for hub, *_ in own})


def entangled(facts: int = 40, options: Sequence[str] = YES_NO) -> RuleBase:
    """One rule that reads so many facts at once."""
    ids = _ids(facts)
    return _base(ids, options, [_all_of(ids, options)], random.Random(0))


def clique(facts: int = 40) -> RuleBase:
    """A rule for every two of so many facts."""
    ids = _ids(facts)
    pairs = [_all_of(pair, YES_NO) for pair in combinations(ids, 2)]
    return _base(ids, YES_NO, pairs, random.Random(0))


def heavy(rules: int = 1000, facts: int = 12, of: int = 12) -> RuleBase:
    """So many rules, each over that many four-valued facts of `of`."""
    dice, ids = random.Random(20170208), _ids(of)
    made = [
        And(
            tuple(
                Is(fact, tuple(sorted(dice.sample(OPTIONS, 2)))) for fact in dice.sample(ids, facts)
            )
        )
        for _ in range(rules)
    ]
    return _base(ids, OPTIONS, made, dice)


def _ids(facts: int) -> list[str]:
    return [f"f{number}" for number in range(facts)]


def _all_of(facts: Sequence[str], options: Sequence[str]) -> Condition:
    return And(tuple(Is(fact, (options[0],)) for fact in facts))


def _wide(dice: random.Random, own: Sequence[str], links: Sequence[str]) -> Condition:
    """The topic's first fact, and one of many alternatives, of which few read a link."""
    hub, *others = own
    return And((Is(hub, (dice.choice(YES_NO),)), Or(tuple(_alternatives(dice, others, links)))))


def _alternatives(
    dice: random.Random, others: Sequence[str], links: Sequence[str]
) -> Iterator[Condition]:
    for _ in range(dice.randint(2, 6)):
        read = dice.sample(list(others), dice.randint(2, 3))
        if dice.random() < 0.1:
            read[-1] = dice.choice(list(links))
        yield And(tuple(Is(fact, (dice.choice(YES_NO),)) for fact in read))


def _base(
    ids: Sequence[str],
    options: Sequence[str],
    conditions: Sequence[Condition],
    dice: random.Random,
    changeable: Collection[str] = (),
) -> RuleBase:
    """A rule a condition, of a modality at random, and one wizard that asks everything."""
    day = date(2001, 1, 1)
    rules = (
        Rule(id=f"r{at}", modality=dice.choice(MODALITIES[:-1]).id, when=when, clauses=(f"c{at}",))
        for at, when in enumerate(conditions)
    )
    return RuleBase(
        policy="0" * 64,
        revision=day.isoformat(),
        decided=day,
        in_force=day,
        facts=tuple(_fact(id_, options, id_ in changeable) for id_ in ids),
        conditions={},
        modalities=MODALITIES,
        rules=(*rules, Rule(id="base", modality="m1", when=And(()), clauses=("c",), base=True)),
        wizards=(
            Wizard(
                id="all", questions=tuple(Question(fact=f, options=tuple(options)) for f in ids)
            ),
        ),
    )


def _fact(id_: str, options: Sequence[str], changeable: bool) -> Fact:
    type_ = FactType.YES_NO if options == YES_NO else FactType.CHOICE
    change = options[-1] if changeable else None
    return Fact(id=id_, type=type_, options=tuple(options), default=options[0], change=change)
