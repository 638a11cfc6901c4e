"""Days: how the source writes them, and how each language says them.

Place in the flow: `resolve` and `expressions` read dates of this form; pages and the command say
them in words. Plain signs; `typeset` gives the others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from rulecore import Fact, FactType, show_value
from rulecore.domain import bounds

DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""The form of a date; there may be no such day."""


def days_offered(fact: Fact) -> list[str] | None:
    """The first and the last day that a calendar offers, `YYYY-MM-DD`; None for other facts."""
    if fact.type is not FactType.DATE:
        return None
    return [str(show_value(fact, bound)) for bound in bounds(fact) if bound is not None]


def written(day: date, words: Mapping[str, Any]) -> str:
    """A day in words: "9 février 2017". `words`: `date` of the interface's `site.yaml`."""
    number = words["first_day"] if day.day == 1 else str(day.day)
    text: str = words["form"].format(
        day=number, month=words["months"][day.month - 1], year=day.year
    )
    return text
