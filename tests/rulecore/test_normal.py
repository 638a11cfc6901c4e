"""A condition and its alternatives hold together."""

import random
from collections.abc import Mapping
from itertools import product

from rulecore import And, Condition, Is, Not, Or, Ref, Value, holds
from rulecore.normal import MOST_ALTERNATIVES, alternatives

FACTS = ("a", "b", "c")
OPTIONS = ("x", "y", "z")
NAMED: Mapping[str, Condition] = {"named": Or((Is("a", ("x",)), Not(Is("b", ("y", "z")))))}


def random_condition(dice: random.Random, depth: int) -> Condition:
    if depth == 0:
        options = tuple(o for o in OPTIONS if dice.random() < 0.5) or ("x",)
        return Is(dice.choice(FACTS), options) if dice.random() < 0.5 else Ref("named")
    parts = tuple(random_condition(dice, depth - 1) for _ in range(dice.randint(1, 3)))
    either: list[Condition] = [And(parts), Or(parts), Not(parts[0])]
    return dice.choice(either)


def test_one_alternative_holds_exactly_where_the_condition_does() -> None:
    dice = random.Random(20170208)
    for _ in range(300):
        condition = random_condition(dice, 3)
        split = Or(alternatives(condition, NAMED))
        for combination in product(OPTIONS, repeat=3):
            values: dict[str, Value] = dict(zip(FACTS, combination, strict=True))
            assert holds(condition, values, NAMED) is holds(split, values, NAMED)


def test_alternatives_hold_no_or() -> None:
    condition = And((Is("a", ("x",)), Or((Is("b", ("x",)), Is("c", ("x",))))))
    assert alternatives(condition, NAMED) == (
        And((Is("a", ("x",)), Is("b", ("x",)))),
        And((Is("a", ("x",)), Is("c", ("x",)))),
    )


def test_a_condition_with_too_many_alternatives_stays_whole() -> None:
    pair = Or((Is("a", ("x",)), Is("b", ("y",)), Is("c", ("z",))))
    condition = And(tuple(Or((*pair.parts, Is("a", (str(i),)))) for i in range(MOST_ALTERNATIVES)))
    assert alternatives(condition, NAMED) == (condition,)
