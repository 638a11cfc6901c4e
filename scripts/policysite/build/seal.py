"""The last thing that happens to a built site: who made it of what, and the digest of every file.

Place in the flow: after all pages are there. `SHA256SUMS` is in the form of the tool of that name,
so that anyone checks a site without this software.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from policysite.archive.sums import SUMS, file_digest, write_sums
from policysite.build.settings import CONFIG, DOCS, ROOT

MARK = "site.json"
OURS = "policysite"


def seal(site: Path, about: Mapping[str, Any]) -> None:
    """Say what the site is made of, make it readable for any user, and list its digests."""
    text = json.dumps({"made-by": OURS, **about}, indent=1, sort_keys=True) + "\n"
    (site / MARK).write_text(text, encoding="utf-8")
    digests = {name: file_digest(site / name) for name in files_of(site) if name != SUMS}
    (site / SUMS).write_bytes(write_sums(digests))
    for path in (site, *site.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644 | path.stat().st_mode & 0o111)


def about(site: Path) -> dict[str, Any]:
    """What a site says of itself; nothing where it is none of ours."""
    try:
        found = json.loads((site / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and found.get("made-by") == OURS else {}


def files_of(site: Path) -> Iterator[str]:
    """Every file of a site, from its root; a link is one, whatever it leads to."""
    for path in sorted(site.rglob("*")):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(site).as_posix()


@cache
def software() -> str:
    """The digest of all that makes pages: this project's files, and the packages it stands on."""
    found = sha256()
    folders = (ROOT / "scripts" / "policysite", ROOT / "wizard", DOCS)
    files = [CONFIG, *(path for folder in folders for path in folder.rglob("*"))]
    for path in sorted(files):
        if path.is_file() and "__pycache__" not in path.parts:
            found.update(f"{path.relative_to(ROOT).as_posix()}\0{file_digest(path)}\n".encode())
    packages = {(one.metadata["Name"].lower(), one.version) for one in distributions()}
    found.update(repr(sorted(packages)).encode())
    return found.hexdigest()
