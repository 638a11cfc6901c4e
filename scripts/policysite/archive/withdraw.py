"""`policy withdraw`: when a published text must go, a tombstone takes its place.

Place in the flow: between `cli` and `freeze`. The chain stays verifiable: the digests of what was
there remain, its content does not. The next `policy publish` takes it off the site.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from policysite.archive.chain import read_archive
from policysite.archive.errors import ArchiveError
from policysite.archive.freeze import add_withdrawal, finish
from policysite.archive.lock import locked
from policysite.build.errors import BuildError, files_in_words
from policysite.characters import BAD_BYTE
from policysite.interface import interface
from policysite.typography import typeset

DONE, WRONG = 0, 2


def run(folder: Path, revision: str, reason: str, language: str) -> int:
    """Withdraw a revision; returns the exit status."""
    said = interface(language, "command")

    def waiting(holder: str) -> None:
        print(typeset(said["publish"]["waiting"].format(holder=holder), language), file=sys.stderr)

    try:
        if not reason.strip() or BAD_BYTE.search(reason):
            raise ArchiveError("no-reason")
        with files_in_words(), locked(folder / ".lock", waiting):
            finish(folder)
            archive = read_archive(folder)
            known = {one.id: one for one in archive.revisions}
            for gone in archive.withdrawals:
                if gone.revision == revision:
                    raise ArchiveError("gone-already", revision=revision, on=gone.on)
            if revision not in known:
                listed = ", ".join(known) or "–"
                raise ArchiveError("unknown", revision=revision, known=listed)
            add_withdrawal(archive, known[revision], date.today().isoformat(), reason.strip())
    except ArchiveError as error:
        print(f"policy withdraw: {error.say(language)}", file=sys.stderr)
        return WRONG
    except BuildError as error:
        print(f"policy withdraw: {error}", file=sys.stderr)
        return WRONG
    print(typeset(said["withdraw"]["done"].format(revision=revision), language))
    return DONE
