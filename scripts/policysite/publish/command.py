"""`policy publish`: what it says while it works, and when it is done.

Place in the flow: between `cli` and `publish`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from policysite.archive import ArchiveError, archive_of, read_archive
from policysite.build.errors import BuildError
from policysite.compare.report import report
from policysite.interface import interface
from policysite.policy import Policy
from policysite.progress import progress
from policysite.publish import publish
from policysite.publish.branch import Branch
from policysite.publish.plan import Plan
from policysite.publish.target import Directory, Target
from policysite.typography import typeset

DONE, WRONG = 0, 2


def run(
    policy: Policy,
    content: bytes,
    source: Path,
    language: str,
    *,
    folder: Path,
    branch: str | None,
    dry: bool,
    older: bool,
) -> int:
    """Publish to a folder, or to a branch where one is named; returns the exit status. `content`:
    of the file `source`, from which the policy was read.
    """
    words = interface(language, "command")
    said = words["publish"]
    archive = archive_of(source)

    def waiting(holder: str) -> None:
        print(typeset(said["waiting"].format(holder=holder), language), file=sys.stderr)

    try:
        target: Target = Directory(folder) if branch is None else Branch(branch, source.parent)
        with progress(words["progress"]) as steps:
            found = publish(
                policy,
                content,
                archive,
                target,
                progress=steps,
                waiting=waiting,
                older=older,
                dry=dry,
            )
    except ArchiveError as error:
        print(f"policy publish: {error.say(language)}", file=sys.stderr)
        return WRONG
    except BuildError as error:
        print(f"policy publish: {error}", file=sys.stderr)
        return WRONG
    head = read_archive(archive).head
    for line in _told(found, source, str(target), head, said, dry=dry, language=language):
        print(line)
    return DONE


def _told(
    found: Plan,
    source: Path,
    target: str,
    head: str,
    said: dict[str, str],
    *,
    dry: bool,
    language: str,
) -> list[str]:
    """What was done, or would be."""

    def say(name: str, **values: object) -> str:
        return typeset(said[name].format(**values), language)

    lines = []
    if found.freezes:
        which = "first" if not found.comparison else "new" if dry else "frozen"
        lines.append(say(which, revision=found.freezes))
        if found.comparison and dry:
            lines += ["", report(found.comparison, language), ""]
    else:
        lines.append(say("withdrawn" if found.withdrawn else "nothing", source=source))
    if dry:
        return [*lines, say("would")]
    lines.append(say("done" if found.builds else "same", target=target))
    return [*lines, say("head", head=head)]
