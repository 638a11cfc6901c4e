"""A policy's assets: laid down whole, by content, and described by the manifest."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import rulecore
from policysite.bundle import Bundle, build_bundle
from policysite.bundle.runtime.tools import ROOT
from policysite.progress import Silent
from tests.sources import OTHER, REAL, policy


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def bundle(site: Path) -> Bundle:
    return build_bundle(policy(REAL), site, progress=Silent())


@pytest.fixture(scope="module")
def manifest(site: Path, bundle: Bundle) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / bundle.policy / "manifest.json").read_text("utf-8"))
    return found


def test_the_manifest_describes_every_file_that_must_be_loaded(
    site: Path, bundle: Bundle, manifest: dict[str, Any]
) -> None:
    loaded, in_source = set(), (site / bundle.core / "rulecore.zip").resolve()
    for entry in manifest["files"]:
        content = (site / bundle.policy / entry["path"]).read_bytes()
        assert (entry["sha256"], entry["size"]) == (sha256(content).hexdigest(), len(content))
        loaded.add((site / bundle.policy / entry["path"]).resolve())
    assert loaded == {
        *(site / bundle.runtime).resolve().iterdir(),
        *(set((site / bundle.core).resolve().iterdir()) - {in_source}),
        (site / bundle.policy / "policy.json").resolve(),
    }


def test_the_manifest_says_whose_it_is(manifest: dict[str, Any]) -> None:
    assert manifest["policy"] == policy(REAL).digest
    assert manifest["core"] == rulecore.core_digest()
    assert manifest["revision"] == policy(REAL).revision.id


def test_there_are_words_in_every_language_of_the_site(
    site: Path, bundle: Bundle, manifest: dict[str, Any]
) -> None:
    folder = site / bundle.policy
    names = {f"{language}.json" for language in manifest["languages"]}
    data = {"policy.json", "certificate.json", "manifest.json"}
    assert names | data == {path.name for path in folder.iterdir()}
    assert manifest["languages"][0] == policy(REAL).authoritative.code


def test_the_rule_base_is_read_back_as_it_is(site: Path, bundle: Bundle) -> None:
    text = (site / bundle.policy / "policy.json").read_text(encoding="utf-8")
    assert rulecore.dump(rulecore.load(text)) == rulecore.dump(policy(REAL).base)


def test_scripts_and_sheets_are_there_unchanged(site: Path, bundle: Bundle) -> None:
    shipped = {path.name: path.read_bytes() for path in (site / bundle.wizard).iterdir()}
    web = ROOT / "wizard" / "web"
    assert shipped == {name: (web / name).read_bytes() for name in shipped}
    assert {path.name for path in web.glob("*.js")} <= set(shipped)
    assert {path.name for path in web.glob("*.css")} <= set(shipped)


def test_a_second_build_changes_nothing(site: Path, bundle: Bundle) -> None:
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    assert build_bundle(policy(REAL), site, progress=Silent()) == bundle
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before


def test_another_policy_shares_the_runtime_and_the_scripts(site: Path, bundle: Bundle) -> None:
    other = build_bundle(policy(OTHER), site, progress=Silent())
    assert other == replace(bundle, policy=other.policy, rules=other.rules)
    assert other.policy != bundle.policy
