"""Which core answered: the digest of its own sources.

Place in the flow: `consult` puts it on every result. The packed core of the browser has no sources;
the packing leaves their digest in the file `DIGEST`.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def core_digest() -> str:
    """SHA-256, in hexadecimal, over name, NUL, content, NUL of each module, sorted by name."""
    here = Path(__file__).parent
    packed = here / "DIGEST"
    if packed.is_file():
        return packed.read_text(encoding="ascii").strip()
    digest = hashlib.sha256()
    for module in sorted(here.glob("*.py")):
        digest.update(module.name.encode() + b"\0" + module.read_bytes() + b"\0")
    return digest.hexdigest()
