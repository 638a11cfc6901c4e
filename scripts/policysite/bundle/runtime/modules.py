"""Which modules the runtime has loaded, and each of them compiled by the runtime itself.

Place in the flow: run inside the runtime, after the exercise. It adds nothing to the list that it
makes.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Iterator
from importlib.machinery import FrozenImporter
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import ModuleType

LIBRARY = next(entry for entry in sys.path if entry.endswith(".zip"))
"""The standard library: one zip archive."""

CORE = next(entry for entry in sys.path if entry.endswith("/site-packages"))
"""Where the core's wheel was unpacked."""


def write_compiled(to: str) -> int:
    """Write the loaded modules into `to`, under `library/` and `core/`; return how many."""
    written = 0
    for part, folder in (("library", LIBRARY), ("core", CORE)):
        for name, module in sorted(_loaded_from(folder)):
            path = Path(to, part, f"{name}.pyc")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_compiled(name, module))
            written += 1
    return written


def _loaded_from(folder: str) -> Iterator[tuple[str, ModuleType]]:
    """File name below `folder`, without suffix, and module; none that the interpreter holds."""
    for module in tuple(sys.modules.values()):
        file = getattr(module, "__file__", None) or ""
        frozen = getattr(module, "__loader__", None) is FrozenImporter
        if file.startswith(f"{folder}/") and file.endswith(".py") and not frozen:
            yield file.removeprefix(f"{folder}/").removesuffix(".py"), module


def _compiled(name: str, module: ModuleType) -> bytes:
    """A `.pyc` without date, optimised twice: no assertions, no docstrings."""
    source = module.__loader__.get_data(module.__file__)  # type: ignore[union-attr]
    code = compile(source, f"{name}.py", "exec", dont_inherit=True, optimize=2)
    return MAGIC_NUMBER + bytes(12) + marshal.dumps(code)
