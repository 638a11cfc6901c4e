"""Everything that the reader's browser needs to answer, below `assets/` of a site.

Place in the flow: after the checks, beside `pages`; `build` calls `build_bundle` and writes the
returned paths into the pages. This page is the contract with `wizard/web/`.

    assets/runtime/<digest>/   the runtime, as it comes:
        pyodide.mjs, pyodide.asm.mjs, pyodide.asm.wasm
    assets/core/<digest>/      the core, packed for this runtime, and in source:
        python_stdlib.zip      the modules that the core needs, compiled
        pyodide-lock.json      names one package, `rulecore`, with its hash
        rulecore-*.whl         the core, compiled, with the digest of its sources
        rulecore.zip           the package `rulecore`, to prove a policy again: `rulecore.__main__`
    assets/wizard/<digest>/    the scripts and sheets of `wizard/web/`, as they are
    assets/policy/<digest>/    one policy:
        policy.json            what `rulecore.load` reads
        certificate.json       what was proved of it, see `policysite.certificate`
        <lang>.json            the words in one language (`wizard/web/words.js` has their form)
        manifest.json          what there is to load, see below

Folders are named by their content, so all of it may be kept for ever. `manifest.json`:

    {"revision": "…", "policy": sha256, "core": sha256,
     "languages": ["fr", "en"],              the first one is authoritative
     "runtime": "../../runtime/<digest>/",   from the manifest's own folder, like all its paths
     "packed": "../../core/<digest>/",       what `loadPyodide` takes as lock and library
     "files": [{"path": "…", "sha256": hex, "size": bytes}, …]}

`files` lists what must be loaded before the first answer (all but the core in source), each with
its size uncompressed, so that the sum of what has arrived is a true progress. `loadPackage`
resolves even where it fails, and so does `loadPyodide({packages})`: importing `rulecore` tells.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from policysite.bundle.assets import File, Folder, describe, lay_down
from policysite.bundle.proved import Proved, proved
from policysite.bundle.runtime import UNCHANGED, packed_runtime
from policysite.bundle.runtime.archive import read_folder
from policysite.bundle.runtime.core import ARCHIVE
from policysite.bundle.runtime.tools import WIZARD, BundleError
from policysite.bundle.words import words_of
from policysite.pages.edition import edition, relative, site_languages
from policysite.policy import Policy
from policysite.progress import Progress

__all__ = ["Bundle", "BundleError", "build_bundle"]

WEB = WIZARD / "web"
SHIPPED = {".css", ".js", ".svg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Where a policy's assets are: paths from the root of the site, each with a slash at its end.

    `core`: the folder of the core, packed and in source. `policy`: the folder that the element's
    `src` names. `wizard`: the folder of its scripts and sheets. `runtime`: that of the runtime.
    `rules`: which rules answer, see `Proved.name`. `core_digest`: of the sources of the core.
    """

    core_digest: str
    core: str
    runtime: str
    wizard: str
    policy: str
    rules: str

    @property
    def folders(self) -> tuple[str, ...]:
        """Every folder."""
        return self.core, self.runtime, self.wizard, self.policy

    @property
    def published(self) -> Mapping[str, str]:
        """The files with which anyone can prove the policy again: name → path."""
        return {
            "certificate": f"{self.policy}certificate.json",
            "rules": f"{self.policy}policy.json",
            "core": f"{self.core}{ARCHIVE}",
        }


def build_bundle(
    policy: Policy,
    out: Path,
    *,
    progress: Progress,
    answering: Proved | None = None,
    draft: bool = False,
) -> Bundle:
    """Lay down below `out`, the root of a site, what the browser needs for this policy.

    `answering`: what the archive has of the revision; of a working source it is made here. Packs
    the runtime where none is kept (some seconds), else takes milliseconds. Raises `BundleError`.
    """
    answering = answering or proved(policy)
    core = answering.core
    packed = read_folder(packed_runtime(progress, core=core))
    progress.steps(1)
    progress.step("data")
    stock = {name: packed.pop(name) for name in UNCHANGED}
    runtime = lay_down(out, "runtime", stock)
    ours = lay_down(out, "core", {**packed, ARCHIVE: core.archive})
    return Bundle(
        core_digest=core.digest,
        core=ours.path,
        runtime=runtime.path,
        wizard=lay_down(out, "wizard", _web()).path,
        policy=lay_down(out, "policy", _data(policy, answering, runtime, ours, draft=draft)).path,
        rules=answering.name,
    )


def _web() -> dict[str, bytes]:
    return {
        name: content for name, content in read_folder(WEB).items() if Path(name).suffix in SHIPPED
    }


def _data(
    policy: Policy, answering: Proved, runtime: Folder, core: Folder, *, draft: bool
) -> dict[str, bytes]:
    languages = [language.code for language in site_languages(policy)]
    to_runtime, to_core = (relative("assets/policy/digest/", f.path) for f in (runtime, core))
    loaded = [
        replace(file, name=to + file.name)
        for to, folder in ((to_runtime, runtime), (to_core, core))
        for file in folder.files
        if file.name != ARCHIVE
    ]
    manifest = {
        "revision": policy.revision.id,
        "policy": policy.digest,
        "core": answering.core.digest,
        "languages": languages,
        "runtime": to_runtime,
        "packed": to_core,
        "files": [_entry(file) for file in (*loaded, describe("policy.json", answering.rules))],
    }
    editions = {code: edition(policy, code, draft=draft) for code in languages}
    words = {
        f"{code}.json": _json(words_of(policy, this, answering.name))
        for code, this in editions.items()
    }
    return {
        "policy.json": answering.rules,
        "certificate.json": answering.certificate,
        "manifest.json": _json(manifest),
        **words,
    }


def _entry(file: File) -> dict[str, str | int]:
    return {"path": file.name, "sha256": file.sha256, "size": file.size}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
