"""Answers requests: the site's files with their headers, and news for the pages that are open.

Place in the flow: under `serve`. Only here does a page get the script that makes it follow edits;
the built site knows nothing of it.
"""

from __future__ import annotations

import json
import posixpath
from contextlib import suppress
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from policysite.build.settings import DOCS
from policysite.serve.headers import TYPES, headers
from policysite.serve.live import Live

OWN = "-/"
"""Addresses below it are the server's: no page of a site begins so."""

NEWS = f"{OWN}news/"
"""Below it, the news for the page at an address."""

FOLLOWS = (
    f'<link rel="stylesheet" href="/{OWN}live.css">'
    f'<script type="module" src="/{OWN}live.js" data-build="{{build}}"></script>'
)


class Handler(SimpleHTTPRequestHandler):
    """One request. `live` is where the files are found; `follows` what pages get in their head."""

    follows = FOLLOWS
    """Names the build that the page is from: the page is read again once it is from another one."""
    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES

    found = False
    """Whether this answer is a file of the site."""

    def __init__(self, *args: Any, live: Live, **kwargs: Any) -> None:
        self.live = live
        super().__init__(*args, **kwargs)

    def handle(self) -> None:
        # A page that was left in the meantime no longer wants its answer.
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        self.answer(with_body=True)

    def do_HEAD(self) -> None:
        self.answer(with_body=False)

    def answer(self, *, with_body: bool) -> None:
        requested = unquote(urlsplit(self.path).path)
        address = posixpath.normpath(requested).lstrip("/")
        if requested.startswith(f"/{NEWS}"):
            self.tell_news(address.removeprefix(NEWS.rstrip("/")).lstrip("/"))
        elif address.startswith(OWN):
            self.send(HTTPStatus.OK, DOCS / "assets" / "serve" / address[len(OWN) :], with_body)
        else:
            self.answer_with_page(requested, address, with_body)

    def answer_with_page(self, requested: str, address: str, with_body: bool) -> None:
        found = self.live.find(address)
        if found is None:
            self.send(HTTPStatus.NOT_FOUND, self.page_for_nothing(address), with_body)
        elif found.name == "index.html" and not requested.endswith(("/", ".html")):
            self.lead_on(address)
        else:
            if found.suffix == ".html":
                self.live.asked = address
            self.send(HTTPStatus.OK, found, with_body)

    def page_for_nothing(self, address: str) -> Path:
        """The page for wrong addresses, in the language of the address if it has one."""
        edition = "/".join(address.split("/")[:2])
        found = self.live.find(f"{edition}/404.html") or self.live.find("404.html")
        return found or Path("404.html")

    def send(self, status: HTTPStatus, path: Path, with_body: bool = True) -> None:
        try:
            content = path.read_bytes()
        except OSError:
            # It was there a moment ago, in a folder that a newer build has replaced.
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        if path.suffix == ".html":
            follows = self.follows.format(build=self.live.build_of(path))
            content = content.replace(b"</head>", f"{follows}</head>".encode(), 1)
        self.found = status == HTTPStatus.OK
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if with_body:
            self.wfile.write(content)

    def lead_on(self, address: str) -> None:
        """A folder's address ends with a slash, or the links in its page would be wrong."""
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", f"/{quote(address)}/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def tell_news(self, address: str) -> None:
        """A stream of events for the page at an address: the build that it is from now, what is
        wrong with the source; a blank comment now and then.
        """
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        seen = 0
        while True:
            news = self.live.news(seen, patience=15)
            if news is None:
                self.wfile.write(b": still here\n\n")
            else:
                seen, problems = news
                page = self.live.find(address) or self.page_for_nothing(address)
                told = {"build": self.live.build_of(page), "problems": problems}
                self.wfile.write(f"data: {json.dumps(told)}\n\n".encode())
            self.wfile.flush()

    def guess_type(self, path: Any) -> str:
        kind: str = super().guess_type(str(path))
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def end_headers(self) -> None:
        for name, value in headers(urlsplit(self.path).path, found=self.found):
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """The terminal is for problems in the source."""
