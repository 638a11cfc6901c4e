"""Anchors of what is not a clause: one form for each kind, the same in every language.

Place in the flow: shared by the pages that hold them and those that link to them. A clause's and a
section's anchor is its id by itself; a colon keeps the others apart, for no id holds one.
"""

from __future__ import annotations

from typing import Literal


def anchor(
    kind: Literal[
        "rule", "passage", "example", "reading", "question", "term", "modality", "condition"
    ],
    name: str,
) -> str:
    """`rule:62-d`. The name is an id of the source; of a term, its place in the list."""
    return f"{kind}:{name}"
