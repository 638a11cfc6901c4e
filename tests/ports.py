"""A port for a server that cannot choose one itself."""

from __future__ import annotations

import socket


def free_port() -> int:
    """One that nobody on this machine listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port
