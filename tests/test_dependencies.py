"""Dependencies point one way: the core imports the standard library and itself, nothing else."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: a relative import"
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "wizard" / "rulecore").rglob("*.py")), ids=lambda path: path.name
)
def test_the_core_imports_the_standard_library_alone(path: Path) -> None:
    strangers = set(imported(path)) - sys.stdlib_module_names - {"rulecore"}
    assert strangers == set()


def test_the_reference_evaluator_shares_nothing_with_the_core() -> None:
    assert not {"rulecore", "policysite"} & set(imported(ROOT / "tests" / "reference.py"))


def test_the_solver_is_for_the_tests_alone() -> None:
    modules = sorted((ROOT / "scripts" / "policysite").rglob("*.py"))
    assert not [path.name for path in modules if "z3" in set(imported(path))]
