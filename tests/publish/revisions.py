"""Revisions of the library's policy, and a place where they are published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from policysite.archive import Archive, archive_of, read_archive
from policysite.policy import Policy
from policysite.progress import Silent
from policysite.publish import publish
from policysite.publish.plan import Plan
from policysite.publish.target import Directory, Target
from policysite.source import examine
from tests.sources import OTHER

FIRST = "2025-03-04"
SENTENCE = "Le prêt est réservé aux personnes abonnées."


def revision(
    name: str = FIRST, sentence: str = SENTENCE, kind: str = "adoption", also: str = ""
) -> str:
    """The source of one revision: named so, with this first sentence, in force a month later."""
    day = name[:10]
    changes = {
        "name: 2025-03-04": f"name: {name}",
        "kind: adoption": f"kind: {kind}",
        "decided: 2025-03-04": f"decided: {day}",
        "in_force: 2025-04-01": f"in_force: {day[:5]}12-01",
        f"pret.abonne\n        fr: {SENTENCE}": f"pret.abonne\n        fr: {sentence}",
    }
    text = OTHER.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text + also


def understood(source: str) -> Policy:
    loaded = examine(source.encode(), "policy.yaml")
    assert loaded.status == 0, loaded.report("en")
    assert loaded.policy is not None
    return loaded.policy


@dataclass
class Project:
    """A folder as a maintainer has it: a working source, its archive, a site."""

    folder: Path

    @property
    def source(self) -> Path:
        return self.folder / "policy.yaml"

    @property
    def site(self) -> Path:
        return self.folder / "www"

    @property
    def archive(self) -> Archive:
        return read_archive(archive_of(self.source))

    def write(self, source: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.source.write_text(source, encoding="utf-8")

    def publish(
        self,
        source: str | None = None,
        target: Target | None = None,
        *,
        older: bool = False,
        dry: bool = False,
    ) -> Plan:
        """Publish the working source, after writing it where one is given."""
        if source is not None:
            self.write(source)
        data = self.source.read_bytes()
        return publish(
            understood(data.decode()),
            data,
            archive_of(self.source),
            target or Directory(self.site),
            progress=Silent(),
            waiting=lambda _: None,
            older=older,
            dry=dry,
        )


def contents(folder: Path) -> dict[str, bytes]:
    """Every file: name → content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def pages_of(folder: Path, name: str) -> dict[str, bytes]:
    """The pages of one revision."""
    own = re.compile(rf"[a-z]{{2}}/{re.escape(name)}/")
    return {name: content for name, content in contents(folder).items() if own.match(name)}
