"""What the source means once it is resolved; what is wrong in it is in `tests/bad`."""

from __future__ import annotations

from datetime import date

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
    assert [(entry.key, entry.source) for entry in policy.record] == [("adopted", "stated")]
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
    assert sans_accord == And((Ref("shown"), Is("consent", ("no",))))
    young, related = Compare("age", "<", 145), Not(Has("roles", "parent"))
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
