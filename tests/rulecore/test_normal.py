"""A condition and its alternatives hold together."""

import random
from collections.abc import Mapping
from itertools import product

import pytest

from rulecore import And, Compare, Condition, Has, Is, Not, Or, Ref, Value, holds
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


def test_an_atom_and_a_conjunction_of_atoms_stay_as_they_are() -> None:
    atom = Is("a", ("x",))
    both = And((atom, Has("b", "y"), Compare("c", "<", 3)))
    assert alternatives(atom, NAMED) == (atom,)
    assert alternatives(both, NAMED) is not None
    assert alternatives(both, NAMED)[0] is both


def test_what_is_named_and_what_is_denied_is_split_too() -> None:
    first, second = NAMED["named"].parts  # type: ignore[union-attr]
    assert alternatives(Ref("named"), NAMED) == (And((first,)), And((second,)))
    assert alternatives(Not(Ref("named")), NAMED) == (And((Not(first), Is("b", ("y", "z")))),)


def test_a_name_may_stand_for_a_name() -> None:
    named = {**NAMED, "other": Not(Ref("named"))}
    assert alternatives(Ref("other"), named) == alternatives(Not(Ref("named")), NAMED)


def test_nothing_is_said_twice() -> None:
    a, b = Is("a", ("x",)), Is("b", ("x",))
    condition = And((Or((a, b)), Or((a, b)), Or((a, a))))
    assert alternatives(condition, NAMED) == (And((a,)), And((a, b)), And((b, a)))


@pytest.mark.parametrize("negated", [False, True])
def test_as_many_alternatives_as_are_allowed_are_split(negated: bool) -> None:
    atoms = tuple(Is("a", (str(number),)) for number in range(MOST_ALTERNATIVES + 1))
    most: Condition = Or(atoms[1:])
    more: Condition = Or(atoms)
    if negated:
        most, more = (Not(And(tuple(map(Not, parts)))) for parts in (atoms[1:], atoms))
    assert len(alternatives(most, NAMED)) == MOST_ALTERNATIVES
    assert alternatives(more, NAMED) == (more,)
    assert alternatives(And((atoms[0], more)), NAMED) == (And((atoms[0], more)),)
