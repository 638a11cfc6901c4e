"""A comparison in words and as JSON."""

from __future__ import annotations

import json
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from policysite.compare import Comparison, compare
from policysite.compare.data import to_json
from policysite.compare.report import report
from policysite.compare.voice import Voice
from policysite.source import examine
from tests.compare.edits import Edit, around, at, edited, renamed
from tests.random_source import random_source
from tests.sources import OTHER, REAL, policy

PHOTOS = "contenu.inapproprie.d"


def edit(told: dict[str, Any]) -> None:
    """Photos without consent are prohibited, and the text says so."""
    at(told, "rule", "62-d")["modality"] = "prohibited"
    clause = at(told, "clause", PHOTOS)
    clause["fr"] = clause["fr"].replace("ou des enregistrements", "ou des vidéos")
    told["revision"] |= {"name": "2026-11-25", "decided": "2026-11-25", "in_force": "2026-11-26"}


FRENCH = """\
Révision 2017-02-08 → révision 2026-11-25

CLAUSES
  art. 6.2, 3ᵉ al., 4ᵉ point (contenu.inapproprie.d) : texte modifié (fr)
    fr: des photos ou des [-enregistrements-]{+vidéos+} d’une personne sans son consentement;

AUTRES ÉLÉMENTS DE LA SOURCE
  révision : nom, décision, entrée en vigueur
  règle 62-d : résultat

DÉCISIONS
  Puis-je publier ceci? (publier) : changement dans 1 284 096 des 38 526 768 scénarios (3,3 %)
    Inapproprié (inappropriate) → Non permis (prohibited) : 1 284 096 (3,3 %)
      Règles en cause :
        - [62-d] La politique considère comme inappropriés"""
ENGLISH = """\
Revision 2017-02-08 → revision 2026-11-25

CLAUSES
  s. 6.2, para. 3, item 4 (contenu.inapproprie.d): text changed (fr)
    fr: des photos ou des [-enregistrements-]{+vidéos+} d’une personne sans son consentement;

OTHER PARTS OF THE SOURCE
  revision: name, decision, coming into force
  rule 62-d: outcome

DECISIONS
  Can I post this? (publier): a change in 1,284,096 of 38,526,768 scenarios (3.3%)
    Inappropriate (inappropriate) → Not allowed (prohibited): 1,284,096 (3.3%)
      Rules that make the difference:
        - [62-d] Under the policy, photos"""


@cache
def stricter() -> Comparison:
    return compare(policy(REAL), edited(edit))


@pytest.mark.parametrize(("language", "begins"), [("fr", FRENCH), ("en", ENGLISH)])
def test_what_changes_is_said_in_the_language(language: str, begins: str) -> None:
    shown = report(stricter(), language)
    assert shown.replace("\u00a0", " ").startswith(begins)
    assert PHOTOS in shown


def test_french_numbers_and_signs_are_set_as_quebec_does() -> None:
    shown = report(stricter(), "fr")
    assert "1\u00a0284\u00a0096 des 38\u00a0526\u00a0768 scénarios (3,3\u00a0%)" in shown
    assert "DÉCISIONS\n  Puis-je publier ceci? (publier)\u00a0: " in shown


def test_the_witness_leaves_out_the_usual_answers() -> None:
    shown = report(stricter(), "en")
    example = shown.split("For example:\n")[1].split("\n  Can I")[0]
    assert "Consent: No, not all of them (or none)" in example
    assert "Insults" not in example


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        ([renamed("consent", "agreement")], "question agreement: renamed (before: consent)"),
        ([renamed("not_all", "some")], "answer consent=some: renamed (before: not_all)"),
        ([renamed("62-d", "62-photos")], "rule 62-photos: renamed (before: 62-d)"),
        ([renamed(PHOTOS, "photos")], "(photos): renamed (before: contenu.inapproprie.d)"),
        (
            [lambda told: at(told, "clause", PHOTOS).update(en="pictures")],
            "(contenu.inapproprie.d): translation changed (en)\n    en: [-photos",
        ),
        (
            [lambda told: at(told, "section", "contenu").update(number="6.20")],
            "s. 6.2 → s. 6.20: only the reference changes (clauses: 11)",
        ),
    ],
)
def test_every_change_is_said(edits: list[Edit], said: str) -> None:
    assert said in report(compare(policy(REAL), edited(*edits)), "en").replace("\u00a0", " ")


def test_what_one_revision_alone_asks_or_offers_is_said() -> None:
    def less(told: dict[str, Any]) -> None:
        questions = at(told, "wizard", "photo")["questions"]
        questions[:] = [one for one in questions if one["fact"] != "personal_info"]
        at(told, "fact", "requester")["options"].append({"option": "parent", "fr": "Un parent"})

    shown = report(compare(policy(REAL), edited(less)), "fr").replace("\u00a0", " ")
    assert (
        "seule l’ancienne révision demande « Renseignements personnels » (personal_info)" in shown
    )
    assert (
        "« L’autre personne » (requester) : seule la nouvelle révision offre « Un parent »" in shown
    )


def test_another_policy_is_said_to_be_one() -> None:
    shown = report(compare(policy(REAL), policy(OTHER)), "fr")
    assert "Ce sont deux politiques, politique-medias-sociaux et pret-materiel" in shown
    assert "(emprunter)\u00a0: dans la nouvelle révision seulement" in shown
    assert json.loads(to_json(compare(policy(REAL), policy(OTHER))))["another_policy"] is True


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Rien ne change"), ("en", "Nothing changes")]
)
def test_that_nothing_changes_is_said(language: str, said: str) -> None:
    assert said in report(compare(policy(REAL), policy(REAL)), language)


# Shares -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (0, 10, "0%"),
        (1, 38_526_768, "less than 0.1%"),
        (1, 1001, "less than 0.1%"),
        (1, 1000, "0.1%"),
        (1, 3, "33.3%"),
        (1, 2, "50.0%"),
        (999, 1000, "99.9%"),
        (9996, 10_000, "more than 99.9%"),
        (10, 10, "100%"),
    ],
)
def test_some_is_never_none_and_most_never_all(part: int, whole: int, shown: str) -> None:
    voice = Voice(compare(policy(OTHER), policy(OTHER)), "en")
    assert voice.share(part, whole) == shown


def test_a_share_is_right_to_a_tenth() -> None:
    voice = Voice(compare(policy(OTHER), policy(OTHER)), "en")
    for part in range(1, 700):
        shown = voice.share(part, 700).removesuffix("%")
        assert abs(Fraction(shown) - Fraction(100 * part, 700)) <= Fraction(1, 20)


# JSON -------------------------------------------------------------------------------------------


def test_the_json_has_what_the_design_names() -> None:
    found = json.loads(to_json(stricter()))
    (clause,) = found["clauses"]
    assert (clause["id"], clause["kinds"]) == (PHOTOS, ["changed"])
    assert "vidéos" in clause["new"]["text"]["fr"]
    assert "enregistrements" in clause["old"]["text"]["fr"]
    first = found["wizards"][0]
    assert (first["wizard"], first["changed"], first["total"]) == ("publier", 1_284_096, 38_526_768)
    (one,) = first["classes"]
    assert (one["from"], one["to"], one["count"]) == ("inappropriate", "prohibited", 1_284_096)
    assert (one["rules"], one["clauses"]) == (["62-d"], [PHOTOS])
    assert one["witness"]["insults"] == "no"
    assert found["wizards"][-1]["changed"] is None
    assert found["differs"] is True


def test_the_json_lists_names() -> None:
    found = json.loads(to_json(of_names()))["names"]
    nothing: dict[str, list[str]] = {"added": [], "removed": [], "renamed": []}
    assert found["facts"] == nothing | {"renamed": [{"old": "consent", "new": "agreement"}]}
    renamed_options = [{"old": "agreement=not_all", "new": "agreement=some"}]
    assert found["options"] == nothing | {"renamed": renamed_options}
    assert found["rules"] == found["wizards"] == found["modalities"] == nothing


def of_names() -> Comparison:
    return compare(
        policy(REAL), edited(renamed("consent", "agreement"), renamed("not_all", "some"))
    )


def test_the_order_is_that_of_the_new_revision() -> None:
    def last_first(told: dict[str, Any]) -> None:
        wizards = around(told, "wizard", "photo")
        wizards.reverse()

    new = edited(edit, last_first)
    found = json.loads(to_json(compare(policy(REAL), new)))
    assert [one["wizard"] for one in found["wizards"]] == [one.id for one in new.wizards]


@pytest.mark.parametrize("seed", range(20))
def test_any_comparison_can_be_said(seed: int) -> None:
    sides = [examine(random_source(seed + more).encode(), "x").policy for more in (0, 1)]
    old, new = sides
    if old is not None and new is not None:
        found = compare(old, new)
        assert json.loads(to_json(found))["differs"] is True
        assert report(found, "fr") != report(found, "en")
