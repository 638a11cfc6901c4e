"""Serve: the site on this machine, built again at every change of the source or of `docs/`.

Place in the flow: beside `build`, for the person who edits. The language that is being looked at is
built first and shown at once, the rest after it. A broken source leaves the last good site in place
and says in the page what is wrong.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from policysite.build import BuildError, making
from policysite.build.settings import DOCS
from policysite.interface import interface
from policysite.policy import Policy
from policysite.progress import Progress, Silent, progress
from policysite.serve.handler import Handler
from policysite.serve.live import Live
from policysite.serve.watch import Watch
from policysite.source import load

WRONG = 2


def serve(source: Path, port: int, *, language: str) -> int:
    """Build and serve until interrupted; returns the exit status."""
    words = interface(language, "command")
    live = Live()
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, live=live))
    except OSError as error:
        print(f"policy serve: port {port}: {error.strerror}", file=sys.stderr)
        return WRONG
    with server, tempfile.TemporaryDirectory(prefix="policy-serve-") as folder:
        builder = Builder(source, Path(folder), live, language)
        with progress(words["progress"]) as steps:
            status = builder.build(steps)
        if status:
            return status
        address = f"http://127.0.0.1:{server.server_port}/"
        print(words["serving"].format(address=address), flush=True)
        with _running(server):
            builder.follow()
    return 0


@contextmanager
def _running(server: ThreadingHTTPServer) -> Iterator[None]:
    """The server in a thread of its own, until Ctrl-C."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()


class Builder:
    """Builds the source into folders below `folder`, a new one each time, and shows them."""

    def __init__(self, source: Path, folder: Path, live: Live, language: str) -> None:
        self.source, self.folder, self.live, self.language = source, folder, live, language
        self.words = interface(language, "command")
        self.count = 0

    def follow(self) -> None:
        """Build again at every change, for ever."""
        with Watch([self.source.resolve().parent, DOCS]) as watch:
            while True:
                watch.wait()
                began = time.monotonic()
                if self.build(Silent()) == 0:
                    seconds = f"{time.monotonic() - began:.1f}"
                    print(self.words["rebuilt"].format(seconds=seconds), flush=True)

    def build(self, steps: Progress) -> int:
        """Build and show the source; what is wrong goes to stderr and into the open pages."""
        loaded = load(self.source)
        report = loaded.report(self.language) if loaded.problems else ""
        if report:
            print(report, file=sys.stderr, flush=True)
        if loaded.policy is None or loaded.status:
            self.live.broken(report)
            return loaded.status
        try:
            self.show(loaded.policy, steps)
        except BuildError as error:
            print(f"policy serve: {error}", file=sys.stderr, flush=True)
            self.live.broken(str(error))
            return WRONG
        return 0

    def show(self, policy: Policy, steps: Progress) -> None:
        """Show the language that is being looked at as soon as it is there, then the rest."""
        former = self.live.folders[:1]
        self.count += 1
        work = self.folder / str(self.count)
        first = self.live.asked.partition("/")[0]
        try:
            for edition in making(policy, work, progress=steps, first=first):
                if former and edition.language.code == first:
                    self.live.built((work, *former))
        except BuildError:
            self.live.settled(former)
            raise
        if former and work in self.live.folders:
            self.live.settled((work,))
        else:
            self.live.built((work,))
        for folder in former:
            shutil.rmtree(folder, ignore_errors=True)
