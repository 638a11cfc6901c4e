"""Serve: the site on this machine, built again at every change of the source or of `docs/`.

Place in the flow: beside `build`, for the person who edits. The language that is being looked at is
built first and shown at once, the rest after it. A broken source leaves the last good site in place
and says in the page what is wrong.
"""

from __future__ import annotations

import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from policysite.archive import ArchiveError, archive_beside
from policysite.archive.errors import reason
from policysite.build import BuildError, making
from policysite.build.errors import files_in_words
from policysite.build.settings import DOCS
from policysite.build.shown import contents
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
    except (OSError, OverflowError) as error:
        print(f"policy serve: port {port}: {reason(error)}", file=sys.stderr)
        return WRONG
    # Whoever ends it, by Ctrl-C or as systems do, the temporary folder goes.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with (
            server,
            tempfile.TemporaryDirectory(prefix="policy-serve-") as folder,
            suppress(KeyboardInterrupt),
            files_in_words(),
        ):
            address = f"http://127.0.0.1:{server.server_port}/"
            builder = Builder(source, Path(folder), live, address, language)
            return _follow(builder, server, words)
    except BuildError as error:
        print(f"policy serve: {error}", file=sys.stderr)
        return WRONG
    return 0


def _follow(builder: Builder, server: ThreadingHTTPServer, words: Mapping[str, Any]) -> int:
    """Build, serve, and build again at every change; returns where the first build fails."""
    watched = [folder for folder in (builder.source.resolve().parent, DOCS) if folder.is_dir()]
    with Watch(watched) as watch:
        with progress(words["progress"]) as steps:
            status = builder.build(steps)
        if status:
            return status
        with _running(server):
            builder.say(words["serving"].format(address=builder.address))
            while True:
                watch.wait()
                builder.build_again()


@contextmanager
def _running(server: ThreadingHTTPServer) -> Iterator[None]:
    """The server in a thread of its own."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()


class Builder:
    """Builds the source into folders below `folder`, a new one each time, and shows them."""

    def __init__(self, source: Path, folder: Path, live: Live, address: str, language: str) -> None:
        self.source, self.folder, self.live = source, folder, live
        self.address, self.language = address, language
        self.words = interface(language, "command")
        self.draft = ""
        """The path of the draft's pages, where the source is one."""

    def build_again(self) -> None:
        """Build after a change, and say how long it took."""
        began = time.monotonic()
        if self.build(Silent()) == 0:
            seconds = f"{time.monotonic() - began:.1f}"
            self.say(self.words["rebuilt"].format(seconds=seconds))

    def say(self, what: str) -> None:
        """Say what was done, and where the draft is."""
        print(what, flush=True)
        if self.draft:
            print(self.words["draft_at"].format(address=self.address + self.draft), flush=True)

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
            with files_in_words():
                self.show(loaded.policy, steps)
        except (BuildError, ArchiveError) as error:
            said = error.say(self.language) if isinstance(error, ArchiveError) else str(error)
            print(f"policy serve: {said}", file=sys.stderr, flush=True)
            self.live.broken(said)
            return WRONG
        return 0

    def show(self, policy: Policy, steps: Progress) -> None:
        """Show the language that is being looked at as soon as it is there, then the rest."""
        former = self.live.folders[:1]
        # A name of its own: an open page knows a build of another run from one of this run.
        work = Path(tempfile.mkdtemp(dir=self.folder))
        first = self.live.asked.partition("/")[0]
        try:
            archive = archive_beside(self.source, policy, self.language)
            wanted = contents(policy, archive, draft=True)
            drafts = []
            for edition in making(wanted, work, progress=steps, first=first, alone=True):
                drafts += [edition.root] if edition.draft else []
                if former and edition.language.code == first:
                    self.live.show((work, *former))
        except (BuildError, ArchiveError, OSError):
            self.live.show(former)
            shutil.rmtree(work, ignore_errors=True)
            raise
        self.draft = next(iter(drafts), "")
        self.live.show((work,))
        for folder in former:
            shutil.rmtree(folder, ignore_errors=True)
