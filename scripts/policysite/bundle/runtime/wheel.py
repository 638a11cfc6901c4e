"""The core's wheel: built from its sources, then its modules replaced by what the runtime compiled.

Place in the flow: `build_wheel` once, then `packed_wheel` twice: with the sources, to be exercised
as it will be, and with the compiled modules, for the browser.
"""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from policysite.bundle.runtime.archive import read_archive, write_archive
from policysite.bundle.runtime.core import EXERCISE, PACKAGE, Core
from policysite.bundle.runtime.tools import BundleError


def build_wheel(core: Core, work: Path) -> Path:
    """Build the wheel of a core in the folder `work`, which is new."""
    sources = work / "sources"
    for name, content in core.files.items():
        if name != EXERCISE:
            path = sources / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    command = [sys.executable, "-m", "build", "--wheel", "-n", "--outdir", str(work), str(sources)]
    dated = {**os.environ, "SOURCE_DATE_EPOCH": "315532800"}
    done = subprocess.run(command, capture_output=True, text=True, env=dated)
    built = list(work.glob(f"{PACKAGE}-*.whl"))
    if done.returncode or len(built) != 1:
        last = (done.stderr or done.stdout).strip().splitlines() or ["nothing was built"]
        raise BundleError(f"the core's wheel: {last[-1]}")
    return built[0]


def packed_wheel(built: Path, compiled: Mapping[str, bytes], digest: str, to: Path) -> Path:
    """Write the wheel as the runtime loads it into the folder `to`; return its path.

    `compiled`: name without suffix (`rulecore/model`) → compiled module, in place of its source.
    `digest`: of the core's sources, for the file that `rulecore.core_digest` then reads.
    """
    files: dict[str, bytes] = {}
    for name, content in read_archive(built).items():
        stem, dot, suffix = name.rpartition(".")
        if dot and suffix == "py" and stem in compiled:
            files[f"{stem}.pyc"] = compiled[stem]
        elif not name.endswith("/RECORD"):
            files[name] = content
    files[f"{PACKAGE}/DIGEST"] = digest.encode("ascii") + b"\n"
    record = f"{_info_folder(files)}/RECORD"
    path = to / built.name
    write_archive(path, {**files, record: _record(files, record)})
    return path


def _info_folder(files: Mapping[str, bytes]) -> str:
    return next(name.partition("/")[0] for name in files if name.endswith(".dist-info/METADATA"))


def _record(files: Mapping[str, bytes], itself: str) -> bytes:
    """The list of a wheel's files: name, hash in URL-safe base 64 without padding, size."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    for name in sorted(files):
        hashed = urlsafe_b64encode(sha256(files[name]).digest()).rstrip(b"=").decode("ascii")
        rows.writerow([name, f"sha256={hashed}", len(files[name])])
    rows.writerow([itself, "", ""])
    return text.getvalue().encode("utf-8")
