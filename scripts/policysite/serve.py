"""Serve: the site on this machine, built again at every change of the source.

Place in the flow: beside `build`, for the person who edits. The headers are those that a host is
asked to send; a broken source leaves the last good site in place and says what is wrong.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from policysite.build import BuildError, build
from policysite.interface import interface
from policysite.progress import Silent, progress
from policysite.source import load

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self'",
        "connect-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
)
"""What pages may load and do: nothing from elsewhere, no inline script."""

TYPES = SimpleHTTPRequestHandler.extensions_map | {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".whl": "application/zip",
}


class Handler(SimpleHTTPRequestHandler):
    """Files with their right types and the headers that a host is asked to send."""

    extensions_map = TYPES

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        immutable = self.path.startswith("/assets/")
        self.send_header(
            "Cache-Control", "max-age=31536000, immutable" if immutable else "no-cache"
        )
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """The terminal is for problems in the source."""


class _Changed(FileSystemEventHandler):
    """Notes that the source was written; the server's own thread builds."""

    def __init__(self, source: Path) -> None:
        self.source, self.event = source.resolve(), threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = (str(event.src_path), str(event.dest_path))
        if event.event_type != "opened" and str(self.source) in paths:
            self.event.set()


def serve(source: Path, port: int, *, language: str) -> int:
    """Build and serve until interrupted; returns the exit status."""
    words = interface(language, "command")
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        status = _build(source, site, language, quiet=False)
        if status:
            return status
        try:
            server = ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(site)))
        except OSError as error:
            print(f"policy serve: {port}: {error.strerror}", file=sys.stderr)
            return 2
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(
            words["serving"].format(address=f"http://127.0.0.1:{server.server_port}/"), flush=True
        )
        _watch(source, site, language)
    return 0


def _watch(source: Path, site: Path, language: str) -> None:
    changed = _Changed(source)
    observer = Observer()
    observer.schedule(changed, str(changed.source.parent))
    observer.start()
    try:
        while True:
            changed.event.wait()
            changed.event.clear()
            if _build(source, site, language, quiet=True) == 0:
                print(interface(language, "command")["rebuilt"], flush=True)
    finally:
        observer.stop()


def _build(source: Path, site: Path, language: str, *, quiet: bool) -> int:
    """Build the source into `site`; what is wrong goes to stderr."""
    loaded = load(source)
    if loaded.problems:
        print(loaded.report(language), file=sys.stderr)
    if loaded.policy is None or loaded.status:
        return loaded.status
    try:
        if quiet:
            build(loaded.policy, site, progress=Silent())
        else:
            with progress(interface(language, "command")["progress"]) as steps:
                build(loaded.policy, site, progress=steps)
    except BuildError as error:
        print(f"policy serve: {error}", file=sys.stderr)
        return 2
    return 0
