"""What a page asks for, says on its console and leaves behind, while a person uses it."""

from __future__ import annotations

from playwright.sync_api import Page

KEPT = """async () => ({
    localStorage: localStorage.length,
    sessionStorage: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    cookie: document.cookie,
    name: name,
})"""
NOTHING = {
    "localStorage": 0,
    "sessionStorage": 0,
    "databases": 0,
    "caches": 0,
    "cookie": "",
    "name": "",
}


class Watch:
    """Listens to one page from the beginning; violations of its security policy are said there."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requested: list[str] = []
        self.complaints: list[str] = []
        self.addresses: list[str] = []
        page.on("request", lambda request: self.requested.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("framenavigated", lambda frame: self.addresses.append(frame.url))

    def expect_privacy(self, root: str) -> None:
        """Nothing elsewhere, nothing kept, nothing in an address, nothing refused."""
        assert [url for url in self.requested if not url.startswith(root)] == []
        assert [url for url in self.requested if "?" in url] == []
        assert [url for url in self.addresses if "?" in url or "#" in url] == []
        assert self.complaints == []
        assert self.page.evaluate(KEPT) == NOTHING
        assert self.page.context.cookies() == []
