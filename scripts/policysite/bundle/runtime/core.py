"""The rule core in source: what proved a revision, and what the browser's runtime is packed from.

Place in the flow: `this_core` is the one that runs here; the archive keeps that of each revision's
own time. `runtime` packs either; `bundle` publishes it beside the policy's data, so that anyone can
prove the policy again.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from policysite.bundle.runtime.archive import read_archive, write_archive
from policysite.bundle.runtime.tools import SCRIPTS, WIZARD

PACKAGE = "rulecore"
EXERCISE = "exercise.py"
ARCHIVE = f"{PACKAGE}.zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """`files`: name → content of the package's modules, of `pyproject.toml` for its wheel, and of
    the script that exercises it.
    """

    files: Mapping[str, bytes]

    @property
    def digest(self) -> str:
        """What `rulecore.core_digest` says of these sources."""
        found = hashlib.sha256()
        for name in sorted(self.files):
            folder, _, module = name.rpartition("/")
            if folder == PACKAGE and module.endswith(".py"):
                found.update(module.encode() + b"\0" + self.files[name] + b"\0")
        return found.hexdigest()

    @property
    def archive(self) -> bytes:
        """One zip archive of all of it, the same bytes every time."""
        packed = io.BytesIO()
        write_archive(packed, self.files)
        return packed.getvalue()


@cache
def this_core() -> Core:
    """The core that runs here."""
    package = WIZARD / PACKAGE
    sources = [*package.glob("*.py"), package / "py.typed"]
    return Core(
        files={
            **{f"{PACKAGE}/{path.name}": path.read_bytes() for path in sources},
            "pyproject.toml": (WIZARD / "pyproject.toml").read_bytes(),
            EXERCISE: (SCRIPTS / EXERCISE).read_bytes(),
        }
    )


def read_core(archive: bytes) -> Core:
    """The core of an archive that `Core.archive` made."""
    return Core(files=read_archive(io.BytesIO(archive)))
