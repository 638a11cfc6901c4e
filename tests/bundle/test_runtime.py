"""The packed runtime: what is in it, that it is kept, and that two may pack at once."""

from __future__ import annotations

import csv
import json
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from policysite.bundle import runtime
from policysite.bundle.runtime import packed_runtime
from policysite.bundle.runtime.archive import read_archive, read_folder
from policysite.bundle.runtime.tools import ROOT
from policysite.progress import Silent
from rulecore import core_digest


@pytest.fixture(scope="module")
def packed() -> Path:
    return packed_runtime(Silent())


@pytest.fixture(scope="module")
def wheel(packed: Path) -> dict[str, bytes]:
    (path,) = packed.glob("*.whl")
    return read_archive(path)


def test_it_holds_what_the_browser_loads_and_nothing_else(packed: Path) -> None:
    names = {path.name.partition("-0")[0] for path in packed.iterdir()}
    assert names == {
        "pyodide.mjs",
        "pyodide.asm.mjs",
        "pyodide.asm.wasm",
        "python_stdlib.zip",
        "pyodide-lock.json",
        "rulecore",
    }


def test_the_library_is_compiled_and_cut(packed: Path) -> None:
    cut = read_archive(packed / "python_stdlib.zip")
    stock = read_archive(ROOT / "node_modules" / "pyodide" / "python_stdlib.zip")
    assert all(name.endswith(".pyc") for name in cut)
    assert {f"{name}.py" for name in (name.removesuffix(".pyc") for name in cut)} < set(stock)
    assert len(cut) < len(stock) / 2


def test_loading_packages_needs_modules_that_the_core_does_not(packed: Path) -> None:
    assert "importlib/metadata/__init__.pyc" in read_archive(packed / "python_stdlib.zip")


def test_no_place_of_this_machine_is_in_it(packed: Path) -> None:
    here = str(ROOT).encode()
    assert not [name for name, content in read_folder(packed).items() if here in content]


def test_the_wheel_has_every_module_of_the_core_compiled(wheel: dict[str, bytes]) -> None:
    sources = {f"rulecore/{path.stem}.pyc" for path in (ROOT / "wizard/rulecore").glob("*.py")}
    assert sources == {name for name in wheel if name.endswith(".pyc")}
    assert not [name for name in wheel if name.endswith(".py")]


def test_the_wheel_names_the_sources_that_it_was_made_from(wheel: dict[str, bytes]) -> None:
    assert wheel["rulecore/DIGEST"].decode().strip() == core_digest()


def test_the_wheel_lists_its_files_with_their_hashes(wheel: dict[str, bytes]) -> None:
    (record,) = (name for name in wheel if name.endswith(".dist-info/RECORD"))
    rows = list(csv.reader(wheel[record].decode().splitlines()))
    assert {name for name, _, _ in rows} == set(wheel)
    for name, hashed, size in rows:
        if name != record:
            digest = urlsafe_b64encode(sha256(wheel[name]).digest()).rstrip(b"=").decode()
            assert (hashed, size) == (f"sha256={digest}", str(len(wheel[name])))


def test_the_lock_names_the_core_alone_with_its_hash(packed: Path) -> None:
    lock = json.loads((packed / "pyodide-lock.json").read_text())
    (package,) = lock["packages"].values()
    assert package["name"] == "rulecore"
    assert package["depends"] == []
    wheel = (packed / package["file_name"]).read_bytes()
    assert package["sha256"] == sha256(wheel).hexdigest()


def test_it_is_packed_once(packed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "_pack", lambda *_: pytest.fail("it was packed again"))
    assert packed_runtime(Silent()) == packed


def test_two_that_pack_at_once_leave_one_and_the_same_bytes_every_time(
    packed: Path, tmp_path: Path
) -> None:
    with ThreadPoolExecutor(2) as threads:
        folders = set(threads.map(lambda _: packed_runtime(Silent(), tmp_path), range(2)))
    assert list(tmp_path.iterdir()) == list(folders)
    (folder,) = folders
    assert folder.name == packed.name
    assert read_folder(folder) == read_folder(packed)
