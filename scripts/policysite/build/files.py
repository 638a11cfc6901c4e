"""Writing folders of generated files without touching what has not changed.

Place in the flow: under `build`; a file that keeps its time does not wake those who watch it.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from pathlib import Path


def write_changed(
    folder: Path, content: Mapping[str, bytes], *, keep: Set[Path] = frozenset()
) -> None:
    """Make `folder` hold exactly these files (name → content), and the folders `keep` in it."""
    for name, data in content.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    wanted = {folder / name for name in content}
    for path in sorted(folder.rglob("*"), reverse=True):
        if not keep.isdisjoint((path, *path.parents)):
            continue
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()
