"""Lists of digests in the form of `sha256sum`: one file a line, digest, two spaces, name.

Place in the flow: `archive` chains its links with them, and every built site has one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from policysite.archive.errors import ArchiveError, reason

SUMS = "SHA256SUMS"
_LINE = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>[^\n\\]+)")


def digest_of(content: bytes) -> str:
    """The SHA-256 in hexadecimal."""
    return sha256(content).hexdigest()


def file_digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        found = sha256()
        while chunk := file.read(1 << 20):
            found.update(chunk)
    return found.hexdigest()


def write_sums(digests: Mapping[str, str]) -> bytes:
    """The list of these files (name → digest), sorted by name."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode()


def sums_of(folder: Path) -> dict[str, str]:
    """The list in a folder. Raises `ArchiveError` where it is not there, or is no such list."""
    try:
        return read_sums((folder / SUMS).read_bytes())
    except (OSError, ValueError) as fault:
        raise ArchiveError("no-sums", file=str(folder / SUMS), why=reason(fault)) from fault


def read_sums(content: bytes) -> dict[str, str]:
    """Name → digest. Raises `ValueError` where it is no such list, or not exactly as written."""
    digests: dict[str, str] = {}
    for line in content.decode("utf-8").splitlines():
        found = _LINE.fullmatch(line)
        if found is None:
            raise ValueError(f"not a line of {SUMS}: {line[:80]!r}")
        digests[found["name"]] = found["digest"]
    if write_sums(digests) != content:
        raise ValueError(f"{SUMS} is not sorted, or names a file twice")
    return digests
