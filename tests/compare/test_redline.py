"""A changed text is shown word by word, as a person would mark it by hand."""

from __future__ import annotations

import re

import pytest

from policysite.compare.redline import redline
from policysite.typography import plain
from tests.compare.redlines import PAIRS


@pytest.mark.parametrize(
    ("language", "old", "new", "shown"),
    [pair[1:] for pair in PAIRS],
    ids=[pair[0] for pair in PAIRS],
)
def test_it_is_marked_as_by_hand(language: str, old: str, new: str, shown: str) -> None:
    assert redline(old, new, language) == shown


@pytest.mark.parametrize(
    ("old", "new", "shown"), [pair[2:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS]
)
def test_the_marks_hold_both_texts(old: str, new: str, shown: str) -> None:
    without = {"old": r"\{\+.*?\+\}", "new": r"\[-.*?-\]"}
    for side, text in (("old", old), ("new", new)):
        kept = re.sub(r"\[-|-\]|\{\+|\+\}", "", re.sub(without[side], "", shown))
        assert plain(kept).replace(" .", ".") == plain(text)
