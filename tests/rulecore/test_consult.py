"""What `consult` gives beside the fields that `tests/evidence` holds against the definition."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

import rulecore
from policysite.source import examine
from rulecore import consult
from tests.bad_sources import changed_source
from tests.sources import OTHER, REAL, policy


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


def test_no_outcome_at_all_is_no_improvement() -> None:
    source = changed_source(("when: photo in (yes, no)", "when: photo == yes"))
    found = examine(source.encode(), "changed.yaml").policy
    assert found is not None
    facts = (replace(f, change="no") if f.id == "photo" else f for f in found.base.facts)
    base = replace(found.base, facts=tuple(facts))
    answers = {"photo": "yes", "consent": "no", "roles": ["friend"], "age": "30"}
    refused = consult(base, "publier", answers)
    assert (refused.outcome, refused.changes) == ("refused", ())
