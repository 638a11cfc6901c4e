"""What is missing is said in one line, with the mend."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from policysite.bundle import BundleError
from policysite.bundle.runtime import tools


def executable(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment and a machine without Node; the environment's folder of programs."""
    programs = tmp_path / "environment"
    programs.mkdir()
    monkeypatch.setattr(sys, "executable", str(programs / "python"))
    monkeypatch.setenv("PATH", str(tmp_path / "machine"))
    return programs


def test_without_node(bare: Path) -> None:
    with pytest.raises(BundleError, match=r"^no Node 20 or newer was found: run scripts/setup"):
        tools.node()


def test_a_node_that_is_too_old_or_does_not_run_is_passed_over(bare: Path, tmp_path: Path) -> None:
    (tmp_path / "machine").mkdir()
    executable(bare / "node", "exit 127")
    executable(tmp_path / "machine" / "node", "echo v18.1.0")
    with pytest.raises(BundleError):
        tools.node()
    executable(tmp_path / "machine" / "node", "echo v22.1.0")
    assert tools.node() == str(tmp_path / "machine" / "node")


def test_the_environment_s_own_node_comes_first(bare: Path, tmp_path: Path) -> None:
    (tmp_path / "machine").mkdir()
    for folder in (bare, tmp_path / "machine"):
        executable(folder / "node", "echo v20.0.0")
    assert tools.node() == str(bare / "node")


def test_without_the_stock_runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "STOCK", tmp_path)
    with pytest.raises(BundleError, match=r"no node_modules/pyodide.*: run scripts/setup site$"):
        tools.stock_version()


def test_a_script_that_fails_is_one_line(tmp_path: Path) -> None:
    job = {"runtime": str(tmp_path), "digest": ""}
    with pytest.raises(BundleError, match=r"^check\.mjs: [^\n]+$"):
        tools.run_script("check.mjs", job)
