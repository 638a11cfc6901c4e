"""The project's own archive: the revision of the working source, proved by the core beside it."""

from policysite.archive import archive_of
from policysite.archive.faults import sound_archive
from rulecore import core_digest
from tests.sources import REAL, policy

MADE_AGAIN = "rm -r policy_src/archive && .venv/bin/policy publish --to site"
"""Nobody has published from here yet; the decision on the archive says why this is done."""


def test_it_holds_the_revision_of_the_working_source() -> None:
    archive, real = sound_archive(archive_of(REAL)), policy(REAL)
    assert archive.sources.get(real.digest) == real.revision.id, MADE_AGAIN
    assert archive.document == real.id


def test_it_holds_the_core_that_stands_beside_it() -> None:
    [frozen] = sound_archive(archive_of(REAL)).revisions
    assert frozen.core.digest == core_digest(), MADE_AGAIN
