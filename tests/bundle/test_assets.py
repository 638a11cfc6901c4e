"""A folder's address is its content."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

from policysite.bundle.assets import lay_down

FILES = {"a.js": b"one", "sub/b.css": b"two"}


def test_files_are_found_at_the_path_that_is_returned(tmp_path: Path) -> None:
    folder = lay_down(tmp_path, "wizard", FILES)
    assert folder.path.startswith("assets/wizard/")
    assert folder.path.endswith("/")
    assert {
        file.name: (tmp_path / folder.path / file.name).read_bytes() for file in folder.files
    } == FILES


def test_files_are_described_by_digest_and_size(tmp_path: Path) -> None:
    first = lay_down(tmp_path, "wizard", FILES).files[0]
    assert (first.name, first.size) == ("a.js", 3)
    assert first.sha256 == sha256(b"one").hexdigest()


def test_the_same_content_has_one_address_wherever_it_is_laid_down(tmp_path: Path) -> None:
    here = lay_down(tmp_path / "here", "wizard", FILES)
    there = lay_down(tmp_path / "there", "wizard", dict(reversed(FILES.items())))
    assert here == there


def test_another_content_or_name_has_another_address(tmp_path: Path) -> None:
    paths = {
        lay_down(tmp_path, "wizard", files).path
        for files in (FILES, {**FILES, "a.js": b"One"}, {**FILES, "c.js": b""}, {"a.js": b"onetwo"})
    }
    assert len(paths) == 4


def test_many_that_lay_down_the_same_folder_at_once_leave_one(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        paths = set(threads.map(lambda _: lay_down(tmp_path, "wizard", FILES).path, range(32)))
    assert len(paths) == 1
    assert len(list((tmp_path / "assets" / "wizard").iterdir())) == 1
