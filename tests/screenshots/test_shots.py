"""The pictures are planned from the policy alone, whatever it is."""

from functools import cache
from pathlib import Path

import pytest

from policysite.pages.edition import edition, site_languages
from tests.screenshots.shots import outcomes, shots
from tests.screenshots.walks import Stop, stops
from tests.sources import OTHER, REAL, policy

POLICIES = pytest.mark.parametrize("path", [REAL, OTHER], ids=lambda path: path.stem)


@cache
def walked(path: Path) -> list[Stop]:
    return list(stops(policy(path)))


@POLICIES
def test_the_walks_reach_every_outcome_of_the_examples(path: Path) -> None:
    promised = {example.outcome or "undetermined" for example in policy(path).examples}
    assert promised <= set(outcomes(walked(path)))


@POLICIES
def test_every_picture_has_a_name_of_its_own(path: Path) -> None:
    for language in site_languages(policy(path)):
        where = edition(policy(path), language.code)
        planned = [shot.name for shot in shots(policy(path), walked(path), where)]
        assert len(planned) == len(set(planned))
        assert {"home", "text", "text-at-clause", "wizard", "question", "errors"} <= set(planned)
