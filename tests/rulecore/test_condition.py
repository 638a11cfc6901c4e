"""Conditions say what they are written to say."""

from collections.abc import Mapping

import pytest

from rulecore import ALWAYS, And, Compare, Condition, Has, Is, Not, Or, Ref, Value, facts_of, holds

NAMED = {"covered": Has("roles", "staff")}
VALUES: Mapping[str, Value] = {
    "roles": frozenset({"staff", "student"}),
    "image": "others",
    "age": 14,
}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (ALWAYS, True),
        (Or(()), False),
        (Is("image", ("none", "others")), True),
        (Is("image", ("none",)), False),
        (Has("roles", "student"), True),
        (Has("roles", "volunteer"), False),
        (Not(Is("image", ("others",))), False),
        (Ref("covered"), True),
        (And((Ref("covered"), Is("image", ("others",)))), True),
        (And((Ref("covered"), Is("image", ("none",)))), False),
        (Or((Is("image", ("none",)), Ref("covered"))), True),
        (Compare("age", "<", 14), False),
        (Compare("age", "<=", 14), True),
        (Compare("age", ">", 14), False),
        (Compare("age", ">=", 14), True),
        (Compare("age", "==", 14), True),
        (Compare("age", "!=", 14), False),
    ],
)
def test_a_condition_holds_as_written(condition: Condition, expected: bool) -> None:
    assert holds(condition, VALUES, NAMED) is expected


def test_a_condition_cannot_read_a_value_of_another_type() -> None:
    with pytest.raises(TypeError, match="cannot read"):
        holds(Has("image", "others"), VALUES, NAMED)


def test_the_facts_of_a_condition_include_those_of_the_conditions_it_names() -> None:
    condition = And((Is("image", ("others",)), Ref("covered"), Is("image", ("none",))))
    assert facts_of(condition, NAMED) == ("image", "roles")


NESTED: Mapping[str, Condition] = {
    **NAMED,
    "young": Not(Or((Compare("age", ">=", 18), Ref("covered")))),
    "both": And((Ref("young"), Not(Ref("covered")))),
}


def test_a_named_condition_may_name_others() -> None:
    assert holds(Ref("both"), {**VALUES, "roles": frozenset({"student"})}, NESTED) is True
    assert holds(Ref("both"), VALUES, NESTED) is False
    assert facts_of(Not(Ref("both")), NESTED) == ("age", "roles")
