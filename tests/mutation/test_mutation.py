"""The mutants are what they say, and what is explained is still there."""

from __future__ import annotations

import pytest

from tests.mutation.explanations import as_entry, explanations
from tests.mutation.mutants import CORE, Change, modules, mutants
from tests.mutation.selection import FIRST


def lines(change: Change, sign: str) -> list[str]:
    return [line[2:] for line in change.lines.splitlines() if line[0] == sign]


def test_a_mutant_has_one_small_change() -> None:
    source = (CORE / "evaluate.py").read_text(encoding="utf-8")
    found = list(mutants("evaluate"))
    assert len({mutant.source for mutant in found}) == len(found)
    for mutant in found:
        assert mutant.source != source
        assert all(line in source for line in lines(mutant.change, "-"))
        assert all(line in mutant.source for line in lines(mutant.change, "+"))


def test_a_change_is_named_by_its_function_and_its_lines() -> None:
    wanted = Change("model", "RuleBase.tier", "- return {m.id: m.tier for m in self.modalities}")
    assert as_entry(wanted).splitlines() == [
        "- module: model",
        "  function: RuleBase.tier",
        "  change: |",
        "    - return {m.id: m.tier for m in self.modalities}",
        "  because: …",
    ]


def test_decorated_functions_have_mutants_and_types_have_none() -> None:
    changes = [mutant.change for mutant in mutants("model")]
    assert any(change.function == "RuleBase.rank" for change in changes)
    assert not any("@" in line for change in changes for line in lines(change, "+"))


@pytest.mark.parametrize("change", explanations())
def test_what_is_explained_is_still_there(change: Change) -> None:
    """The campaign itself says it more exactly; this notices most of it, at once."""
    source = (CORE / f"{change.module}.py").read_text(encoding="utf-8").splitlines()
    present = {line.strip() for line in source}
    assert set(lines(change, "-")) <= present


def test_every_module_has_tests_that_come_first() -> None:
    assert set(FIRST) == set(modules())
