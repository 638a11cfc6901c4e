"""The runtime that the browser loads: cut to what the core needs, compiled, with the core in it.

Place in the flow: `bundle` copies what is made here into the site. Making it takes seconds, so it
is kept in the build folder under a key that names everything it is made of.

    core's sources ─wheel─▶ wheel ─┐
    stock runtime ─────────────────┴─pack.mjs─▶ .pyc ─archive, wheel, lock─▶ folder
                                                              ─check.mjs─▶ the same, kept
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from policysite.bundle.runtime.archive import read_folder, write_archive
from policysite.bundle.runtime.core import EXERCISE, Core, this_core
from policysite.bundle.runtime.lock import write_lock
from policysite.bundle.runtime.tools import (
    ROOT,
    SCRIPTS,
    STOCK,
    BundleError,
    run_script,
    stock_version,
)
from policysite.bundle.runtime.wheel import build_wheel, packed_wheel
from policysite.progress import Progress

KEPT = ROOT / ".build" / "runtime"
"""Packed runtimes, each in a folder named by its key."""

UNCHANGED = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
LIBRARY = "python_stdlib.zip"
STEPS = 3
"""How many steps of progress packing has: compile, pack, check."""


def packed_runtime(progress: Progress, kept: Path = KEPT, *, core: Core | None = None) -> Path:
    """The folder of the runtime packed with a core (this one); packs it only where none is kept.

    Two that pack at once each use their own folder; the second finds the first one's and drops its
    own. Raises `BundleError`.
    """
    core = core or this_core()
    folder = kept / _key(core)
    if not folder.is_dir():
        kept.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=kept, prefix="new-") as work:
            progress.steps(STEPS)
            _keep(_pack(core, Path(work), lambda: progress.step("runtime")), folder)
    return folder


def _key(core: Core) -> str:
    """Names everything that decides what is packed."""
    made_of = {
        "stock": stock_version(),
        "core": sha256(core.archive).hexdigest(),
        "tools": [version(tool) for tool in ("build", "pyodide-lock", "setuptools")],
        "scripts": {
            name: sha256(content).hexdigest()
            for name, content in sorted(read_folder(SCRIPTS).items())
            if "__pycache__" not in name
        },
    }
    return sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()[:20]


def _pack(core: Core, work: Path, begin: Callable[[], None]) -> Path:
    """Pack a runtime into a new folder below `work`, and prove that it works."""
    folder, out, plain = (work / name for name in ("runtime", "compiled", "plain"))
    for each in (folder, out, plain):
        each.mkdir()
    begin()
    built = build_wheel(core, work)
    write_lock(packed_wheel(built, {}, core.digest, plain))
    exercise = core.files[EXERCISE].decode()
    run_script(
        "pack.mjs",
        {"stock": str(STOCK), "packages": str(plain), "out": str(out), "exercise": exercise},
    )
    begin()
    for name in UNCHANGED:
        shutil.copyfile(STOCK / name, folder / name)
    write_archive(folder / LIBRARY, read_folder(out / "library"))
    compiled = {name.removesuffix(".pyc"): code for name, code in read_folder(out / "core").items()}
    write_lock(packed_wheel(built, compiled, core.digest, folder))
    begin()
    run_script("check.mjs", {"runtime": str(folder), "digest": core.digest, "exercise": exercise})
    return folder


def _keep(packed: Path, folder: Path) -> None:
    """Give the folder its name, in one step; where it is taken, the other one is the same."""
    try:
        packed.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise BundleError(f"cannot keep the packed runtime in {folder.parent}") from None
