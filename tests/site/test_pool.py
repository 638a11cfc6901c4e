"""Editions made by several processes are those that one makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from policysite.build import making
from policysite.build.errors import BuildError
from policysite.build.pool import ENOUGH, in_processes
from policysite.build.shown import Contents, Shown
from policysite.progress import Silent
from tests.publish.revisions import contents, revision, understood


def built(out: Path, *, alone: bool) -> dict[str, bytes]:
    """A site of several revisions."""
    names = [f"20{number}-09-01" for number in range(26, 26 + ENOUGH)]
    sources = [revision(name, kind="amendment") for name in names]
    shown = Contents(revisions=tuple(Shown(policy=understood(source)) for source in sources))
    assert len(list(making(shown, out, progress=Silent(), alone=alone))) == ENOUGH + 1
    return contents(out)


def test_several_processes_make_the_same_bytes(tmp_path: Path) -> None:
    assert built(tmp_path / "one", alone=True) == built(tmp_path / "several", alone=False)


def refuse(number: int) -> None:
    if number == 3:
        raise BuildError("not this one")


def test_what_goes_wrong_in_one_of_them_is_told() -> None:
    tasks = [(number,) for number in range(ENOUGH)]
    with pytest.raises(BuildError, match="not this one"):
        list(in_processes(refuse, tasks, alone=False))
