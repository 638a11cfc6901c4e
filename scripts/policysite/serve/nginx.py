"""The same headers as a configuration of nginx.

Place in the flow: beside `handler`. It makes `docs/contributing/hosting/nginx.conf`; a test holds
the two together, and a real nginx against `headers`:

    .venv/bin/python -m policysite.serve.nginx > docs/contributing/hosting/nginx.conf
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from policysite.serve.headers import FRAMES, TYPES, headers

KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".json": "application/json",
    ".xml": "text/xml",
    ".txt": "text/plain",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".zip": "application/zip",
    **TYPES,
}
"""What is in a site; the rest is sent as bytes."""

COMPRESSED = (
    "text/css text/javascript text/plain text/xml application/json application/wasm image/svg+xml"
)
"""HTML always is; wheels, fonts and pictures are compressed already."""

_PAGE = "/"
_ASSET = "/assets/any"
_FRAME = f"/any{FRAMES[0]}"

_HEAD = """\
# The site of a policy behind nginx: /etc/nginx/conf.d/policy.conf. Three lines are yours: <--
# Made by policysite.serve.nginx; why each header is there: docs/contributing/host-the-site.md.
"""

_SERVER = """
# The page for a wrong address, in the language of the address if it has one.
map $uri $policy_edition {{
    default "";
    ~^(?<policy_root>/[a-z]+/[^/]+)/ $policy_root;
}}

server {{
    listen 80;                             # <-- or 443 ssl, with your certificate
    server_name politiques.example.org;    # <-- the name of your site
    root /srv/policy;                      # <-- the folder of: policy publish --to

    index index.html;
    absolute_redirect off;
    server_tokens off;

    charset utf-8;
    charset_types text/css text/javascript text/plain text/xml;

    gzip on;
    gzip_vary on;
    gzip_proxied any;
    gzip_comp_level 6;
    gzip_min_length 512;
    gzip_types {compressed};

    types {{
{types}
    }}
    default_type application/octet-stream;

{headers}

    error_page 404 @wrong_address;
    location @wrong_address {{
        try_files $policy_edition/404.html /404.html =404;
    }}
    location ~ /\\.(?!well-known/) {{
        return 404;
    }}
}}
"""


def configuration() -> str:
    """The whole file."""
    page, asset, frame = (dict(headers(path)) for path in (_PAGE, _ASSET, _FRAME))
    maps = {
        _variable(name): _map(name, page[name], pattern, other[name])
        for other, pattern in ((asset, "^(200|206|304)/assets/"), (frame, _frames()))
        for name in page
        if other[name] != page[name]
    }
    told = {
        name: f"${_variable(name)}" if _variable(name) in maps else f'"{value}"'
        for name, value in page.items()
    }
    return (
        _HEAD
        + "".join(maps.values())
        + _SERVER.format(
            compressed=COMPRESSED,
            types="\n".join(_types(KINDS)),
            headers="\n".join(
                f"    add_header {name} {value} always;" for name, value in told.items()
            ),
        )
    )


def _variable(header: str) -> str:
    return f"policy_{header.lower().replace('-', '_')}"


def _map(header: str, usual: str, pattern: str, there: str) -> str:
    return f"""
map $status$uri ${_variable(header)} {{
    default "{usual}";
    ~{pattern} "{there}";
}}
"""


def _frames() -> str:
    names = "|".join(re.escape(name.strip("/")) for name in FRAMES)
    return f"/({names})/(index\\.html)?$"


def _types(kinds: Mapping[str, str]) -> Iterator[str]:
    """One line a type, with all its endings."""
    for kind in sorted(set(kinds.values())):
        endings = " ".join(sorted(end[1:] for end, one in kinds.items() if one == kind))
        yield f"        {kind} {endings};"


if __name__ == "__main__":
    print(configuration(), end="")
