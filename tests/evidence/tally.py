"""What a campaign counts, and what it keeps of a difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from tests.evidence.cases import UNKNOWN
from tests.reference import Result


@dataclass(frozen=True, slots=True)
class Difference:
    """Two answers to one question. `seed`: of the batch. `case`: all that it takes to ask again."""

    seed: str
    case: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"seed {self.seed}\n{self.case}\nexpected: {self.expected}\nthe core: {self.found}"


@dataclass(slots=True)
class Tally:
    """The counts of one kind of policy. `unknown`: consultations by how much is unknown."""

    counts: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)

    def differ(self, describe: Callable[[], Difference]) -> None:
        """Count one more difference; the first one of a batch is described."""
        self.counts["differences"] += 1
        if not self.differences:
            self.differences.append(describe())

    def add(self, other: Tally) -> None:
        self.counts += other.counts
        self.unknown += other.unknown
        self.differences += other.differences

    def result(self, expected: Result) -> None:
        """Count what one consultation comes to: what is always empty proves nothing."""
        self.counts["consultations"] += 1
        self.counts[expected.status] += 1
        self.counts["with missing facts"] += bool(expected.missing)
        self.counts["with a next question"] += expected.next_question is not None
        self.counts["with answers ignored"] += bool(expected.ignored)
        self.counts["changes compared"] += expected.changes is not None
        self.counts["with a change"] += bool(expected.changes)

    def figures(self) -> dict[str, object]:
        """What JSON holds of it."""
        counts = {name: self.counts[name] for name in sorted(self.counts) if self.counts[name]}
        unknown = {words: self.unknown[words] for words in UNKNOWN if self.unknown[words]}
        parts = {"by what is unknown": unknown} if unknown else {}
        return {**counts, **parts, "differences": self.counts["differences"]}


def fields_that_differ(expected: Result, found: Result) -> tuple[str, str]:
    """What is expected and what is found, of the fields that differ."""
    ones, others = asdict(expected), asdict(found)
    names = [name for name in ones if ones[name] != others[name]]
    return str({name: ones[name] for name in names}), str({name: others[name] for name in names})
