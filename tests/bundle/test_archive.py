"""Archives are the same bytes every time, and stored."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from policysite.bundle.runtime.archive import read_archive, read_folder, write_archive


def test_the_order_in_which_files_come_does_not_matter(tmp_path: Path) -> None:
    write_archive(tmp_path / "one.zip", {"b.txt": b"2", "a/c.txt": b"1"})
    write_archive(tmp_path / "other.zip", {"a/c.txt": b"1", "b.txt": b"2"})
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    files = {"a/b.pyc": bytes(range(256)), "é.txt": b""}
    write_archive(tmp_path / "x.zip", files)
    assert read_archive(tmp_path / "x.zip") == files


def test_nothing_is_deflated_or_dated(tmp_path: Path) -> None:
    write_archive(tmp_path / "x.zip", {"a": b"a" * 1000})
    with ZipFile(tmp_path / "x.zip") as archive:
        entry = archive.getinfo("a")
    assert entry.compress_type == ZIP_STORED
    assert entry.date_time == (1980, 1, 1, 0, 0, 0)


def test_a_folder_is_read_with_its_folders(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").write_bytes(b"1")
    assert read_folder(tmp_path) == {"a/b/c": b"1"}
