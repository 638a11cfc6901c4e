"""Small rule bases made by a seed, with every kind of fact, for tests that enumerate.

A seed makes the same base again; `mutated` makes another revision of one. The core holds them in
one table, unless one more table is made to cost nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from math import prod

from rulecore import (
    ALWAYS,
    And,
    Compare,
    Condition,
    Extension,
    Fact,
    FactType,
    Has,
    Is,
    Modality,
    Not,
    Note,
    Or,
    Question,
    Ref,
    Rule,
    RuleBase,
    Text,
    Value,
    Wizard,
    facts_of,
    show_value,
)
from rulecore.answers import Given
from rulecore.domain import domains_of

MODALITIES = (
    Modality(id="never", tier=3),
    Modality(id="ask", tier=2),
    Modality(id="open", tier=2),
    Modality(id="fine", tier=1),
)
DAY = date(2024, 2, 24).toordinal()
"""The first of the days that conditions name."""
MOST_ASSIGNMENTS = 600
"""Of a rule base with topics, so that enumeration stays quick."""


type Make = Callable[[int], RuleBase]
"""Makes a rule base from a seed."""


def seeds(count: int) -> list[tuple[Make, int]]:
    """So many seeds of each of the two shapes."""
    return [(make, seed) for make in (random_base, topical_base) for seed in range(count)]


def random_base(seed: int, facts: int = 5, rules: int = 7) -> RuleBase:
    """A rule base with one wizard, `w`, that asks most of its facts."""
    dice = random.Random(seed)
    made: list[Fact] = []
    for number in range(facts):
        made.append(_fact(f"f{number}", dice, made))
    conditions = {"named": _condition(dice, made)} if dice.random() < 0.6 else {}
    return _rule_base(dice, made, conditions, list(_rules(dice, made, conditions, rules)))


def topical_base(seed: int) -> RuleBase:
    """A rule base of two or three topics that have nothing in common but two facts."""
    dice = random.Random(seed)
    while True:
        base = _topical(dice)
        if prod(map(len, choices(base, base.wizards[0]).values())) <= MOST_ASSIGNMENTS:
            return base


def with_passages(base: RuleBase, seed: int, *, informative: bool = False) -> RuleBase:
    """The same with notes, extensions and texts, which hold where one of its rules does."""
    dice = random.Random(seed)
    when = [dice.choice(base.rules).when for _ in range(6)]
    return replace(
        base,
        notes=(Note(id="n0", when=when[0]), Note(id="n1", when=when[1])),
        extensions=(Extension(id="e", when=when[2], clauses=("x", "c0")),),
        texts=(
            Text(id="always", after=("never", "ask"), folded_after=("open", "ask")),
            Text(id="seldom", after=("fine",), folded_after=("never",), after_if=when[3]),
            Text(id="told", answers=when[4]),
            Text(id="both", after=("open",), after_if=when[5], answers=when[5]),
        ),
        wizards=(replace(base.wizards[0], informative=informative),),
    )


def mutated(base: RuleBase, seed: int) -> RuleBase:
    """Another revision: some rules, questions and named conditions are not what they were."""
    dice = random.Random(seed)
    facts = list(base.facts)
    change = dice.randrange(6)
    if change == 0:
        facts[dice.randrange(len(facts))] = _fact(facts[-1].id + "x", dice, facts[:2])
        return _with_facts(base, facts, dice)
    if change == 1:
        at = dice.randrange(len(facts))
        facts[at] = replace(facts[at], ask_if=_condition(dice, facts[:at]) if at else ALWAYS)
        return replace(base, facts=tuple(facts))
    if change == 2 and base.conditions:
        return replace(base, conditions={"named": _condition(dice, facts)})
    if change == 3:
        return replace(base, wizards=(_wizard(dice, facts),))
    if change == 4:
        return replace(base, modalities=tuple(dice.sample(MODALITIES, len(MODALITIES))))
    rules = list(base.rules)
    at = dice.randrange(len(rules) - 1)
    other = next(_rules(dice, facts, base.conditions, 2))
    rules[at] = replace(other, id=rules[at].id if dice.random() < 0.7 else "other")
    return replace(base, rules=tuple(rules))


def choices(base: RuleBase, wizard: Wizard) -> Mapping[str, Sequence[Value]]:
    """Fact → the values that it may have before pruning, where the wizard leaves it open."""
    domains = domains_of(base)
    asked = {question.fact: question for question in wizard.questions}
    found: dict[str, Sequence[Value]] = {}
    for fact in base.facts:
        if fact.id in asked:
            found[fact.id] = [v for v in domains[fact.id] if asked[fact.id].offers(v)]
        else:
            preset = wizard.preset.get(fact.id, fact.default)
            found[fact.id] = [domains[fact.id][0] if preset is None else preset]
    return found


def assignments(base: RuleBase, wizard: Wizard) -> Iterator[Mapping[str, Value]]:
    """Every assignment of the facts that the wizard leaves open, before pruning."""
    found = choices(base, wizard)
    for values in product(*found.values()):
        yield dict(zip(found, values, strict=True))


def partly_answered(base: RuleBase, seed: int, rate: float = 0.6) -> Given:
    """Some answers that a person could give."""
    dice = random.Random(seed)
    raw = dice.choice(list(assignments(base, base.wizards[0])))
    asked = [question.fact for question in base.wizards[0].questions]
    return {
        fact: "?" if dice.random() < 0.2 else show_value(base.fact[fact], raw[fact])
        for fact in asked
        if dice.random() < rate
    }


def completions(base: RuleBase, given: Given) -> Iterator[Mapping[str, Value]]:
    """Every assignment that has these answers."""
    for raw in assignments(base, base.wizards[0]):
        shown = {fact: show_value(base.fact[fact], raw[fact]) for fact in given}
        if all(answer == "?" or shown[fact] == answer for fact, answer in given.items()):
            yield raw


def _topical(dice: random.Random) -> RuleBase:
    shared: list[Fact] = []
    for number in range(2):
        shared.append(_fact(f"s{number}", dice, shared))
    topics = [_topic(f"t{number}", dice, shared) for number in range(dice.randint(2, 3))]
    made = [*shared, *(fact for own in topics for fact in own)]
    rules = [
        replace(rule, id=f"{own[0].id}{rule.id}")
        for own in topics
        for rule in _rules(dice, [*shared, *own], {}, 4)
        if not rule.base
    ]
    # A rule may speak of two topics.
    first, last = rules[0], rules[-1]
    rules[0] = replace(first, when=Or((first.when, last.when)))
    dice.shuffle(rules)
    when = ALWAYS if dice.random() < 0.7 else _condition(dice, shared)
    base = Rule(id="base", modality="fine", when=when, clauses=("c",), base=True)
    return _rule_base(dice, made, {}, [*rules, base])


def _rule_base(
    dice: random.Random,
    facts: Sequence[Fact],
    conditions: Mapping[str, Condition],
    rules: Sequence[Rule],
) -> RuleBase:
    return RuleBase(
        policy="0" * 64,
        revision="2001-01-01",
        decided=date(2001, 1, 1),
        in_force=date(2001, 1, 1),
        facts=tuple(facts),
        conditions=conditions,
        modalities=MODALITIES,
        rules=tuple(rules),
        wizards=(_wizard(dice, facts),),
    )


def _topic(id_: str, dice: random.Random, shared: Sequence[Fact]) -> list[Fact]:
    own: list[Fact] = []
    for number in range(2):
        own.append(_fact(f"{id_}.{number}", dice, [*shared, *own]))
    return own


def _with_facts(base: RuleBase, facts: list[Fact], dice: random.Random) -> RuleBase:
    """The rule base over other facts, with rules that read those alone."""
    ordered: list[Fact] = []
    for fact in facts:
        ordered.append(replace(fact, ask_if=ALWAYS) if dice.random() < 0.5 or not ordered else fact)
    known = {fact.id for fact in ordered}
    ordered = [
        fact if set(_read(fact.ask_if)) <= known else replace(fact, ask_if=ALWAYS)
        for fact in ordered
    ]
    return replace(
        base,
        facts=tuple(replace(fact, ask_if=ALWAYS) for fact in ordered),
        conditions={"named": _condition(dice, ordered)} if base.conditions else {},
        rules=tuple(_rules(dice, ordered, base.conditions, len(base.rules))),
        wizards=(_wizard(dice, ordered),),
    )


def _read(condition: Condition) -> Iterator[str]:
    yield from facts_of(condition, {})


def _fact(id_: str, dice: random.Random, before: Sequence[Fact]) -> Fact:
    type_ = dice.choice(list(FactType))
    ask_if = _condition(dice, before) if before and dice.random() < 0.4 else ALWAYS
    match type_:
        case FactType.NUMBER:
            low = dice.choice([None, 0])
            return Fact(
                id=id_, type=type_, low=low, high=9, default=dice.randint(0, 9), ask_if=ask_if
            )
        case FactType.DATE:
            high = dice.choice([None, DAY + 9])
            return Fact(id=id_, type=type_, high=high, default=_day(dice), ask_if=ask_if)
        case FactType.SEVERAL:
            options = ("p", "q", "none")
            return Fact(
                id=id_,
                type=type_,
                options=options,
                exclusive=("none",),
                default=frozenset(["none"]),
                ask_if=ask_if,
            )
        case FactType.YES_NO:
            return Fact(id=id_, type=type_, options=("yes", "no"), default="no", ask_if=ask_if)
        case _:
            options = ("a", "b", "c")
            return Fact(
                id=id_, type=type_, options=options, default=dice.choice(options), ask_if=ask_if
            )


def _rules(
    dice: random.Random, facts: Sequence[Fact], conditions: Mapping[str, Condition], count: int
) -> Iterator[Rule]:
    for number in range(count - 1):
        when = _condition(dice, facts)
        if conditions and dice.random() < 0.3:
            when = And((Ref("named"), when))
        yield Rule(
            id=f"r{number}",
            modality=dice.choice(MODALITIES).id,
            when=when,
            clauses=(f"c{number}",),
        )
    if dice.random() < 0.8:
        yield Rule(id="base", modality="fine", when=ALWAYS, clauses=("c",), base=True)


def _wizard(dice: random.Random, facts: Sequence[Fact]) -> Wizard:
    asked = [fact for fact in facts if dice.random() < 0.8] or list(facts)
    return Wizard(id="w", questions=tuple(_question(dice, fact) for fact in asked))


def _question(dice: random.Random, fact: Fact) -> Question:
    if fact.type is FactType.CHOICE and dice.random() < 0.3:
        return Question(fact=fact.id, options=tuple(sorted(dice.sample(fact.options, 2))))
    return Question(fact=fact.id, options=fact.options)


def _condition(dice: random.Random, facts: Sequence[Fact], depth: int = 0) -> Condition:
    kind = dice.random()
    if depth < 2 and kind < 0.45:
        parts = tuple(_condition(dice, facts, depth + 1) for _ in range(2))
        return And(parts) if dice.random() < 0.6 else Or(parts)
    if depth < 3 and kind < 0.55:
        return Not(_condition(dice, facts, depth + 1))
    return _atom(dice, dice.choice(list(facts)))


def _atom(dice: random.Random, fact: Fact) -> Condition:
    match fact.type:
        case FactType.NUMBER:
            return Compare(fact.id, _relation(dice), dice.randint(0, 9))
        case FactType.DATE:
            return Compare(fact.id, _relation(dice), _day(dice))
        case FactType.SEVERAL:
            return Has(fact.id, dice.choice(fact.options))
        case _:
            size = dice.randint(1, len(fact.options) - 1)
            return Is(fact.id, tuple(sorted(dice.sample(fact.options, size))))


def _relation(dice: random.Random) -> str:
    return dice.choice(["<", "<=", ">", ">=", "==", "!="])


def _day(dice: random.Random) -> int:
    return DAY + dice.randint(0, 9)
