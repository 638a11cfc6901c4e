"""What `consult` gives beside the fields that `tests/evidence` holds against the definition."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

import rulecore
from policysite.source import examine
from rulecore import Fact, FactType, Is, Modality, Question, Rule, RuleBase, Wizard, consult
from tests.bad_sources import changed_source
from tests.everything import EVERYTHING
from tests.sources import OTHER, REAL, policy

ANSWERED = {
    "image": "self",
    "consent": "yes",
    "fee": "2.5",
    "start": "2024-02-24",
    "count": "0",
}
"""All that the whole wizard of everything asks, but who asks."""


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
        "left",
        "changes",
        "waiting",
        "because",
        "possible",
    ]
    assert fields["outcome"] == "refuse"


def test_the_json_says_what_the_result_says() -> None:
    found = consult(EVERYTHING, "whole", {**ANSWERED, "roles": "?"})
    fields = json.loads(found.json())
    assert fields == {
        "wizard": "whole",
        "revision": "2001-01-02",
        "policy": "0" * 64,
        "core": rulecore.core_digest(),
        "answers": {**ANSWERED, "roles": "?"},
        "rest": "unknown",
        "status": "undetermined",
        "outcome": None,
        "could_be": ["tell", "fine"],
        "missing": ["roles"],
        "rules": [],
        "clauses": [],
        "notes": ["n-self"],
        "texts": [],
        "ignored": [],
        "next_question": None,
        "ask_together": [],
        "left": [],
        "changes": [
            {"answers": {"roles": ["staff", "pupil"]}, "outcome": "fine", "could_be": ["fine"]}
        ],
        "waiting": {},
        "because": {},
        "possible": [
            {"outcome": "tell", "answers": {"roles": ["nobody"]}},
            {"outcome": "fine", "answers": {"roles": ["staff"]}},
        ],
    }


def test_the_json_names_what_waits_and_what_is_shown() -> None:
    waiting = json.loads(consult(EVERYTHING, "whole", {"image": "others", "fee": "4,5"}).json())
    assert waiting["answers"] == {"image": "others", "fee": "4.5"}
    assert waiting["waiting"] == {"roles": {"rules": ["r-named"], "passages": ["e-pupil"]}}
    told = json.loads(consult(EVERYTHING, "telling", {"image": "others"}).json())
    assert told["texts"] == [{"text": "t-answer", "folded": False}]


def test_the_json_keeps_its_letters() -> None:
    modality = replace(EVERYTHING.modalities[3], id="tolérée")
    rules = [replace(rule, modality="tolérée") for rule in EVERYTHING.rules[-1:]]
    base = replace(EVERYTHING, modalities=(modality,), rules=tuple(rules), texts=())
    assert '"outcome": "tolérée"' in consult(base, "whole", {}).json()


def test_before_its_days_a_revision_says_nothing() -> None:
    for day, status in ((date(2000, 12, 31), "unavailable"), (date(2001, 1, 2), "not_in_force")):
        found = consult(EVERYTHING, "whole", {"image": "self"}, rest="default", day=day)
        said = {
            "wizard": "whole",
            "revision": "2001-01-02",
            "policy": "0" * 64,
            "core": rulecore.core_digest(),
            "answers": {"image": "self"},
            "rest": "default",
            "status": status,
        }
        fields = json.loads(found.json())
        silent = {name: value for name, value in fields.items() if name not in said}
        assert fields == said | silent
        mappings, nothing = ("waiting", "because"), ("outcome", "next_question")
        assert silent == {name: {} for name in mappings} | dict.fromkeys(nothing) | {
            name: [] for name in silent if name not in (*mappings, *nothing)
        }


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
    (problem,) = caught.value.problems
    assert (problem.code, problem.fact, problem.value) == ("unknown-wizard", "", "acheter")
    assert problem.detail == ("emprunter", "enfant", "jour")


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


def test_without_explanations_it_says_the_same_of_what_holds() -> None:
    for example in policy(REAL).examples:
        base, given = policy(REAL).base, dict(example.given)
        whole = consult(base, example.wizard, given)
        short = consult(base, example.wizard, given, explain=False)
        assert short == replace(whole, changes=(), waiting={}, because={}, possible=())


def test_the_clauses_of_an_outcome_are_of_rules_that_carry_it_somewhere() -> None:
    """No one rule is certain; one fires only where another modality of the tier is higher."""
    options = ("a", "b", "c")
    rules = [
        Rule(id=clause, modality=modality, when=Is("x", (option,)), clauses=(clause,))
        for modality, option, clause in (
            ("ask", "a", "1"),
            ("open", "b", "2"),
            ("open", "c", "3"),
            ("open", "a", "4"),
        )
    ]
    base = RuleBase(
        policy="0" * 64,
        revision="2001-01-01",
        decided=date(2001, 1, 1),
        in_force=date(2001, 1, 1),
        facts=(Fact(id="x", type=FactType.CHOICE, options=options),),
        conditions={},
        modalities=(Modality(id="ask", tier=1), Modality(id="open", tier=1)),
        rules=tuple(rules),
        wizards=(Wizard(id="w", questions=(Question(fact="x", options=options),)),),
    )
    found = consult(base, "w", {})
    assert (found.could_be, found.outcome, found.rules) == (("ask", "open"), "open", ())
    assert found.clauses == ("2", "3")
