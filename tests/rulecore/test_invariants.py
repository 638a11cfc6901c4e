"""What must hold in every scenario of the real policy (the invariants of its analysis, I0–M3).

The scenarios: every combination of the four facts that almost everything reads (roles, action,
channel, capacity) with every combination of each other topic alone, and 20,000 drawn at random with
a fixed seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest

from rulecore import Evaluation, RuleBase, Value, consult, evaluate
from rulecore.domain import domain
from rulecore.tables import compile_tables
from tests.sources import REAL, policy

CONTENT = ("defamatory", "insults", "plagiarism", "obscene", "sensitive", "false_info")
PUBLISHING = ("post", "share")
DOING = (*PUBLISHING, "react", "use")
REQUESTS = ("accept_request", "send_request")
SAMPLE = 5_000


def base() -> RuleBase:
    return policy(REAL).base


def defaults() -> dict[str, Value]:
    """The declared defaults; a student where none is declared."""
    return {f.id: frozenset({"student"}) if f.default is None else f.default for f in base().facts}


def raw_scenarios() -> Iterator[dict[str, Value]]:
    domains = {fact.id: domain(fact, []) for fact in base().facts}
    tables = compile_tables(base())
    cut = tables.cut
    for common in product(*(domains[f] for f in cut)):
        start = defaults() | dict(zip(cut, common, strict=True))
        for topic in tables.topics:
            for own in product(*(domains[f] for f in topic.space.own)):
                yield start | dict(zip(topic.space.own, own, strict=True))
    dice = random.Random(20170208)
    for _ in range(SAMPLE):
        yield {fact: dice.choice(values) for fact, values in domains.items()}


@cache
def scenarios() -> list[Evaluation]:
    return [evaluate(base(), raw) for raw in raw_scenarios()]


def speaking(found: Evaluation, *prefixes: str) -> set[str]:
    """The fired rules whose ids begin with one of the prefixes."""
    return {rule for rule in found.rules if rule.startswith(prefixes)}


def covered(found: Evaluation) -> bool:
    roles = found.values["roles"]
    assert isinstance(roles, frozenset)
    return "none" not in roles and found.values["channel"] != "other"


def outsiders() -> Iterator[Evaluation]:
    for found in scenarios():
        if found.values["roles"] == frozenset({"none"}) and found.values["channel"] != "other":
            yield found


def insiders() -> list[Evaluation]:
    return [found for found in scenarios() if covered(found)]


def test_the_sample_reaches_every_rule() -> None:
    reached = {rule for found in scenarios() for rule in found.rules}
    assert reached == {rule.id for rule in base().rules}


def test_i0_a_covered_person_always_gets_the_base_rule_and_no_rule_on_scope() -> None:
    for found in insiders():
        assert "0" in found.rules
        assert not speaking(found, "SC-")


def test_i1_an_outsider_who_does_not_speak_for_the_college_is_out_of_scope() -> None:
    for found in outsiders():
        if found.values["capacity"] != "on_behalf":
            assert set(found.rules) == {"SC-1"}


def test_i2_an_outsider_who_speaks_for_the_college_is_not_settled() -> None:
    for found in outsiders():
        if found.values["capacity"] == "on_behalf":
            assert set(found.rules) == {"SC-2"}


def test_i3_another_medium_is_out_of_scope_whoever_the_person_is() -> None:
    for found in scenarios():
        if found.values["channel"] == "other":
            assert set(found.rules) == {"SC-3"}


def test_i4_friend_requests_fire_their_own_rules_alone() -> None:
    for found in insiders():
        others = set(found.rules) - speaking(found, "71-") - {"0"}
        assert not others if found.values["action"] in REQUESTS else not speaking(found, "71-")


def test_i5_what_publishes_nothing_is_not_judged_on_its_content() -> None:
    for found in insiders():
        content = speaking(found, "62-", "63-", "OR-")
        if found.values["action"] in ("use", "create_account"):
            assert not content
        if found.values["action"] == "react":
            assert content <= {"62-h"}


def test_i6_speaking_for_the_college_fires_exactly_one_rule_of_section_5() -> None:
    for found in insiders():
        expected = 1 if found.values["capacity"] == "on_behalf" else 0
        if found.values["action"] not in REQUESTS:
            assert len(speaking(found, "5-")) == expected


def test_i7_permission_and_performance_decide_at_work_and_in_class() -> None:
    for found in insiders():
        values, fired = found.values, speaking(found, "61-")
        if values["action"] not in DOING:
            assert not fired
        elif values["capacity"] == "work_or_study":
            against = {"not_asked": {"61-2"}, "refused": {"61-3"}, "granted": set[str]()}[
                str(values["permission"])
            ] | ({"61-4"} if values["performance"] == "yes" else set())
            assert fired == (against or {"61-1"})
        elif values["capacity"] == "personal" and values["during"] == "yes":
            fine = values["permission"] == "granted" and values["performance"] == "no"
            assert fired == ({"61-5"} if fine else {"61-6"})
        else:
            assert not fired


def content_rules(values: dict[str, Value]) -> set[str]:
    expected = {
        rule
        for rule, fact in {
            "62-a": "defamatory",
            "62-b": "insults",
            "62-c": "plagiarism",
            "62-e": "obscene",
            "62-f": "sensitive",
        }.items()
        if values[fact] == "yes"
    }
    if values["false_info"] == "yes":
        expected.add("62-g2" if values["satire"] == "yes" else "62-g")
    if values["image"] == "others" and values["consent"] == "not_all":
        expected.add("62-d" if values["recognizable"] == "yes" else "62-d2")
    expected |= {
        "others_no_consent": {"62-f2"},
        "self_only": {"62-f3"},
        "others_consent": {"62-f3"},
        "none": set[str](),
    }[str(values["personal_info"])]
    return expected


def test_i8_each_answer_about_the_content_fires_its_own_rule() -> None:
    for found in insiders():
        if found.values["action"] in PUBLISHING:
            assert speaking(found, "62-") == content_rules(dict(found.values))


def test_i9_opinions_are_judged_only_where_they_are_the_persons_own() -> None:
    for found in insiders():
        if "63-2" in found.rules:
            assert found.values["opinion"] == "yes"
            assert found.values["capacity"] != "on_behalf"
        if "63-6" in found.rules:
            assert found.values["capacity"] == "personal"


def test_i10_another_organization_is_not_settled_exactly_where_something_is_published() -> None:
    for found in insiders():
        publishes = found.values["action"] in PUBLISHING
        expected = publishes and found.values["capacity"] == "other_org"
        assert ("OR-1" in found.rules) is expected


def test_i11_a_reaction_is_not_settled_exactly_where_the_content_has_an_item() -> None:
    for found in insiders():
        values = found.values
        item = (
            any(values[fact] == "yes" for fact in CONTENT)
            or (values["image"] == "others" and values["consent"] == "not_all")
            or values["personal_info"] == "others_no_consent"
        )
        assert ("62-h" in found.rules) is (values["action"] == "react" and item)


def test_i12_friend_requests_concern_staff_and_students_requests_alone() -> None:
    for found in insiders():
        if speaking(found, "71-"):
            assert "staff" in set(found.values["roles"])  # type: ignore[arg-type]
            assert found.values["requester"] == "student"


@pytest.mark.parametrize("fact", [*CONTENT, "harms_member", "associates"])
def test_m1_a_worse_content_never_makes_the_answer_more_lenient(fact: str) -> None:
    dice = random.Random(fact)
    domains = {f.id: domain(f, []) for f in base().facts}
    for _ in range(1_500):
        raw = {f: dice.choice(values) for f, values in domains.items()}
        clean, worse = (evaluate(base(), raw | {fact: value}) for value in ("no", "yes"))
        assert clean.headline is not None
        assert worse.headline is not None
        assert base().tier[worse.headline] >= base().tier[clean.headline]


def test_m2_hiding_one_answer_never_contradicts_the_true_one() -> None:
    dice = random.Random(2)
    wizard = base().wizard["publier"]
    domains = {f.id: domain(f, []) for f in base().facts}
    for _ in range(1_000):
        answers = {}
        for question in wizard.questions:
            offered = [
                v
                for v in domains[question.fact]
                if (
                    v <= set(question.options)
                    if isinstance(v, frozenset)
                    else v in question.options
                )
            ]
            value = dice.choice(offered)
            answers[question.fact] = sorted(value) if isinstance(value, frozenset) else str(value)
        true = consult(base(), "publier", answers)
        assert true.outcome is not None
        hidden = consult(base(), "publier", answers | {dice.choice(list(answers)): "?"})
        if hidden.outcome is None:
            assert true.outcome in hidden.could_be
        else:
            assert base().tier[hidden.outcome] == base().tier[true.outcome]


def test_m3_an_outsider_is_never_told_no() -> None:
    for found in scenarios():
        if found.values["roles"] == frozenset({"none"}):
            assert found.headline not in ("prohibited", "inappropriate", "authorization_required")
