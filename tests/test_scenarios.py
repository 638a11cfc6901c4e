"""The scenarios of the policy's analysis that are no examples of the source: by topic, by engine.

C1–C6 are what the wizard without rules shows; E1–E8 hold for any engine under this policy.
"""

from __future__ import annotations

import json
from itertools import permutations

import pytest

import rulecore
from policysite.cli import main
from policysite.policy import Words
from tests.sources import REAL, policy

BASE = policy(REAL).base
MONITORED, NOT_MONITORED = "art-6.4-personnel", "art-6.4-autres"


def shown(role: str, topic: str) -> list[str]:
    found = rulecore.consult(BASE, "suites", {"roles": [role], "topic": topic})
    assert (found.status, found.outcome) == ("informative", None)
    return [text for text, _ in found.texts]


pytestmark = pytest.mark.usefixtures("each_source_read_once")


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main(["ask", *arguments, "--json", "--source", str(REAL)]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_c1_staff_and_content_judged_non_compliant() -> None:
    assert sorted(shown("staff", "content")) == sorted(["art-8", MONITORED])


@pytest.mark.parametrize("role", ["student", "volunteer"])
def test_c2_others_and_content_judged_non_compliant(role: str) -> None:
    assert sorted(shown(role, "content")) == sorted(["art-8", NOT_MONITORED])


def test_c3_monitoring_brings_no_sanction() -> None:
    assert shown("volunteer", "monitoring") == [NOT_MONITORED]


def test_c4_an_ignored_recommendation() -> None:
    assert shown("staff", "recommendation") == ["recommandation"]


@pytest.mark.parametrize("role", ["staff", "student", "volunteer"])
def test_c5_traditional_media(role: str) -> None:
    assert shown(role, "traditional") == ["medias-traditionnels"]


@pytest.mark.parametrize("topic", BASE.fact["topic"].options)
def test_c6_an_outsider_is_out_of_scope_whatever_the_topic(topic: str) -> None:
    assert shown("none", topic) == ["hors-champ"]


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2013-05-15", "unavailable"),
        ("2017-02-07", "unavailable"),
        ("2017-02-08", "not_in_force"),
        ("2017-02-09", "determined"),
    ],
)
def test_e1_to_e3_an_answer_has_its_days(
    day: str, status: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = asked(capsys, "publier", "roles=student", "--rest", "default", "--date", day)
    assert found["status"] == status
    assert (found["outcome"] is None) == (status != "determined")


@pytest.mark.parametrize("answer", ["parti=yes", "insults=peut-être", "roles=rector"])
def test_e4_what_the_policy_does_not_know_is_an_error(answer: str) -> None:
    assert main(["ask", "publier", answer, "--rest", "default", "--source", str(REAL)]) == 2


def test_e5_both_languages_decide_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    for example in policy(REAL).examples:
        given = [
            f"{fact}={','.join([a] if isinstance(a, str) else a)}"
            for fact, a in example.given.items()
        ]
        ways = [
            asked(capsys, example.wizard, *given, "--rest", "default", "--lang", language)
            for language in ("fr", "en")
        ]
        assert ways[0] == ways[1]


def test_e6_the_order_of_the_answers_means_nothing() -> None:
    answers = {"roles": ["staff"], "image": "others", "consent": "not_all", "insults": "yes"}
    found = {
        rulecore.consult(BASE, "publier", dict(order), rest="default").outcome
        for order in permutations(answers.items())
    }
    assert len(found) == 1


def test_e7_the_answer_to_a_question_that_is_not_asked_any_more_changes_nothing() -> None:
    personal: dict[str, rulecore.Answer] = {"roles": ["student"], "capacity": "personal"}
    refused = rulecore.consult(
        BASE, "publier", personal | {"authorization": "refused"}, rest="default"
    )
    plain = rulecore.consult(BASE, "publier", personal, rest="default")
    assert refused.outcome == plain.outcome == "permitted"
    assert (refused.rules, refused.clauses) == (plain.rules, plain.clauses)
    assert refused.ignored == ("authorization",)


def test_e8_every_question_and_rule_is_there_in_the_authoritative_language() -> None:
    told: list[Words] = [fact.question for fact in policy(REAL).facts]
    told += [rule.text for rule in policy(REAL).rules]
    told += [option.label for fact in policy(REAL).facts for option in fact.options]
    assert all(words.by_language["fr"].strip() for words in told)
    assert all(text.strip() for words in told for text in words.by_language.values())
    lacking = Words({"fr": "Quel est votre lien?"})
    assert lacking.in_language("en") == ("Quel est votre lien?", "fr")
