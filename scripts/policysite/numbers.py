"""Whole numbers as people read them: digits in groups of three.

Place in the flow: wherever a count is shown. French sets a no-break space between the groups,
English a comma.
"""

from __future__ import annotations

from policysite.interface import interface


def grouped(number: int, language: str) -> str:
    """The number, such as "38 526 768"."""
    group: str = interface(language, "site")["number"]["group"]
    return f"{number:,}".replace(",", group)
