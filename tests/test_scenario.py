"""A scenario in words: what is not the default, as a person says it."""

from __future__ import annotations

import pytest

from policysite.scenario import in_words
from tests.sources import OTHER, policy


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Abonnement : Oui; Début : 24 décembre 2025; les autres réponses par défaut"),
        ("en", "Abonnement: Yes; Début: December 24, 2025; the other answers by default"),
    ],
)
def test_a_scenario_says_a_date_in_words(language: str, said: str) -> None:
    given = {"abonnement": "yes", "age": "30", "debut": "2025-12-24"}
    assert in_words(policy(OTHER), given).in_language(language) == (said, language)
