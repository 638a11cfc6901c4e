"""Which core answered can be said by anyone who has its sources."""

import hashlib
from pathlib import Path

import pytest

import rulecore
from rulecore import digest


def test_the_digest_is_that_of_the_sources() -> None:
    folder = Path(rulecore.__file__).parent
    found = hashlib.sha256()
    for module in sorted(folder.glob("*.py")):
        found.update(module.name.encode() + b"\0" + module.read_bytes() + b"\0")
    assert rulecore.core_digest() == found.hexdigest()


def test_a_packed_core_has_its_digest_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digest, "__file__", str(tmp_path / "digest.py"))
    (tmp_path / "b.py").write_bytes(b"two")
    (tmp_path / "a.py").write_bytes(b"one")
    expected = hashlib.sha256(b"a.py\0one\0b.py\0two\0").hexdigest()
    assert digest.core_digest.__wrapped__() == expected
    (tmp_path / "DIGEST").write_text("0123abc\n", encoding="ascii")
    assert digest.core_digest.__wrapped__() == "0123abc"
