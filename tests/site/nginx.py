"""A real nginx with the configuration that hosts are given, on a built site."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port
from tests.sources import ROOT

CONFIGURATION = ROOT / "docs" / "contributing" / "hosting" / "nginx.conf"
PROGRAM = shutil.which("nginx") or str(ROOT / ".venv" / "nginx" / "usr" / "sbin" / "nginx")

AROUND = """\
daemon off;
master_process off;
pid {work}/pid;
events {{}}
http {{
    access_log off;
    {temporary}
    include {work}/policy.conf;
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@contextmanager
def behind_nginx(site: Path) -> Iterator[str]:
    """The address of the site in the folder, with a slash at its end."""
    with tempfile.TemporaryDirectory(prefix="nginx-") as folder:
        work, port = Path(folder), free_port()
        own = CONFIGURATION.read_text(encoding="utf-8")
        for usual, here in (
            ("listen 80;", f"listen 127.0.0.1:{port};"),
            ("/srv/policy", str(site)),
        ):
            assert own.count(usual) == 1
            own = own.replace(usual, here)
        (work / "policy.conf").write_text(own, encoding="utf-8")
        temporary = " ".join(f"{name}_temp_path {work}/{name};" for name in TEMPORARY)
        around = AROUND.format(work=work, temporary=temporary)
        (work / "nginx.conf").write_text(around, encoding="utf-8")
        program = (PROGRAM, "-p", str(work), "-c", f"{work}/nginx.conf", "-e", f"{work}/errors")
        checked = subprocess.run([*program, "-t"], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stderr
        assert "warn" not in checked.stderr, checked.stderr
        server = subprocess.Popen(program)
        try:
            _wait_for(server, port)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait()


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    """Until it answers; it is told by the system when it does, or when it has ended."""
    while server.poll() is None:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError(f"nginx ended with {server.returncode}")
