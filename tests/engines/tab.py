"""A tab of another browser than Chromium, which `remote.mjs` drives.

Place in the flow: `visitor` acts through it. Firefox is driven by Puppeteer over WebDriver BiDi,
WebKitGTK by its own WebDriver, on a display of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from tests.ports import free_port
from tests.sources import ROOT

REMOTE = Path(__file__).with_name("remote.mjs")
FIREFOX = Path("/usr/bin/firefox-esr")
DRIVER = Path("/usr/bin/WebKitWebDriver")
MINI_BROWSERS = "usr/lib/*/webkit2gtk-4.*/MiniBrowser"
PATIENCE, PAUSE = 20, 0.02
"""Seconds: how long something is waited for, and from one look to the next."""
SCREEN = "1280x1024x24"


class Tab:
    """What a person can do in it, and what its page says to a script."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin
        assert process.stdout
        self._out, self._in = process.stdin, process.stdout

    def do(self, deed: str, *details: object) -> Any:
        """One of the deeds of `remote.mjs`; raises `RuntimeError` where it fails."""
        print(json.dumps([deed, *details]), file=self._out, flush=True)
        line = self._in.readline()
        if not line:
            raise RuntimeError("the browser is gone")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer.get("value")

    def run(self, script: str, *values: object) -> Any:
        """What the function with this body returns, given `values` as `$0`, `$1`…; as JSON."""
        found = self.do("run", f"return JSON.stringify((() => {{{_given(values)} {script} }})())")
        return None if found is None else json.loads(found)

    def click(self, finding: str, *values: object) -> None:
        """Click, as a mouse does, on what the script finds."""
        self.do("click", f"{_given(values)} {finding}")

    def press(self, *keys: str) -> None:
        """The last key, while the others are held."""
        self.do("press", *keys)

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds.

        It is asked again from here: a script that waited in the page would end where another page
        takes its place.
        """
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"never seen: {what}"
            # Between two questions to the browser; what ends the wait is what it answers.
            time.sleep(PAUSE)


def _given(values: Sequence[object]) -> str:
    return "".join(f"const ${i} = {json.dumps(value)};" for i, value in enumerate(values))


@contextmanager
def firefox() -> Iterator[Tab]:
    with _driven({}, "firefox", FIREFOX) as tab:
        yield tab


@contextmanager
def webkit() -> Iterator[Tab]:
    [program] = Path("/").glob(MINI_BROWSERS)
    with _display() as display:
        # Its sandbox does not start as root; what it shows here is our own pages.
        settings = {"DISPLAY": display, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
        with _driven(settings, "webkit", program, DRIVER, free_port()) as tab:
            yield tab


ENGINES: Mapping[str, Callable[[], AbstractContextManager[Tab]]] = {
    "firefox": firefox,
    "webkit": webkit,
}


@contextmanager
def _driven(settings: Mapping[str, str], *arguments: object) -> Iterator[Tab]:
    process = subprocess.Popen(
        [ROOT / ".venv" / "bin" / "node", REMOTE, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | settings,
        text=True,
    )
    with process:
        yield Tab(process)


@contextmanager
def _display() -> Iterator[str]:
    """A display without a screen."""
    command = ["Xvfb", "-displayfd", "1", "-nolisten", "tcp", "-screen", "0", SCREEN]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        yield f":{process.stdout.readline().strip()}"
        process.terminate()
