"""What the source means once it is resolved; what is wrong in it is in `tests/bad`."""

from __future__ import annotations

from datetime import date

import pytest

from policysite.policy import Policy
from policysite.resolve.text import fingerprint
from policysite.source import examine
from rulecore import ALWAYS, And, Compare, FactType, Has, Is, Not, Ref
from tests.bad_sources import changed_source


def resolved(*changes: tuple[str, str]) -> Policy:
    policy = examine(changed_source(*changes).encode(), "good.yaml").policy
    assert policy is not None
    return policy


def codes(*changes: tuple[str, str]) -> list[str]:
    found = examine(changed_source(*changes).encode(), "bad.yaml")
    return [problem.code for problem in found.problems]


def test_the_record_has_what_the_source_gives_and_nothing_else() -> None:
    policy = resolved()
    assert policy.record == ()
    [past] = policy.history
    assert (past.decided, past.kind, past.source) == (date(2023, 5, 15), "adoption", "stated")
    assert policy.institution is None
    assert (policy.revision.id, policy.revision.decided) == ("2024-05-01", date(2024, 5, 1))
    assert policy.revision.in_force == date(2024, 6, 1)


def test_a_rule_rests_on_its_clause_first_and_then_on_the_others() -> None:
    policy = resolved(("ask: direction\n", "ask: direction\n            also: [note.photo]\n"))
    assert policy.base.rules[0].clauses == ("photos.accord", "note.photo")


def test_a_clause_that_a_rule_stands_under_may_be_named_again() -> None:
    also = "ask: direction\n            also: [photos.accord]\n"
    assert resolved(("ask: direction\n", also)).base.rules[0].clauses == ("photos.accord",)


def test_conditions_are_read_with_the_types_of_their_facts() -> None:
    sans_accord, mineur, libre = (rule.when for rule in resolved().base.rules)
    young, related = Compare("age", "<", 145), Not(Has("roles", "parent"))
    assert sans_accord == And((Ref("shown"), Is("consent", ("no",)), related))
    assert mineur == And((Ref("shown"), young, related))
    assert libre == Is("photo", ("yes", "no"))


def test_facts_come_after_those_they_depend_on() -> None:
    policy = resolved(("    default: no\n", "    default: no\n    ask_if: friend in roles\n"))
    order = [fact.id for fact in policy.base.facts]
    assert order.index("roles") < order.index("photo") < order.index("consent")
    assert [fact.id for fact in policy.facts] == ["photo", "consent", "roles", "age"]


def test_a_question_without_ask_if_is_always_asked() -> None:
    assert resolved().base.fact["photo"].ask_if == ALWAYS


def test_numbers_are_kept_in_their_smallest_unit() -> None:
    age = resolved().base.fact["age"]
    assert (age.type, age.low, age.high, age.default) == (FactType.NUMBER, 0, 1200, 300)


SINCE = """  - fact: since
    type: date
    fr: Quand?
    label: { fr: Date }
    lowest: 2024-01-01
    highest: 2024-12-31
    default: 2024-06-01
    change: { answer: 2024-06-02, fr: Attendez. }
"""
DATED = (
    ("  - fact: age\n", SINCE + "  - fact: age\n"),
    ("shown and age < 14.5", "shown and since < 2024-05-01 and age < 14.5"),
    ("      - { fact: age }\n", "      - { fact: age }\n      - { fact: since }\n"),
)


def day(month: int, day: int) -> int:
    return date(2024, month, day).toordinal()


def test_dates_are_kept_as_ordinals_wherever_the_source_writes_them() -> None:
    policy = resolved(
        *DATED,
        ("preset: { photo: yes }", "preset: { photo: yes, since: 2024-07-01 }"),
        ("roles: [friend] }", "roles: [friend], since: 2024-12-31 }"),
    )
    since = policy.base.fact["since"]
    assert (since.type, since.options, since.decimals) == (FactType.DATE, (), 0)
    assert (since.low, since.high) == (day(1, 1), day(12, 31))
    assert (since.default, since.change) == (day(6, 1), day(6, 2))
    assert policy.base.wizard["rapide"].preset["since"] == day(7, 1)
    assert policy.examples[0].given["since"] == "2024-12-31"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("answer: 2024-06-02", "answer: demain"), "bad-fact-date"),
        (("answer: 2024-06-02", "answer: 2025-06-02"), "out-of-range"),
        (("photo: yes }", "photo: yes, since: 2024-06-31 }"), "no-such-day"),
        (("roles: [friend] }", "roles: [friend], since: 14 }"), "bad-fact-date"),
        (("roles: [friend] }", "roles: [friend], since: [2024-12-31] }"), "wrong-type"),
        (("lowest: 2024-01-01", "lowest: 2024-1-1"), "bad-date"),
        (("lowest: 2024-01-01", "lowest: 1.5"), "bad-date"),
    ],
)
def test_a_date_that_is_none_is_refused_wherever_it_stands(
    change: tuple[str, str], code: str
) -> None:
    assert codes(*DATED, change) == [code]


INSTEAD = "    instead: [{ rule: sans-accord, drop: yes }]\n"


def test_an_alternative_says_what_becomes_of_each_rule() -> None:
    changes = (
        "    instead:\n"
        "      - { rule: sans-accord, drop: yes }\n"
        "      - { rule: mineur, modality: allowed }\n"
        "      - { rule: libre, when: photo == no }\n"
    )
    (reading,) = resolved((INSTEAD, changes)).readings
    gone, other, elsewhere = reading.instead
    assert (gone.rule, gone.modality, gone.when) == ("sans-accord", None, None)
    assert (other.rule, other.modality, other.when) == ("mineur", "allowed", None)
    assert (elsewhere.rule, elsewhere.when) == ("libre", Is("photo", ("no",)))


def test_an_alternative_is_said_by_rules_or_not_at_all() -> None:
    why = "    unmodelled: { fr: Aucune question ne le demande. }\n"
    assert codes((INSTEAD, INSTEAD + why)) == ["one-key"]
    (reading,) = resolved((INSTEAD, why)).readings
    assert reading.instead == ()
    assert reading.unmodelled is not None


def test_any_stands_for_every_outcome() -> None:
    texts = {text.id: text.after for text in resolved().base.texts}
    assert texts["rappel"] == ("refused", "allowed")


def test_an_option_that_leads_elsewhere_is_not_offered() -> None:
    question = resolved().base.wizard["publier"].questions[1]
    assert (question.options, dict(question.leads_to)) == (("no",), {"yes": "rapide"})


def test_a_fingerprint_is_of_the_words_alone() -> None:
    assert fingerprint("Un  texte\n coupé ") == fingerprint("Un texte coupé")
    assert fingerprint("Un texte coupé") != fingerprint("Un texte coupé.")


def test_the_authoritative_language_comes_first_wherever_it_stands() -> None:
    title = "title: { fr: Règle sur les photos, en: Rule on photos }"
    policy = resolved((title, "title: { en: Rule on photos, fr: Règle sur les photos }"))
    assert list(policy.title.by_language) == ["fr", "en"]


def test_a_question_has_at_most_a_hundred_answers() -> None:
    many = "".join(f"      - {{ option: o{i}, fr: x }}\n" for i in range(101))
    option = "      - { option: yes, fr: Oui }\n"
    assert codes((option, option + many)) == ["long-list"]


def test_few_answers_of_one_question_go_together() -> None:
    many = "".join(f"      - {{ option: o{i}, fr: x }}\n" for i in range(9))
    option = "      - { option: none, fr: Personne }\n"
    assert codes((option, option + many)) == ["too-many-combinations"]
