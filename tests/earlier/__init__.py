"""What earlier commits of this project published: each file is named by the commit that made it.

Two revisions of `tests/policies/pret.yaml`: working source, archive and site, without the runtime's
own files, which come from the lock of Node packages and are most of the bytes. A new sample is made
when the form of anything published changes, by the last commit before that; none is ever replaced.
"""

from __future__ import annotations

import tarfile
from pathlib import Path

SAMPLES = tuple(sorted(Path(__file__).parent.glob("*.tar.xz")))
LEFT_OUT = ("assets/runtime/", "/python_stdlib.zip")
"""What the samples lack, by its beginning or its end."""


def unpacked(sample: Path, to: Path) -> Path:
    """The folder of a project as it was then."""
    with tarfile.open(sample) as archive:
        archive.extractall(to, filter="data")
    return to
