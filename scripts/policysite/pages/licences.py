"""What the site sends to a browser, with version and licence as the installed packages say them.

Place in the flow: the page about the site lists them.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution

from policysite.bundle.runtime.tools import STOCK, WIZARD


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """`key`: its words in the interface. `address`: where its source is. `text`: its licence."""

    key: str
    name: str
    version: str
    licence: str
    address: str = ""
    text: str = ""


@cache
def components() -> tuple[Component, ...]:
    """Everything shipped, ours first."""
    return (*_ours(), *_packages(), *_runtime())


def _ours() -> Iterator[Component]:
    core = tomllib.loads((WIZARD / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    yield _package("policysite", key="policysite", name="policysite")
    yield Component(
        key="rulecore",
        name=core["name"],
        version=core["version"],
        licence=distribution("policysite").metadata["License-Expression"],
    )


def _packages() -> Iterator[Component]:
    yield _package("mkdocs-material", key="material", name="Material for MkDocs")
    # The icons that Material's sheet draws; the project's own signs are not among them.
    yield Component(
        key="icons",
        name="Material Design Icons",
        version=distribution("mkdocs-material").version,
        licence="Pictogrammers Free License (Apache-2.0)",
        address="https://pictogrammers.com/docs/general/license/",
    )
    yield _package("pagefind_bin", key="pagefind", name="Pagefind")


def _runtime() -> Iterator[Component]:
    package = json.loads((STOCK / "package.json").read_text(encoding="utf-8"))
    info = json.loads((STOCK / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    yield Component(
        key="pyodide",
        name="Pyodide",
        version=package["version"],
        licence=package["license"],
        address=package["homepage"],
    )
    series = info["python"].rpartition(".")[0]
    yield Component(
        key="cpython",
        name="CPython",
        version=info["python"],
        licence="PSF-2.0",
        address=f"https://docs.python.org/{series}/license.html",
    )
    yield Component(
        key="emscripten",
        name="Emscripten",
        version=info["platform"].removeprefix("emscripten_").replace("_", "."),
        licence="MIT, NCSA",
        address="https://github.com/emscripten-core/emscripten",
    )


def _package(package: str, *, key: str, name: str) -> Component:
    installed = distribution(package)
    told = installed.metadata
    sources = [url for url in told.get_all("Project-URL") or [] if url.startswith("Source")]
    texts = [installed.read_text(f"licenses/{name}") for name in told.get_all("License-File") or []]
    return Component(
        key=key,
        name=name,
        version=installed.version,
        licence=told.get("License-Expression") or told.get("License") or "",
        address=sources[0].partition(", ")[2] if sources else "",
        text="\n".join(text.strip() for text in texts if text),
    )
