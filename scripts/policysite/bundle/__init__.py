"""Everything that the reader's browser needs to answer, below `assets/` of a site.

Place in the flow: after the checks, beside `pages`; `build` calls `build_bundle` and writes the
returned paths into the pages. This page is the contract with `wizard/web/`.

    assets/runtime/<digest>/   the runtime, as `loadPyodide({indexURL})` expects it:
        pyodide.mjs, pyodide.asm.mjs, pyodide.asm.wasm     as they come
        python_stdlib.zip      the modules that the core needs, compiled
        pyodide-lock.json      names one package, `rulecore`, with its hash
        rulecore-*.whl         the core, compiled, with the digest of its sources
    assets/wizard/<digest>/    the scripts and sheets of `wizard/web/`, as they are
    assets/core/<digest>/      the core in source, to prove a policy again:
        rulecore.zip           the package `rulecore`, see `rulecore.__main__`
    assets/policy/<digest>/    one policy:
        policy.json            what `rulecore.load` reads
        certificate.json       what was proved of it, see `policysite.certificate`
        <lang>.json            the words in one language (`wizard/web/words.js` has their form)
        manifest.json          what there is to load, see below

Folders are named by their content, so all of it may be kept for ever. `manifest.json`:

    {"revision": "…", "policy": sha256, "core": sha256,
     "languages": ["fr", "en"],              the first one is authoritative
     "runtime": "../../runtime/<digest>/",   from the manifest's own folder, like all its paths
     "files": [{"path": "…", "sha256": hex, "size": bytes}, …]}

`files` lists what must be loaded before the first answer (the runtime and `policy.json`), each with
its size uncompressed, so that the sum of what has arrived is a true progress. `loadPackage`
resolves even where it fails, and so does `loadPyodide({packages})`: importing `rulecore` tells.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from policysite.bundle.assets import File, Folder, describe, lay_down
from policysite.bundle.runtime import packed_runtime
from policysite.bundle.runtime.archive import read_folder
from policysite.bundle.runtime.tools import WIZARD, BundleError
from policysite.bundle.runtime.wheel import core_in_source
from policysite.bundle.words import words_of
from policysite.certificate import certificate
from policysite.pages.edition import relative, site_languages
from policysite.policy import Policy
from policysite.progress import Progress
from rulecore import core_digest, dump

__all__ = ["Bundle", "BundleError", "build_bundle"]

WEB = WIZARD / "web"
SHIPPED = {".css", ".js", ".svg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Where a policy's assets are: paths from the root of the site, each with a slash at its end.

    `core`: the folder of the core in source. `policy`: the folder that the element's `src` names.
    `wizard`: the folder of its scripts and sheets. `runtime`: the folder of the runtime.
    """

    core: str
    runtime: str
    wizard: str
    policy: str

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
            "core": f"{self.core}rulecore.zip",
        }


def build_bundle(policy: Policy, out: Path, *, progress: Progress) -> Bundle:
    """Lay down below `out`, the root of a site, what the browser needs for this policy.

    Packs the runtime where none is kept (some seconds), else takes milliseconds. Raises
    `BundleError`.
    """
    kept = packed_runtime(progress)
    progress.steps(1)
    progress.step("data")
    runtime = lay_down(out, "runtime", read_folder(kept))
    return Bundle(
        core=lay_down(out, "core", {"rulecore.zip": core_in_source()}).path,
        runtime=runtime.path,
        wizard=lay_down(out, "wizard", _web()).path,
        policy=lay_down(out, "policy", _data(policy, runtime)).path,
    )


def _web() -> dict[str, bytes]:
    return {
        name: content for name, content in read_folder(WEB).items() if Path(name).suffix in SHIPPED
    }


def _data(policy: Policy, runtime: Folder) -> dict[str, bytes]:
    languages = [language.code for language in site_languages(policy)]
    rules = dump(policy.base).encode()
    to_runtime = relative("assets/policy/digest/", runtime.path)
    loaded = [replace(file, name=to_runtime + file.name) for file in runtime.files]
    manifest = {
        "revision": policy.revision.id,
        "policy": policy.digest,
        "core": core_digest(),
        "languages": languages,
        "runtime": to_runtime,
        "files": [_entry(file) for file in (*loaded, describe("policy.json", rules))],
    }
    words = {f"{language}.json": _json(words_of(policy, language)) for language in languages}
    proved = json.dumps(certificate(policy), ensure_ascii=False, indent=1).encode()
    data = {"policy.json": rules, "certificate.json": proved, "manifest.json": _json(manifest)}
    return {**data, **words}


def _entry(file: File) -> dict[str, str | int]:
    return {"path": file.name, "sha256": file.sha256, "size": file.size}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
