"""What a benchmark promises, what it found, and where that is written down.

Every benchmark is a script: it prints its figures, writes them to `figures/<name>.json` with the
command that made them, and exits 1 where a mark is missed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FIGURES = Path(__file__).with_name("figures")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A figure that must not be passed: `least` or `most`, in the figure's own unit."""

    name: str
    value: float
    least: float | None = None
    most: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the figure is on the right side of its limits."""
        return (self.least is None or self.value >= self.least) and (
            self.most is None or self.value <= self.most
        )

    def __str__(self) -> str:
        limits = [f"at least {self.least:g}"] if self.least is not None else []
        limits += [f"at most {self.most:g}"] if self.most is not None else []
        verdict = "holds" if self.holds else "MISSED"
        return f"{self.name}: {self.value:g} ({', '.join(limits)}): {verdict}"


def conclude(name: str, command: str, figures: Mapping[str, float], marks: Sequence[Mark]) -> int:
    """Print and write down what the benchmark `name` found; return its exit status."""
    for figure, value in figures.items():
        print(f"{figure}: {value:g}")
    for mark in marks:
        print(mark)
    found = {
        "command": command,
        "figures": dict(figures),
        "marks": [
            {"name": m.name, "value": m.value, "least": m.least, "most": m.most, "holds": m.holds}
            for m in marks
        ],
    }
    FIGURES.mkdir(exist_ok=True)
    (FIGURES / f"{name}.json").write_text(
        json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    missed = [mark.name for mark in marks if not mark.holds]
    if missed:
        print(f"{name}: missed: {', '.join(missed)}", file=sys.stderr)
    return 1 if missed else 0
