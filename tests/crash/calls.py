"""Killed at every system call that changes a file, from the freeze to the switch.

strace, Debian's package, sends the signal on entering the call, so that it never happens. To a
folder: the calls of the command itself. To a branch: those of the git process that moves it, which
takes the command with it. Calls before the freeze make a fresh folder, or objects, that nothing
names; those after the switch take the former one away: that is what random times are for.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.crash.scene import BRANCH, FOLDER, command, copy, stage, what_broke
from tests.publish.revisions import Project

CALLS = (
    "write,pwrite64,openat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,chmod,"
    "fchmod,fchmodat,ftruncate,fsync,fdatasync,sync,link,linkat,symlink,symlinkat,"
    "copy_file_range,sendfile"
)
PROJECT = "/victim/"
ARCHIVE = f"{PROJECT}archive/"
AFTER = 8
"""Calls after the switch that are tried too."""
_LINE = re.compile(r"^(?P<call>\w+)\((?P<arguments>.*)$")
_CHANCE = re.compile(r"(?<=[-.])[a-z0-9_]{8}(?=[/\"])|[0-9a-f]{2}/[0-9a-f]{38}|[0-9a-f]{32,40}")
"""What differs from run to run: the names of temporary folders, of git's objects."""

GIT = """#!/bin/sh
case " $* " in
*" update-ref "*) {strace} {git} "$@"; {then} ;;
esac
exec {git} "$@"
"""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a process. `number`: among the calls of that name, as strace counts them."""

    name: str
    number: int
    arguments: str

    @property
    def changes(self) -> bool:
        """Whether it changes anything: a file may be opened to be read."""
        written = ("O_WRONLY", "O_RDWR", "O_CREAT")
        return self.name != "openat" or any(flag in self.arguments for flag in written)

    def __str__(self) -> str:
        return f"{self.name}({self.arguments[:80]}"


type Run = Callable[[Project, list[str]], None]
"""Publishes under strace with these options."""


def at_every_call(work: Path) -> dict[str, Any]:
    """Kill one publication at each call; says how many there were to a folder and to a branch."""
    if shutil.which("strace") is None:
        raise SystemExit("strace is not installed: apt-get install strace")
    log, shim = work / "calls", work / "bin"
    shim.mkdir()
    folder, broken = _each(stage(work), FOLDER, _command, log, _window)
    branch, also = _each(stage(work, BRANCH), BRANCH, partial(_moving, shim=shim), log, list)
    return {FOLDER: folder, BRANCH: branch, "broken": broken + also}


def _each(
    ready: Project,
    kind: str,
    run: Run,
    log: Path,
    of_interest: Callable[[list[Call]], list[Call]],
) -> tuple[int, list[str]]:
    """Watch one publication, then kill another one at each of its calls that are of interest."""
    victim = ready.folder.with_name("victim")
    traced = ["-o", str(log), "-e", f"trace={CALLS}"]
    # The first run finds what the later ones have at hand already.
    for _ in range(2):
        run(copy(ready, victim), traced)
    places = of_interest([call for call in _calls(log) if call.changes])
    assert places, "the publication that was watched changed nothing"
    broken = []
    for place in places:
        project = copy(ready, victim)
        kill = f"inject={place.name}:signal=SIGKILL:when={place.number}"
        run(project, [*traced, "-e", kill])
        *_, hit = _calls(log)
        why = what_broke(project, kind)
        if hit != place:
            why = f"it was killed at another call: {hit}"
        if why:
            broken.append(f"{kind}, {place}: {why}")
    return len(places), broken


def _command(project: Project, options: list[str]) -> None:
    _run(["strace", *options, *command(project)])


def _moving(project: Project, options: list[str], shim: Path) -> None:
    """The git process that moves the branch is traced; where it is killed, so is its caller."""
    killed = any(option.startswith("inject=") for option in options)
    script = GIT.format(
        strace=" ".join(["strace", *options]),
        git=shutil.which("git"),
        then="kill -KILL $PPID" if killed else "exit $?",
    )
    (shim / "git").write_text(script, encoding="utf-8")
    (shim / "git").chmod(0o755)
    _run(command(project, BRANCH), PATH=f"{shim}:{os.environ['PATH']}")


def _run(arguments: list[str], **environment: str) -> None:
    quiet = subprocess.DEVNULL
    subprocess.run(arguments, stdout=quiet, stderr=quiet, env=os.environ | environment)


def _calls(log: Path) -> Iterator[Call]:
    counted: Counter[str] = Counter()
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if found := _LINE.match(line):
            counted[found["call"]] += 1
            arguments = _CHANCE.sub("…", found["arguments"].rpartition(" = ")[0]).rstrip()
            # A folder is emptied in the order in which the system lists it.
            arguments = "" if found["call"] == "unlinkat" else arguments
            yield Call(found["call"], counted[found["call"]], arguments)


def _window(calls: list[Call]) -> list[Call]:
    """From the freeze to a few calls after the switch, or the other way round were it wrong."""
    frozen = [at for at, call in enumerate(calls) if call.name == "mkdir" and ARCHIVE in str(call)]
    switched = [
        at for at, call in enumerate(calls) if call.name == "renameat2" and PROJECT in str(call)
    ]
    both = sorted([*frozen, *switched])
    return calls[both[0] : both[-1] + 1 + AFTER]
