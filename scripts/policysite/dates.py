"""Days in words, as each language writes them.

Place in the flow: pages and the command say dates with it. Plain signs; `typeset` gives the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any


def written(day: date, words: Mapping[str, Any]) -> str:
    """A day in words: "9 février 2017". `words`: `date` of the interface's `site.yaml`."""
    number = words["first_day"] if day.day == 1 else str(day.day)
    text: str = words["form"].format(
        day=number, month=words["months"][day.month - 1], year=day.year
    )
    return text
