"""A changed text is shown word by word."""

from __future__ import annotations

import pytest

from policysite.compare.redline import redline


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Le prêt est gratuit.", "Le prêt est payant.", "Le prêt est [-gratuit-]{+payant+}."),
        ("Le prêt.", "Le prêt d'un livre.", "Le prêt {+d’un livre+}."),
        ("a b c", "a c", "a [-b-] c"),
        ("a c", "a b c", "a {+b+} c"),
        ("", "Un mot.", "{+Un mot.+}"),
        ("un deux  trois", "un deux\ntrois", "un deux trois"),
    ],
)
def test_words_taken_out_and_put_in_are_marked(old: str, new: str, shown: str) -> None:
    assert redline(old, new, "fr").removeprefix("[--]") == shown


def test_typography_is_no_change() -> None:
    old, new = "L'avis “officiel” : voir", "L’avis « officiel » : lire"
    assert redline(old, new, "fr") == "L’avis «\u00a0officiel\u00a0»\u00a0: [-voir-]{+lire+}"
