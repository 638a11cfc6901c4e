"""An answer is taken as it is given, or refused with every reason: never guessed."""

import pickle
from dataclasses import replace
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
    read_date,
    read_number,
    show_value,
)
from rulecore.answers import read_answers

ROLES = Fact(
    id="roles", type=FactType.SEVERAL, options=("staff", "student", "none"), exclusive=("none",)
)
IMAGE = Fact(id="image", type=FactType.CHOICE, options=("none", "self", "others"), default="none")
AGE = Fact(id="age", type=FactType.NUMBER, low=0, high=120, default=30)
START = Fact(
    id="start",
    type=FactType.DATE,
    low=date(2026, 1, 1).toordinal(),
    high=date(2026, 12, 31).toordinal(),
)
BIRTH = Fact(id="birth", type=FactType.DATE)
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
        Question(fact="start"),
        Question(fact="birth"),
    ),
)
BASE = RuleBase(
    policy="0",
    revision="2020-01-01",
    decided=date(2020, 1, 1),
    in_force=date(2020, 1, 2),
    facts=(ROLES, IMAGE, AGE, FEE, START, BIRTH, PRESET, UNASKED),
    conditions={},
    modalities=(Modality(id="yes", tier=1),),
    rules=(),
    wizards=(WIZARD,),
)

ASKED = tuple(question.fact for question in WIZARD.questions)
YEAR = ("2026-01-01", "2026-12-31")


def problems(**answers: Answer) -> list[tuple[str, str, str, tuple[str, ...]]]:
    with pytest.raises(InvalidAnswers) as caught:
        read_answers(BASE, WIZARD, answers)
    return [(p.code, p.fact, p.value, p.detail) for p in caught.value.problems]


def test_answers_become_values_of_their_facts() -> None:
    given: dict[str, Answer] = {
        "roles": ["student", "staff"],
        "image": "others",
        "age": "14",
        "fee": "2,5",
        "start": "2026-03-01",
    }
    answers = read_answers(BASE, WIZARD, given)
    assert answers.known == {
        "roles": frozenset({"staff", "student"}),
        "image": "others",
        "age": 14,
        "fee": 250,
        "start": date(2026, 3, 1).toordinal(),
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
        ({"colour": ["red", "blue"]}, ("unknown-fact", "colour", "red,blue", ())),
        ({"topic": "a"}, ("not-asked", "topic", "a", ASKED)),
        ({"topic": "?"}, ("not-asked", "topic", "?", ASKED)),
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
        ({"start": "2026-02-30"}, ("not-a-date", "start", "2026-02-30", YEAR)),
        ({"start": "2025-12-31"}, ("out-of-range", "start", "2025-12-31", YEAR)),
        ({"start": "2027-01-01"}, ("out-of-range", "start", "2027-01-01", YEAR)),
        ({"start": []}, ("not-a-date", "start", "", YEAR)),
        (
            {"start": ["2026-03-01", "2026-03-02"]},
            ("not-a-date", "start", "2026-03-01,2026-03-02", YEAR),
        ),
        ({"birth": "14"}, ("not-a-date", "birth", "14", ())),
    ],
)
def test_an_answer_that_cannot_be_taken_is_refused_with_its_reason(
    answers: dict[str, Answer], expected: tuple[str, str, str, tuple[str, ...]]
) -> None:
    assert problems(**answers) == [expected]


NARROW = Wizard(
    id="narrow",
    preset={"age": 14, "roles": frozenset({"student", "staff"})},
    questions=(
        Question(fact="image", options=("none", "others")),
        Question(fact="roles", options=("staff",), leads_to={"none": "out"}),
    ),
)


def narrow_problems(**answers: Answer) -> list[tuple[str, str, str, tuple[str, ...]]]:
    with pytest.raises(InvalidAnswers) as caught:
        read_answers(BASE, NARROW, answers)
    return [(p.code, p.fact, p.value, p.detail) for p in caught.value.problems]


def test_an_option_that_a_wizard_does_not_offer_is_refused() -> None:
    assert narrow_problems(image="self") == [
        ("not-offered", "image", "self", ("none", "others")),
    ]
    assert narrow_problems(roles=["staff", "student"]) == [
        ("not-offered", "roles", "student", ("staff",))
    ]
    assert narrow_problems(roles=["none"]) == [("leads-to", "roles", "none", ("out",))]


def test_a_value_that_is_none_is_refused_before_what_is_not_offered() -> None:
    assert narrow_problems(image="many") == [("no-such-value", "image", "many", IMAGE.options)]
    assert narrow_problems(roles=["boss", "student", "king"]) == [
        ("no-such-value", "roles", "boss", ROLES.options),
        ("no-such-value", "roles", "king", ROLES.options),
    ]


def test_another_value_than_the_preset_is_refused_however_it_is_written() -> None:
    unasked = replace(NARROW, questions=NARROW.questions[:1])
    assert read_answers(BASE, unasked, {"age": "14", "roles": ["staff", "student"]}).known == {}
    with pytest.raises(InvalidAnswers) as caught:
        read_answers(BASE, unasked, {"age": "15", "roles": ["staff"]})
    assert [(p.code, p.value, p.detail) for p in caught.value.problems] == [
        ("preset", "15", ("14",)),
        ("preset", "staff", ("staff", "student")),
    ]
    with pytest.raises(InvalidAnswers) as caught:
        read_answers(BASE, unasked, {"age": "?"})
    assert [(p.code, p.detail) for p in caught.value.problems] == [("preset", ("14",))]


def test_an_answer_given_twice_is_one_answer() -> None:
    assert read_answers(BASE, WIZARD, {"roles": ["none", "none"], "image": ["none"]}).known == {
        "roles": frozenset({"none"}),
        "image": "none",
    }
    assert problems(roles=["staff", "none", "none"]) == [
        ("beside-exclusive", "roles", "staff,none,none", ("none",))
    ]


def test_the_bounds_themselves_are_answers() -> None:
    for age in ("0", "120"):
        assert read_answers(BASE, WIZARD, {"age": age}).known == {"age": int(age)}
    for day in YEAR:
        read_answers(BASE, WIZARD, {"start": day})


def test_the_refusal_says_every_reason() -> None:
    with pytest.raises(InvalidAnswers, match=r"^colour=red: unknown-fact; age=old: not-a-number$"):
        read_answers(BASE, WIZARD, {"colour": "red", "age": "old"})


def test_the_refusal_goes_whole_from_one_process_to_another() -> None:
    with pytest.raises(InvalidAnswers) as caught:
        read_answers(BASE, WIZARD, {"colour": "red", "age": "old"})
    again = pickle.loads(pickle.dumps(caught.value))
    assert len(again.problems) == 2
    assert (again.problems, str(again)) == (caught.value.problems, str(caught.value))


def test_several_answers_are_shown_in_the_order_of_the_question() -> None:
    assert show_value(ROLES, frozenset({"student", "staff"})) == ["staff", "student"]
    assert show_value(IMAGE, "self") == "self"


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0.00"), (5, "0.05"), (250, "2.50"), (-5, "-0.05"), (-1250, "-12.50")]
)
def test_a_number_is_shown_with_its_decimals(number: int, shown: str) -> None:
    assert show_value(FEE, number) == shown
    assert show_value(AGE, number) == str(number)


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
        ("9" * 30, int("9" * 30 + "00")),
        ("9" * 31, None),
        ("1.0000000000", None),
        ("1.000000000", 100),
    ],
)
def test_a_number_is_read_exactly(text: str, number: int | None) -> None:
    assert read_number(FEE, text) == number


@pytest.mark.parametrize("number", [0, 5, 250, -300, -5, 1234567])
def test_a_number_is_shown_as_it_is_read(number: int) -> None:
    shown = show_value(FEE, number)
    assert isinstance(shown, str)
    assert read_number(FEE, shown) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("2024-02-29", date(2024, 2, 29)),
        ("0001-01-01", date.min),
        ("9999-12-31", date.max),
        ("2023-02-29", None),
        ("1900-02-29", None),
        ("2026-13-01", None),
        ("0000-01-01", None),
        ("20260301", None),
        ("2026-W09-7", None),
        ("2026-3-1", None),
        ("26-03-01", None),
        ("12026-03-01", None),
        ("+2026-03-01", None),
        ("2026-03-01 ", None),
        ("2026-03-01\n", None),
        ("2026-03-01T00:00", None),
        ("٢٠٢٦-٠٣-٠١", None),
        ("", None),
    ],
)
def test_a_date_is_a_real_day_in_one_form(text: str, day: date | None) -> None:
    assert read_date(text) == (day and day.toordinal())


@pytest.mark.parametrize("day", [date.min, date(2024, 2, 29), date(2026, 3, 1), date.max])
def test_a_date_is_shown_as_it_is_read(day: date) -> None:
    shown = show_value(BIRTH, day.toordinal())
    assert shown == day.isoformat()
    assert read_date(shown) == day.toordinal()
