"""Changed decisions are counted as enumeration counts them, and told with their causes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import rulecore
from policysite.compare import compare
from policysite.compare.decisions import Offer, Offered, Outside, Shown, WizardChange
from policysite.policy import Policy
from policysite.source import examine
from rulecore import topics
from tests.compare.edits import Edit, around, at, edited, source, without_examples
from tests.random_source import random_source
from tests.reference import Reference
from tests.sources import OTHER, REAL, policy

PHOTOS = "contenu.inapproprie.d"


def prohibit_photos(told: dict[str, Any]) -> None:
    at(told, "rule", "62-d")["modality"] = "prohibited"


def narrow(told: dict[str, Any]) -> None:
    """The wizard of photos with few enough questions to enumerate."""
    kept = ("roles", "channel", "image", "consent", "recognizable", "personal_info")
    questions = at(told, "wizard", "photo")["questions"]
    questions[:] = [question for question in questions if question["fact"] in kept]


def of(wizard: str, old: Policy, new: Policy) -> WizardChange:
    return next(one for one in compare(old, new).wizards if one.id == wizard)


def test_a_stricter_rule_on_photos_changes_scenarios_with_photos_alone() -> None:
    found = compare(policy(REAL), edited(prohibit_photos))
    changed = {one.id for one in found.wizards if one.changed}
    assert changed == {"publier", "photo"}
    for wizard in found.wizards:
        for one in wizard.classes:
            assert (one.before, one.after) == ("inappropriate", "prohibited")
            assert (one.rules, one.clauses) == (("62-d",), (PHOTOS,))
            told = {fact: one.witness[fact] for fact in ("image", "consent", "recognizable")}
            assert told == {"image": "others", "consent": "not_all", "recognizable": "yes"}
    assert not any(one.outside or one.offered for one in found.wizards)


def friendly(told: dict[str, Any]) -> None:
    at(told, "rule", "71-1")["modality"] = "prohibited"
    at(told, "rule", "71-3")["when"] = "covered and student in roles and action == send_request"


def mandated(told: dict[str, Any]) -> None:
    at(told, "rule", "5-1")["modality"] = "unsettled"


def posts_alone(told: dict[str, Any]) -> None:
    at(told, "rule", "5-1")["when"] += " and action == post"


@pytest.mark.parametrize(
    ("edits", "wizard"),
    [
        ([friendly], "demande-amitie"),
        ([narrow, prohibit_photos], "photo"),
        ([mandated], "au-nom-du-cegep"),
        ([posts_alone], "au-nom-du-cegep"),
    ],
)
def test_counts_are_those_of_enumeration(edits: list[Edit], wizard: str, tmp_path: Path) -> None:
    *shared, last = edits
    files = tmp_path / "old.yaml", tmp_path / "new.yaml"
    for file, made in zip(files, (shared, [*shared, last]), strict=True):
        file.write_text(source(without_examples, *made), encoding="utf-8")
    sides = edited(without_examples, *shared), edited(without_examples, *edits)
    found = of(wizard, *sides)
    classes, total = enumerated(files[0], files[1], wizard)
    assert classes
    counts: Counter[tuple[str | None, str | None]] = Counter()
    for one in found.classes:
        counts[one.before, one.after] += one.count
    assert counts == classes
    assert found.total == total


def enumerated(
    old: Path, new: Path, wizard: str
) -> tuple[dict[tuple[str | None, str | None], int], int]:
    """The classes of changed scenarios, and how many scenarios there are."""
    sides = Reference(old), Reference(new)
    asked = [fact for fact, _, _ in sides[1].asked(wizard)]
    seen: dict[object, tuple[str | None, str | None]] = {}
    for values in sides[1].completions(wizard, {})[1]:
        one, other = (side.scenario(values) for side in sides)
        counting = one.relevant | other.relevant
        scenario = tuple((fact, values[fact]) for fact in asked if fact in counting)
        seen[scenario] = one.headline, other.headline
    classes = Counter(pair for pair in seen.values() if pair[0] != pair[1])
    return dict(classes), len(seen)


def test_scenarios_that_other_rules_change_are_counted_apart() -> None:
    def permissive(told: dict[str, Any]) -> None:
        for rule in ("62-c", "62-d"):
            at(told, "rule", rule)["modality"] = "prohibited"

    old, new = policy(REAL), edited(permissive)
    found = of("publier", old, new)
    assert {one.rules for one in found.classes} == {("62-c",), ("62-d",), ("62-c", "62-d")}
    for one in found.classes:
        shown = rulecore.consult(new.base, "publier", one.witness, rest="default")
        assert {"62-c", "62-d"} & {*shown.rules} == {*one.rules}
    assert found.changed == sum(one.count for one in found.classes)


def test_a_witness_is_a_scenario_of_its_class() -> None:
    old, new = policy(REAL), edited(prohibit_photos, friendly)
    for wizard in compare(old, new).wizards:
        for one in wizard.classes:
            for side, outcome in ((old, one.before), (new, one.after)):
                found = rulecore.consult(side.base, wizard.id, one.witness, rest="default")
                assert found.outcome == outcome


def test_a_question_that_one_wizard_asks_stands_outside_with_the_answer_kept() -> None:
    def less(told: dict[str, Any]) -> None:
        questions = at(told, "wizard", "photo")["questions"]
        questions[:] = [one for one in questions if one["fact"] != "personal_info"]

    found = of("photo", policy(REAL), edited(less))
    default = policy(REAL).base.fact["personal_info"].default
    assert found.outside == (Outside(fact="personal_info", asked_by="old", answer=str(default)),)
    assert found.changed == 0
    back = of("photo", edited(less), policy(REAL))
    assert [(one.fact, one.asked_by) for one in back.outside] == [("personal_info", "new")]


def test_a_question_that_is_no_more_is_listed_and_stands_outside() -> None:
    def less(told: dict[str, Any]) -> None:
        at(told, "clause", "pret.duree").update(rules=[], notes=[])
        at(told, "clause", "pret.duree")["kind"] = "information"
        told["questions"] = [one for one in told["questions"] if one["fact"] != "jours"]
        for wizard in told["wizards"]:
            wizard["questions"] = [q for q in wizard["questions"] if q["fact"] != "jours"]

    found = compare(
        edited(without_examples, path=OTHER), edited(without_examples, less, path=OTHER)
    )
    assert found.names.facts.removed == ("jours",)
    assert found.names.rules.removed == ("trop-long",)
    one = found.wizards[0]
    # Of the days that decide alike, the fewest: the default is among them.
    assert one.outside == (Outside(fact="jours", asked_by="old", answer="1.0"),)
    assert one.changed == 0


def test_an_option_that_one_revision_has_is_listed_and_not_counted() -> None:
    def more(told: dict[str, Any]) -> None:
        at(told, "fact", "requester")["options"].append({"option": "parent", "fr": "Un parent"})

    found = compare(policy(REAL), edited(more))
    assert found.names.options["requester"].added == ("parent",)
    one = next(one for one in found.wizards if one.id == "demande-amitie")
    same = of("demande-amitie", policy(REAL), policy(REAL))
    assert (one.changed, one.total) == (0, same.total)
    assert one.offered == (
        Offered(
            fact="requester",
            old=Offer(options=("former", "other", "student")),
            new=Offer(options=("former", "other", "parent", "student")),
        ),
    )


def test_other_bounds_of_a_number_are_said() -> None:
    new = edited(lambda told: at(told, "fact", "age").update(highest="99"), path=OTHER)
    assert of("emprunter", policy(OTHER), new).offered == (
        Offered(
            fact="age",
            old=Offer(lowest="0", highest="120"),
            new=Offer(lowest="0", highest="99"),
        ),
    )


def test_a_question_of_another_type_is_another_question() -> None:
    def typed(told: dict[str, Any]) -> None:
        fact = at(told, "fact", "age")
        fact["decimals"] = "1"

    found = of("emprunter", policy(OTHER), edited(typed, path=OTHER))
    assert [(one.fact, one.asked_by) for one in found.outside] == [("age", "new"), ("age", "old")]


def test_a_wizard_that_informs_says_which_texts_it_shows_otherwise() -> None:
    same = of("suites", policy(REAL), policy(REAL))
    assert (same.informs, same.texts, same.differs) == ((True, True), (), False)
    answering = next(text for text in policy(REAL).base.texts if text.answers is not None)

    def never(told: dict[str, Any]) -> None:
        text = at(told, "text", answering.id)
        text["answers"] = f"({text['answers']}) and volunteer in roles"

    found = of("suites", policy(REAL), edited(never))
    assert [(one.id, one.appears) for one in found.texts] == [(answering.id, 0)]
    assert isinstance(found.texts[0], Shown)
    assert found.texts[0].disappears > 0
    assert found.classes == ()


def test_a_wizard_that_informs_in_one_revision_alone_has_nothing_to_compare() -> None:
    def inform(told: dict[str, Any]) -> None:
        at(told, "wizard", "demande-amitie")["informative"] = "true"

    new = edited(without_examples, inform)
    found = of("demande-amitie", policy(REAL), new)
    assert (found.informs, found.total, found.differs) == ((False, True), None, True)


# Pairs that are odd -----------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(25))
def test_any_two_policies_can_be_compared(seed: int) -> None:
    sides = [made(random_source(seed + more)) for more in (0, 1)]
    if None not in sides:
        old, new = (side for side in sides if side is not None)
        for one in compare(old, new).wizards:
            assert one.total is None or 0 <= one.changed <= one.total


def made(text: str) -> Policy | None:
    return examine(text.encode(), "random.yaml").policy


def test_two_that_are_too_entangled_together_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topics, "MOST_WORK", 40_000)
    sides = [made(conjunction(facts)) for facts in (range(14), range(7, 21))]
    old, new = (side for side in sides if side is not None)
    found = compare(old, new)
    (one,) = found.wizards
    assert one.total is None
    assert {*one.entangled} <= {f"f{number}" for number in range(21)}
    assert len(one.entangled) > 2
    assert not found.complete


def conjunction(facts: range) -> str:
    """A policy whose one rule reads all of its questions at once."""
    when = " and ".join(f"f{number} == yes" for number in facts)

    def shape(told: dict[str, Any]) -> None:
        sample = at(told, "fact", "abonnement") | {"default": "no"}
        told["questions"] = [{**sample, "fact": f"f{number}"} for number in facts]
        told.pop("conditions")
        wizard = around(told, "wizard", "emprunter")
        wizard[:] = [{**wizard[0], "questions": [{"fact": f"f{number}"} for number in facts]}]
        for clause in ("age", "depot", "duree", "fermeture", "permis", "abonne"):
            for key in ("rules", "notes", "texts", "examples"):
                at(told, "clause", f"pret.{clause}").pop(key, None)
        rules = [
            {"rule": "toutes", "modality": "refuse", "when": when, "fr": "Toutes."},
            {"rule": "sinon", "modality": "possible", "when": f"f{facts[0]} in (yes, no)"},
        ]
        rules[1] |= {"fr": "Sinon.", "base": "true"}
        at(told, "clause", "pret.abonne")["rules"] = rules

    return source(shape, path=OTHER)
