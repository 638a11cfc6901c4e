"""A changed text as one text: words taken out and words put in, each marked.

Place in the flow: `report` shows changed clauses and headings so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from policysite.typography import plain, typeset

SPACES = re.compile(r"[ \t\n]+")
"""Where one word ends; not the no-break spaces inside quotation marks and numbers."""


def redline(old: str, new: str, language: str) -> str:
    """The texts word by word: `[-old-]{+new+}` around what differs, typography aside."""
    before, after = (SPACES.split(typeset(text, language).strip()) for text in (old, new))
    return " ".join(_marked(before, after))


def _marked(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    # Its rule of thumb for words that come back often bounds the time of very long texts.
    matcher = SequenceMatcher(None, [plain(word) for word in old], [plain(word) for word in new])
    for same, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        taken, put = " ".join(old[old_from:old_to]), " ".join(new[new_from:new_to])
        if same == "equal":
            yield put
        else:
            yield (f"[-{taken}-]" if taken else "") + (f"{{+{put}+}}" if put else "")
