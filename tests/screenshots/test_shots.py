"""The pictures are planned from the policy alone, whatever it is."""

from pathlib import Path

import pytest

from policysite.pages.edition import edition, site_languages
from tests.screenshots.shots import outcomes, shots
from tests.sources import OTHER, REAL, policy

POLICIES = pytest.mark.parametrize("path", [REAL, OTHER], ids=lambda path: path.stem)


@POLICIES
def test_the_walks_reach_every_outcome_of_the_examples(path: Path) -> None:
    promised = {example.outcome or "undetermined" for example in policy(path).examples}
    assert promised <= set(outcomes(policy(path)))


@POLICIES
def test_every_picture_has_a_name_of_its_own(path: Path) -> None:
    for language in site_languages(policy(path)):
        planned = [shot.name for shot in shots(policy(path), edition(policy(path), language.code))]
        assert len(planned) == len(set(planned))
        assert {"home", "text", "text-at-clause", "wizard", "question", "errors"} <= set(planned)
