"""Why some mutants survive: no test can tell them from the core. Each has its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from tests.mutation.mutants import Change

SURVIVORS = Path(__file__).with_name("survivors.yaml")


def explanations() -> Mapping[Change, str]:
    """Change → why it makes no difference."""
    entries = yaml.safe_load(SURVIVORS.read_text(encoding="utf-8"))
    return {
        Change(entry["module"], entry["function"], entry["change"].rstrip("\n")): entry["because"]
        for entry in entries
    }


def as_entry(change: Change) -> str:
    """The change as it would stand in the file, its explanation still to be written."""
    lines = "".join(f"    {line}\n" for line in change.lines.splitlines())
    return (
        f"- module: {change.module}\n  function: {change.function or "''"}\n"
        f"  change: |\n{lines}  because: …\n"
    )
