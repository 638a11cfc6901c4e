"""Killed at every system call that changes a file, from the freeze to the switch.

strace, Debian's package, sends the signal on entering the call, so that it never happens. The calls
before the freeze make a fresh folder that nobody reads, those after the switch take the former one
away: that is what random times are for.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.crash.scene import command, copy, stage, what_broke

CALLS = (
    "write,pwrite64,openat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,chmod,"
    "fchmod,fchmodat,ftruncate,fsync,fdatasync,link,linkat,symlink,symlinkat,copy_file_range,"
    "sendfile"
)
AFTER = 8
"""Calls after the switch that are tried too."""
_LINE = re.compile(r"^(?P<call>\w+)\((?P<arguments>.*)$")


def at_every_call(work: Path) -> dict[str, Any]:
    """Kill one publication at each call; returns how many there were."""
    strace = shutil.which("strace")
    if strace is None:
        raise SystemExit("strace is not installed: apt-get install strace")
    ready = stage(work)
    log = work / "calls"
    watched = copy(ready, work / "watched")
    traced = [strace, "-o", str(log), "-e", f"trace={CALLS}", *command(watched)]
    subprocess.run(traced, check=True, stdout=subprocess.DEVNULL)
    places = list(_window(log.read_text(encoding="utf-8", errors="replace"), watched.folder))
    assert places, "the publication that was watched froze and switched nothing"
    broken = []
    for number, what in places:
        victim = copy(ready, work / "victim")
        inject = f"inject={CALLS}:signal=SIGKILL:when={number}"
        subprocess.run(
            [strace, "-o", "/dev/null", "-e", inject, *command(victim)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if why := what_broke(victim):
            broken.append(f"call {number}, {what}: {why}")
    return {"calls": len(places), "broken": broken}


def _window(log: str, folder: Path) -> Iterator[tuple[int, str]]:
    """The calls from the first that changes the archive to a few after the switch, by number."""
    lines = [found for line in log.splitlines() if (found := _LINE.match(line))]
    archive = f'"{folder}/archive/'
    begun = next(
        index
        for index, line in enumerate(lines)
        if archive in line["arguments"] and line["call"] == "mkdir"
    )
    switched = next(
        index for index, line in enumerate(lines) if index > begun and line["call"] == "renameat2"
    )
    for index, line in enumerate(lines[begun : switched + AFTER], begun + 1):
        yield index, f"{line['call']}({line['arguments'][:60]}"
