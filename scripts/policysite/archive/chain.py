"""Reading the archive: its links in their order, the revisions they hold, those withdrawn.

Place in the flow: the first thing that `build`, `publish` and `verify` do. A link names the one
before it by the digest of its `SHA256SUMS`, so that the order needs no other record.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from policysite.archive.errors import ArchiveError, reason
from policysite.archive.sums import SUMS, digest_of, read_sums
from policysite.bundle.proved import Proved
from policysite.bundle.runtime.core import ARCHIVE, Core, read_core
from policysite.policy import Policy
from policysite.problem import Problems
from policysite.source import recall

CORES = "cores"
SOURCE, RULES, CERTIFICATE, RECORD = (
    "policy.yaml",
    "policy.json",
    "certificate.json",
    "revision.json",
)
WITHDRAWN, WITHDRAWAL = ".withdrawn", "withdrawal.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One folder of the archive. `digests`: name → digest of what it lists; `digest`: its own."""

    name: str
    digests: Mapping[str, str]
    digest: str

    @property
    def before(self) -> str | None:
        """The name of the link before, None for the first one."""
        named = [name for name in self.digests if name.startswith("../") and name.endswith(SUMS)]
        return named[0].removeprefix("../").removesuffix(f"/{SUMS}") if named else None


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """One revision as it was published."""

    folder: Path
    core: Core

    @property
    def id(self) -> str:
        return self.folder.name

    @property
    def proved(self) -> Proved:
        """What answers its questions."""
        rules, certificate = self._read(RULES), self._read(CERTIFICATE)
        return Proved(rules=rules, certificate=certificate, core=self.core)

    @cached_property
    def record(self) -> Mapping[str, Any]:
        """What `revision.json` says."""
        found: Mapping[str, Any] = json.loads(self._read(RECORD))
        return found

    @cached_property
    def source(self) -> bytes:
        return self._read(SOURCE)

    @cached_property
    def policy(self) -> Policy:
        """The policy of the source. It was checked when it was published: what newer checks would
        think of it no longer matters.
        """
        file, problems = str(self.folder / SOURCE), Problems()
        policy = recall(self.source, file, problems)
        if policy is None:
            said = "; ".join(problem.message("en") for problem in problems)
            raise ArchiveError("unreadable", file=file, why=said)
        return policy

    def _read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A tombstone: which revision was taken away, on which day, why (language → text).

    `title`: of the document then. `addresses`: language → the paths that had a page. `record`: what
    `revision.json` said.
    """

    revision: str
    on: str
    reason: Mapping[str, str]
    title: Mapping[str, str]
    addresses: Mapping[str, Sequence[str]]
    record: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Archive:
    """The archive in `folder`. `links`: in the order of the chain."""

    folder: Path
    links: tuple[Link, ...]

    @property
    def head(self) -> str:
        """The digest that names the whole archive; empty where nothing is published."""
        return self.links[-1].digest if self.links else ""

    @cached_property
    def revisions(self) -> tuple[Frozen, ...]:
        """Those that stand, in the order of their decisions."""
        gone = {withdrawal.revision for withdrawal in self.withdrawals}
        standing = sorted((name for name in self.ids if name not in gone), key=order)
        return tuple(self._frozen(name) for name in standing)

    @property
    def document(self) -> str | None:
        """The id of the document whose revisions these are; None where nothing is published."""
        records = [one.record for one in self.withdrawals]
        records += [one.record for one in self.revisions]
        return records[-1]["document"] if records else None

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id that was ever published, withdrawn or not, in the order of publication."""
        return tuple(link.name for link in self.links if not link.name.endswith(WITHDRAWN))

    @property
    def sources(self) -> Mapping[str, str]:
        """Digest of a source → the revision that it is or was."""
        return {link.digests[SOURCE]: link.name for link in self.links if SOURCE in link.digests}

    @cached_property
    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """The tombstones, the oldest first."""
        return tuple(
            Withdrawal(**json.loads((self.folder / link.name / WITHDRAWAL).read_bytes()))
            for link in self.links
            if link.name.endswith(WITHDRAWN)
        )

    @cached_property
    def cores(self) -> Mapping[str, Core]:
        """Digest → core, of those that revisions were proved with."""
        folder = self.folder / CORES
        names = sorted(path.name for path in folder.glob("[!.]*"))
        return {name: read_core((folder / name / ARCHIVE).read_bytes()) for name in names}

    def in_force(self, day: date) -> str | None:
        """The id of the last decision that is in force on that day; before all of them, the first
        one's; None where nothing is published. A withdrawn revision counts: it was in force.
        """
        records = {one.id: one.record for one in self.revisions}
        records |= {one.revision: one.record for one in self.withdrawals}
        ids = sorted(records, key=order)
        begun = [id_ for id_ in ids if date.fromisoformat(records[id_]["in_force"]) <= day]
        return next(iter([*reversed(begun), *ids]), None)

    def _frozen(self, name: str) -> Frozen:
        record = json.loads((self.folder / name / RECORD).read_bytes())
        return Frozen(folder=self.folder / name, core=self.cores[record["core"]])


def order(revision: str) -> tuple[str, int]:
    """Sorts ids in the order of the decisions: the day, then the number of that day."""
    day, _, number = revision.partition(".")
    return day, int(number or 0)


def read_archive(folder: Path) -> Archive:
    """The archive of a folder, which may not be there yet. Raises `ArchiveError`.

    What its files hold is taken as it is: `verify` is another act.
    """
    return Archive(folder=folder, links=tuple(_in_order(folder, list(_links(folder)))))


def _links(folder: Path) -> Iterator[Link]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_dir() and path.name != CORES and not path.name.startswith("."):
            try:
                content = (path / SUMS).read_bytes()
                digests = read_sums(content)
            except (OSError, ValueError) as fault:
                raise ArchiveError("sums", file=str(path / SUMS), why=reason(fault)) from fault
            yield Link(name=path.name, digests=digests, digest=digest_of(content))


def _in_order(folder: Path, links: list[Link]) -> Iterator[Link]:
    """Each after the one it names; the chain has one beginning and does not fork."""
    after: dict[str | None, list[Link]] = {}
    for link in links:
        after.setdefault(link.before, []).append(link)
    here: str | None = None
    for _ in links:
        following = after.get(here, [])
        if len(following) != 1:
            names = ", ".join(link.name for link in following) or "–"
            raise ArchiveError("fork", folder=str(folder), after=here or "–", found=names)
        yield following[0]
        here = following[0].name
