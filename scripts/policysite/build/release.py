"""One revision, or the draft, while its site is being built.

Place in the flow: `build` makes it, and every step after that is handed it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from policysite.build.look import Look
from policysite.bundle import Bundle
from policysite.pages.edition import Edition
from policysite.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One revision, or the draft, in a site that is being built below `out`.

    `url`: the site's address without a slash at its end, or nothing. `editions`: its languages, the
    authoritative one first.
    """

    policy: Policy
    out: Path
    bundle: Bundle
    look: Look
    url: str
    editions: tuple[Edition, ...]

    @property
    def draft(self) -> bool:
        return self.editions[0].draft

    def others(self, this: Edition) -> tuple[Edition, ...]:
        """The editions in the other languages."""
        return tuple(other for other in self.editions if other.root != this.root)
