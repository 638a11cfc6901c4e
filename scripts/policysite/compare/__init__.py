"""Two revisions compared: names, text, everything else that the source says, and decisions.

Place in the flow: `cli` hands it two checked policies; `report` says what it found in words, `data`
as JSON. Files are read and printed elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from policysite.compare.clauses import ClauseChange, SectionChange, clause_changes, section_changes
from policysite.compare.decisions import WizardChange, wizard_changes
from policysite.compare.entries import EntryChange, entry_changes
from policysite.compare.names import Names, names
from policysite.compare.renaming import under
from policysite.policy import Policy

__all__ = ["Comparison", "compare"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs. `old`: under the new revision's names; ids that are no more keep their own."""

    old: Policy
    new: Policy
    names: Names
    sections: tuple[SectionChange, ...]
    clauses: tuple[ClauseChange, ...]
    entries: tuple[EntryChange, ...]
    wizards: tuple[WizardChange, ...]

    @property
    def another_policy(self) -> bool:
        """Whether the two are no revisions of one document."""
        return self.old.id != self.new.id

    @property
    def differs(self) -> bool:
        """Whether there is anything to say."""
        parts = (self.sections, self.clauses, self.entries)
        return self.another_policy or self.names.differ or any(parts) or self.decides_otherwise

    @property
    def decides_otherwise(self) -> bool:
        return any(wizard.differs for wizard in self.wizards)

    @property
    def complete(self) -> bool:
        """Whether the decisions of every wizard could be compared."""
        return not any(wizard.entangled for wizard in self.wizards)


def compare(old: Policy, new: Policy) -> Comparison:
    """What the new revision changes."""
    found = names(old, new)
    old = under(old, found)
    return Comparison(
        old=old,
        new=new,
        names=found,
        sections=tuple(section_changes(old, new, found.sections)),
        clauses=tuple(clause_changes(old, new, found.clauses)),
        entries=tuple(entry_changes(old, new)),
        wizards=tuple(wizard_changes(old, new)),
    )
