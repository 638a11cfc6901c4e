"""An answer is taken as it is given, or refused with every reason: never guessed."""

from datetime import date

import pytest

from rulecore import (
    Answer,
    Fact,
    FactType,
    InvalidAnswers,
    Is,
    Modality,
    Question,
    RuleBase,
    Wizard,
    read_number,
    show_value,
)
from rulecore.answers import read_answers

ROLES = Fact(
    id="roles", type=FactType.SEVERAL, options=("staff", "student", "none"), exclusive=("none",)
)
IMAGE = Fact(id="image", type=FactType.CHOICE, options=("none", "self", "others"), default="none")
AGE = Fact(id="age", type=FactType.NUMBER, low=0, high=120, default=30)
FEE = Fact(id="fee", type=FactType.NUMBER, decimals=2, default=0)
PRESET = Fact(id="capacity", type=FactType.CHOICE, options=("own", "other"), default="own")
UNASKED = Fact(
    id="topic", type=FactType.CHOICE, options=("a",), default="a", ask_if=Is("image", ())
)

WIZARD = Wizard(
    id="post",
    preset={"capacity": "other"},
    questions=(
        Question(fact="roles", options=ROLES.options),
        Question(fact="image", options=("none", "others"), leads_to={"self": "selfie"}),
        Question(fact="age"),
        Question(fact="fee"),
    ),
)
BASE = RuleBase(
    policy="0",
    revision="2020-01-01",
    decided=date(2020, 1, 1),
    in_force=date(2020, 1, 2),
    facts=(ROLES, IMAGE, AGE, FEE, PRESET, UNASKED),
    conditions={},
    modalities=(Modality(id="yes", tier=1),),
    rules=(),
    wizards=(WIZARD,),
)


def problems(**answers: Answer) -> list[tuple[str, str, str, tuple[str, ...]]]:
    with pytest.raises(InvalidAnswers) as caught:
        read_answers(BASE, WIZARD, answers)
    return [(p.code, p.fact, p.value, p.detail) for p in caught.value.problems]


def test_answers_become_values_of_their_facts() -> None:
    answers = read_answers(
        BASE, WIZARD, {"roles": ["student", "staff"], "image": "others", "age": "14", "fee": "2,5"}
    )
    assert answers.known == {
        "roles": frozenset({"staff", "student"}),
        "image": "others",
        "age": 14,
        "fee": 250,
    }


def test_i_dont_know_is_an_answer_of_its_own() -> None:
    answers = read_answers(BASE, WIZARD, {"roles": ["?"], "image": "?"})
    assert answers.known == {}
    assert answers.given("roles")
    assert answers.given("image")
    assert not answers.given("age")


def test_the_presets_own_value_may_be_given() -> None:
    assert read_answers(BASE, WIZARD, {"capacity": "other"}).known == {}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"colour": "red"}, ("unknown-fact", "colour", "red", ())),
        ({"topic": "a"}, ("not-asked", "topic", "a", ("roles", "image", "age", "fee"))),
        ({"topic": "?"}, ("not-asked", "topic", "?", ("roles", "image", "age", "fee"))),
        ({"capacity": "own"}, ("preset", "capacity", "own", ("other",))),
        ({"capacity": "?"}, ("preset", "capacity", "?", ("other",))),
        ({"image": "self"}, ("leads-to", "image", "self", ("selfie",))),
        ({"image": "many"}, ("no-such-value", "image", "many", IMAGE.options)),
        ({"image": ["none", "others"]}, ("no-such-value", "image", "none,others", IMAGE.options)),
        ({"roles": []}, ("no-such-value", "roles", "", ROLES.options)),
        ({"roles": ["none", "staff"]}, ("beside-exclusive", "roles", "none,staff", ("none",))),
        ({"roles": ["?", "staff"]}, ("beside-exclusive", "roles", "?,staff", ("?",))),
        ({"age": "old"}, ("not-a-number", "age", "old", ("0", "120"))),
        ({"age": "1.5"}, ("not-a-number", "age", "1.5", ("0", "120"))),
        ({"age": "121"}, ("out-of-range", "age", "121", ("0", "120"))),
        ({"age": "-1"}, ("out-of-range", "age", "-1", ("0", "120"))),
        ({"fee": "1.234"}, ("not-a-number", "fee", "1.234", ())),
    ],
)
def test_an_answer_that_cannot_be_taken_is_refused_with_its_reason(
    answers: dict[str, Answer], expected: tuple[str, str, str, tuple[str, ...]]
) -> None:
    assert problems(**answers) == [expected]


def test_every_mistake_is_reported_at_once() -> None:
    found = problems(colour="red", image="many", age="old")
    assert [code for code, *_ in found] == ["unknown-fact", "no-such-value", "not-a-number"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("14", 1400),
        ("+14", 1400),
        ("-3", -300),
        ("2.5", 250),
        ("2,50", 250),
        ("2.500", 250),
        ("0.05", 5),
        ("2.505", None),
        ("", None),
        ("1e3", None),
        ("٣", None),
        ("9" * 31, None),
    ],
)
def test_a_number_is_read_exactly(text: str, number: int | None) -> None:
    assert read_number(FEE, text) == number


@pytest.mark.parametrize("number", [0, 5, 250, -300, -5, 1234567])
def test_a_number_is_shown_as_it_is_read(number: int) -> None:
    shown = show_value(FEE, number)
    assert isinstance(shown, str)
    assert read_number(FEE, shown) == number
