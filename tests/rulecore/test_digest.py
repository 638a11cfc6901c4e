"""Which core answered can be said by anyone who has its sources."""

import hashlib
from pathlib import Path

import rulecore


def test_the_digest_is_that_of_the_sources() -> None:
    folder = Path(rulecore.__file__).parent
    digest = hashlib.sha256()
    for module in sorted(folder.glob("*.py")):
        digest.update(module.name.encode() + b"\0" + module.read_bytes() + b"\0")
    assert rulecore.core_digest() == digest.hexdigest()
