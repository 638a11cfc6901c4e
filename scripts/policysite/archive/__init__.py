"""The archive: every published revision, frozen, each chained to the one before.

Place in the flow: `publish` adds to it, `build` makes each revision's pages from it, `verify` finds
whatever was changed. A folder holds one link of the chain:

    archive/
        cores/<digest>/rulecore.zip      the core that proved a revision, shared where equal
        2017-02-08/                      a revision, under its id
            policy.yaml                  the source, byte for byte
            policy.json                  its rules, as the core of its time reads them
            certificate.json             what that core proved of them
            revision.json                whose revision it is, its dates, what made it
            SHA256SUMS                   the digests of all this, and of the link before
        2017-02-08.withdrawn/            a tombstone: the folder above then keeps its digests alone
            withdrawal.json              which revision, when, why
            SHA256SUMS

`SHA256SUMS` is in the form of the tool of that name, which checks a link without this software. The
digest of the newest one, the head, names the whole archive.
"""

from policysite.archive.beside import archive_beside, archive_of
from policysite.archive.chain import (
    Archive,
    Frozen,
    Withdrawal,
    order,
    read_archive,
)
from policysite.archive.errors import ArchiveError

__all__ = [
    "Archive",
    "ArchiveError",
    "Frozen",
    "Withdrawal",
    "archive_beside",
    "archive_of",
    "order",
    "read_archive",
]
