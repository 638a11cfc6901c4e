"""What several tests of the core need."""

import pytest

from rulecore import topics


@pytest.fixture
def taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small rule bases are held as large ones are: some facts cut out, the others in topics."""
    monkeypatch.setattr(topics, "SPACE_COST", 1)
