"""What tests in several folders need."""

import signal

import pytest

from tests.sources import loaded

# A shell that runs the tests in the background has them ignore Ctrl-C; so would all they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def each_source_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command reads and checks a source the first time alone; no test may change the file."""
    monkeypatch.setattr("policysite.cli.load", loaded)
