"""What tests in several folders need."""

import pytest

from tests.sources import loaded


@pytest.fixture
def each_source_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command reads and checks a source the first time alone; no test may change the file."""
    monkeypatch.setattr("policysite.cli.load", loaded)
