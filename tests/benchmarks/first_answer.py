"""How long from opening a page to the first answer: our element beside a plain `loadPyodide` page.

Both answer the same question of the same policy, from the same server, in turns, each in a new
profile (cold) and again after a restart of the browser (warm). Only the ratios carry over to
another machine.

    .venv/bin/python -m tests.benchmarks.first_answer [ROUNDS]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserType, sync_playwright

import rulecore
from policysite.bundle import build_bundle
from policysite.bundle.runtime.tools import STOCK
from policysite.bundle.runtime.wheel import build_wheel, packed_wheel
from policysite.policy import Policy
from policysite.progress import Silent
from tests.benchmarks.marks import Mark, conclude
from tests.site.browser import CHROMIUM, FLAGS
from tests.sources import REAL, policy

COMMAND = ".venv/bin/python -m tests.benchmarks.first_answer"
ROUNDS = 7
LEAST_COLD = 2.2
PAGES = ("plain", "ours")
STATES = ("cold", "warm")
MARK = "policy-wizard:ready"
PATIENCE = 60_000
STOCK_FILES = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)

PLAIN = """<!doctype html>
<html lang="{language}"><meta charset="utf-8"><title>plain</title>
<script type="module">
  import {{ loadPyodide }} from "./pyodide.mjs";
  const python = await loadPyodide();
  const wheel = await fetch("{wheel}");
  python.unpackArchive(await wheel.arrayBuffer(), "wheel");
  const text = await (await fetch("policy.json")).text();
  const ask = python.runPython(`
    import rulecore
    lambda text: rulecore.consult(rulecore.load(text), "{wizard}", {{}}).json()
  `);
  document.body.textContent = ask(text);
  performance.mark("{mark}");
</script>
<body></body></html>
"""

OURS = """<!doctype html>
<html lang="{language}"><meta charset="utf-8"><title>ours</title>
<script type="module" src="../{bundle.wizard}policy-wizard.js"></script>
<body><policy-wizard wizard="{wizard}" lang="{language}" src="../{bundle.policy}"></policy-wizard>
</body></html>
"""

TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    "": "application/octet-stream",
}


class Handler(SimpleHTTPRequestHandler):
    """Serves files with their right types, to be kept for ever; says nothing."""

    protocol_version = "HTTP/1.1"
    extensions_map = TYPES

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=31536000, immutable")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


def lay_out(real: Policy, site: Path) -> None:
    """Write both pages, and all that they load."""
    words = {
        "bundle": build_bundle(real, site, progress=Silent()),
        "language": real.authoritative.code,
        "wizard": real.wizards[0].id,
        "mark": MARK,
        "wheel": _lay_out_plain(real, site / "plain"),
    }
    (site / "ours").mkdir()
    for page, text in zip(PAGES, (PLAIN, OURS), strict=True):
        (site / page / "index.html").write_text(text.format(**words), encoding="utf-8")


def _lay_out_plain(real: Policy, folder: Path) -> str:
    """Write the stock runtime, the rules and the core's sources; return the wheel's name."""
    folder.mkdir()
    for name in STOCK_FILES:
        shutil.copyfile(STOCK / name, folder / name)
    (folder / "policy.json").write_text(rulecore.dump(real.base), encoding="utf-8")
    with tempfile.TemporaryDirectory() as work:
        built = build_wheel(Path(work))
        return packed_wheel(built, {}, rulecore.core_digest(), folder).name


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which the site is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def first_answer(chromium: BrowserType, profile: str, address: str) -> float:
    """Milliseconds from navigation to the first answer, in a browser started for it."""
    with chromium.launch_persistent_context(
        profile, executable_path=CHROMIUM, headless=True, args=FLAGS
    ) as browser:
        page = browser.new_page()
        page.goto(address)
        answered = f'() => performance.getEntriesByName("{MARK}")[0]?.startTime'
        time: float = page.wait_for_function(answered, timeout=PATIENCE).json_value()
        return time


def measure(address: str, rounds: int) -> dict[tuple[str, str], float]:
    """Median milliseconds for each page and state, the pages in turns."""
    times: dict[tuple[str, str], list[float]] = {(p, s): [] for p in PAGES for s in STATES}
    with sync_playwright() as playwright:
        for number in range(rounds):
            for page in PAGES:
                with tempfile.TemporaryDirectory() as profile:
                    for state in STATES:
                        start = f"{address}/{page}/index.html"
                        taken = first_answer(playwright.chromium, profile, start)
                        times[page, state].append(taken)
                        print(f"{number + 1}/{rounds} {page} {state}: {taken:.0f} ms")
    return {key: median(taken) for key, taken in times.items()}


def main(rounds: int = ROUNDS) -> int:
    with tempfile.TemporaryDirectory() as site:
        lay_out(policy(REAL), Path(site))
        with served(Path(site)) as address:
            medians = measure(address, rounds)
    figures = {f"{page}, {state} (ms)": round(ms) for (page, state), ms in medians.items()}
    ratio = {s: round(medians["plain", s] / medians["ours", s], 2) for s in STATES}
    figures |= {"rounds": rounds}
    return conclude(
        "first_answer",
        COMMAND,
        {**figures, "warm: plain ÷ ours": ratio["warm"]},
        [Mark(name="cold: plain ÷ ours", value=ratio["cold"], least=LEAST_COLD)],
    )


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
