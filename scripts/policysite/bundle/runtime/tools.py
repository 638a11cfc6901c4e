"""The tools that packing needs: Node, and the runtime as its npm package lays it down.

Place in the flow: used by `runtime` alone. Set-up provides both; whatever is missing is said in one
line, with the mend.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import rulecore

WIZARD = Path(rulecore.__file__).parents[1]
"""The folder that the core's wheel is built from, and the element's scripts and sheets."""

ROOT = WIZARD.parent
"""The project's root, where set-up leaves the Node modules."""

STOCK = ROOT / "node_modules" / "pyodide"
"""The runtime as it comes, with the whole standard library in source."""

SCRIPTS = Path(__file__).parent

OLDEST_NODE = 20


class BundleError(Exception):
    """Nothing can be packed on this machine as it is; the message is one line, with the mend."""


def stock_version() -> str:
    """The version of the runtime that set-up installed."""
    try:
        package = json.loads((STOCK / "package.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BundleError(
            "the runtime is not installed (no node_modules/pyodide): run scripts/setup site"
        ) from None
    return str(package["version"])


def node() -> str:
    """The path of a Node that is new enough: the environment's own, else the machine's.

    A version manager's shim exists and fails, so each is tried by running it.
    """
    for found in (Path(sys.executable).parent / "node", shutil.which("node")):
        if found and _major_version(str(found)) >= OLDEST_NODE:
            return str(found)
    raise BundleError(f"no Node {OLDEST_NODE} or newer was found: run scripts/setup site")


def run_script(name: str, job: object) -> None:
    """Run one of the scripts beside this module under Node; `job` is its standard input as JSON."""
    command = [node(), str(SCRIPTS / name)]
    done = subprocess.run(command, input=json.dumps(job), capture_output=True, text=True)
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        raise BundleError(f"{name}: {said[-1]}")


def _major_version(node: str) -> int:
    try:
        done = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)
        return int(done.stdout.removeprefix("v").partition(".")[0])
    except (OSError, ValueError, subprocess.CalledProcessError):
        return 0
