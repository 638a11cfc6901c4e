"""`consult` is exact: it says what the definition says of every completion, on any policy."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import rulecore
from rulecore import Consultation, consult
from tests.reference import Reference, Result
from tests.sources import OTHER, REAL, policy, random_source

MOST_COMPLETIONS = 3_000


def as_result(found: Consultation) -> Result:
    """The same fields as the reference gives; sets where order means nothing."""
    return Result(
        status=found.status,
        outcome=found.outcome,
        could_be=found.could_be,
        missing=found.missing,
        rules=frozenset(found.rules),
        clauses=frozenset(found.clauses),
        notes=frozenset(found.notes),
        texts=frozenset(found.texts),
        ignored=found.ignored,
        next_question=found.next_question,
        changes=frozenset(frozenset(change.answers) for change in found.changes),
    )


def as_answer(value: Any) -> str | list[str]:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    return f"{float(value):g}"


def random_answers(
    reference: Reference, wizard: str, dice: random.Random
) -> dict[str, str | list[str]] | None:
    """Answers to some questions, "I don't know" to others; None where too much stays open."""
    answers: dict[str, str | list[str]] = {}
    open_ = 1
    known = dice.choice([0.3, 0.6, 0.8, 0.95])
    for fact, offered, _ in reference.asked(wizard):
        if dice.random() < known:
            answers[fact] = as_answer(dice.choice(offered))
        else:
            open_ *= len(offered)
            if dice.random() < 0.5:
                answers[fact] = "?"
    return answers if open_ <= MOST_COMPLETIONS else None


def assert_agreement(path: Path, consultations: int, seed: int) -> None:
    reference, base = Reference(path), policy(path).base
    dice = random.Random(seed)
    done = 0
    while done < consultations:
        wizard = dice.choice(list(reference.wizards))
        answers = random_answers(reference, wizard, dice)
        if answers is None:
            continue
        done += 1
        rest = dice.choice(["unknown", "default"])
        expected = reference.consult(wizard, answers, rest_default=rest == "default")
        found = as_result(consult(base, wizard, answers, rest=rest))
        if expected.changes is None:
            found = replace(found, changes=None)
        assert found == expected, f"{path.name} {wizard} {answers} rest={rest}"


def test_it_agrees_with_the_definition_on_the_real_policy() -> None:
    assert_agreement(REAL, consultations=250, seed=20170208)


def test_it_agrees_with_the_definition_on_another_policy() -> None:
    assert_agreement(OTHER, consultations=150, seed=12)


@pytest.mark.parametrize("seed", range(40))
def test_it_agrees_with_the_definition_on_a_random_policy(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "random.yaml"
    path.write_text(random_source(seed), encoding="utf-8")
    assert_agreement(path, consultations=12, seed=seed)


def test_the_order_of_the_answers_means_nothing() -> None:
    base = policy(REAL).base
    for example in policy(REAL).examples:
        given = {
            fact: answer if isinstance(answer, str) else list(answer)
            for fact, answer in example.given.items()
        }
        backwards = dict(reversed(given.items()))
        assert consult(base, example.wizard, given) == consult(base, example.wizard, backwards)


def test_a_rule_base_read_back_from_its_data_answers_the_same() -> None:
    for path in (REAL, OTHER):
        base = policy(path).base
        again = rulecore.load(rulecore.dump(base))
        assert again.facts == base.facts
        assert rulecore.dump(again) == rulecore.dump(base)
        for example in policy(path).examples:
            given = {f: a if isinstance(a, str) else list(a) for f, a in example.given.items()}
            assert consult(again, example.wizard, given) == consult(base, example.wizard, given)


def test_the_json_holds_every_field_in_order() -> None:
    base = policy(OTHER).base
    fields = json.loads(consult(base, "emprunter", {"abonnement": "no"}).json())
    assert list(fields) == [
        "wizard",
        "revision",
        "policy",
        "core",
        "answers",
        "rest",
        "status",
        "outcome",
        "could_be",
        "missing",
        "rules",
        "clauses",
        "notes",
        "texts",
        "ignored",
        "next_question",
        "ask_together",
        "changes",
        "waiting",
        "because",
        "possible",
    ]
    assert fields["outcome"] == "refuse"


def test_a_checklist_is_asked_together_as_far_as_it_matters() -> None:
    base = policy(REAL).base
    given = {"roles": ["student"], "action": "post", "channel": "social", "capacity": "personal"}
    found = consult(base, "publier", given | {"during": "no"})
    assert found.ask_together == (
        "defamatory",
        "insults",
        "plagiarism",
        "obscene",
        "sensitive",
        "false_info",
    )
    less = consult(base, "publier", given | {"during": "no", "insults": "no", "obscene": "?"})
    assert less.ask_together == ("defamatory", "plagiarism", "sensitive", "false_info")


def test_nothing_is_asked_once_nothing_can_change() -> None:
    found = consult(policy(OTHER).base, "emprunter", {"abonnement": "no"})
    assert found.next_question is None
    assert found.ask_together == ()


def test_a_wizard_that_does_not_exist_is_refused() -> None:
    with pytest.raises(rulecore.InvalidAnswers) as caught:
        consult(policy(OTHER).base, "acheter", {})
    assert caught.value.problems[0].detail == ("emprunter", "enfant", "jour")


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2017-02-07", "unavailable"),
        ("2017-02-08", "not_in_force"),
        ("2017-02-09", "determined"),
        ("2026-11-25", "determined"),
    ],
)
def test_an_answer_belongs_to_the_days_of_its_revision(day: str, status: str) -> None:
    given = {"roles": ["student"], "image": "others", "consent": "all"}
    found = consult(
        policy(REAL).base, "publier", given, rest="default", day=date.fromisoformat(day)
    )
    assert found.status == status
    assert found.outcome == ("permitted" if status == "determined" else None)


def test_a_change_names_the_better_answer_and_not_the_first_of_its_interval() -> None:
    found = consult(policy(OTHER).base, "jour", {"debut": "2025-12-24"})
    assert [change.answers for change in found.changes] == [{"debut": "2026-01-08"}]
