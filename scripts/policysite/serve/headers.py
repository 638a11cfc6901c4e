"""The headers that pages need, as this server sends them and as a host is asked to.

Place in the flow: under `serve`; `docs/contributing/host-the-site.md` repeats them, and a test
holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator

from policysite.interface import interface, interface_languages

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
    ]
)
"""Nothing from elsewhere and no inline script; `wasm-unsafe-eval` is for WebAssembly alone."""

FRAMES = tuple(f"/{interface(code, 'site')['slugs']['frame']}/" for code in interface_languages())
"""How the addresses of wizards in a frame end: pages of any origin may show these."""

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"

TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".whl": "application/zip",
    ".svg": "image/svg+xml",
}
"""Types that some servers get wrong; a module or WebAssembly with another one does not run."""


def headers(path: str, *, found: bool = True) -> Iterator[tuple[str, str]]:
    """The headers of the answer for `path`. What lies below `/assets/` is named by its content;
    `found`: not that it is missing, which may be another thing tomorrow.
    """
    around = "*" if path.removesuffix("index.html").endswith(FRAMES) else "'self'"
    yield "Content-Security-Policy", f"{CONTENT_SECURITY_POLICY}; frame-ancestors {around}"
    yield "X-Content-Type-Options", "nosniff"
    yield "Referrer-Policy", "no-referrer"
    for_ever = found and path.startswith("/assets/")
    yield "Cache-Control", FOR_EVER if for_ever else ASK_AGAIN
