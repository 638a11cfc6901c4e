"""The five lines of the README do what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import rulecore
from tests.sources import REAL, ROOT, policy


def test_the_lines_of_the_readme_consult_a_policy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (lines,) = re.findall(
        r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    statements = [line for line in lines.splitlines() if line and not line.startswith((" ", ")"))]
    assert len(statements) <= 5
    (tmp_path / "policy.json").write_text(rulecore.dump(policy(REAL).base), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(compile(lines, "README.md", "exec"), {})
    said = capsys.readouterr().out
    assert said.startswith("undetermined (")
    assert "'inappropriate'" in said
