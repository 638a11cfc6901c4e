"""How long from opening a page to the first answer: ours beside a plain `loadPyodide` page.

Three pages answer the same question of the same policy, from the same server, in turns, each in a
new profile (cold) and again after a restart of the browser (warm): one with the stock runtime, one
with the packed one and nothing else, and our element. The first two also tell when their runtime
has started, which is what the packing is for. Only the ratios carry over to another machine.

    .venv/bin/python -m tests.benchmarks.first_answer [ROUNDS]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserType, sync_playwright

import rulecore
from policysite.bundle import build_bundle
from policysite.bundle.runtime.core import this_core
from policysite.bundle.runtime.tools import STOCK
from policysite.bundle.runtime.wheel import build_wheel, packed_wheel
from policysite.policy import Policy
from policysite.progress import Silent
from tests.benchmarks.marks import Mark, conclude
from tests.site.browser import CHROMIUM, FLAGS
from tests.sources import REAL, policy

COMMAND = ".venv/bin/python -m tests.benchmarks.first_answer"
ROUNDS = 7
PAGES = ("plain", "packed", "element")
STATES = ("cold", "warm")
STARTED = "started"
ANSWERED = "policy-wizard:ready"
LEAST = {("packed", "cold", STARTED): 2.2, ("element", "cold", ANSWERED): 1.6}
"""How many times faster than the plain page, for page, state and moment."""
PATIENCE = 60_000

type Moment = tuple[str, str, str]
"""Page, state, mark."""

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
  performance.mark("{started}");
  const wheel = await fetch("{wheel}");
  python.unpackArchive(await wheel.arrayBuffer(), "wheel");
{ask}
</script>
<body></body></html>
"""

PACKED = """<!doctype html>
<html lang="{language}"><meta charset="utf-8"><title>packed</title>
<script type="module">
  import {{ loadPyodide }} from "../{bundle.runtime}pyodide.mjs";
  const indexURL = new URL("../{bundle.runtime}", location).href;
  const packed = new URL("../{bundle.core}", location).href;
  const [stdLibURL, lockFileURL] = [packed + "python_stdlib.zip", packed + "pyodide-lock.json"];
  const python = await loadPyodide({{ indexURL, stdLibURL, lockFileURL, packages: ["rulecore"] }});
  performance.mark("{started}");
{ask}
</script>
<body></body></html>
"""

ASK = """
  const text = await (await fetch("../{bundle.policy}policy.json")).text();
  const ask = python.runPython(`
    import rulecore
    lambda text: rulecore.consult(rulecore.load(text), "{wizard}", {{}}).json()
  `);
  document.body.textContent = ask(text);
  performance.mark("{answered}");
"""

ELEMENT = """<!doctype html>
<html lang="{language}"><meta charset="utf-8"><title>element</title>
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
    disable_nagle_algorithm = True
    """Else every small file on an open connection waits 40 ms for an acknowledgement."""
    extensions_map = TYPES

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=31536000, immutable")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


def lay_out(real: Policy, site: Path) -> None:
    """Write the pages, and all that they load."""
    words = {
        "bundle": build_bundle(real, site, progress=Silent()),
        "language": real.authoritative.code,
        "wizard": real.wizards[0].id,
        "started": STARTED,
        "answered": ANSWERED,
        "wheel": _lay_out_stock(site / "plain"),
    }
    words["ask"] = ASK.format(**words)
    for page, text in zip(PAGES, (PLAIN, PACKED, ELEMENT), strict=True):
        (site / page).mkdir(exist_ok=True)
        (site / page / "index.html").write_text(text.format(**words), encoding="utf-8")


def _lay_out_stock(folder: Path) -> str:
    """Write the stock runtime and the core's sources; return the wheel's name."""
    folder.mkdir()
    for name in STOCK_FILES:
        shutil.copyfile(STOCK / name, folder / name)
    with tempfile.TemporaryDirectory() as work:
        built = build_wheel(this_core(), Path(work))
        return packed_wheel(built, {}, rulecore.core_digest(), folder).name


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which the site is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def moments(chromium: BrowserType, profile: str, address: str) -> dict[str, float]:
    """Milliseconds from navigation to each moment, in a browser started for it."""
    with chromium.launch_persistent_context(
        profile, executable_path=CHROMIUM, headless=True, args=FLAGS
    ) as browser:
        page = browser.new_page()
        page.goto(address)
        page.wait_for_function(f'performance.getEntriesByName("{ANSWERED}")[0]', timeout=PATIENCE)
        marks = page.evaluate(
            'performance.getEntriesByType("mark").map(m => [m.name, m.startTime])'
        )
        return {name: time for name, time in marks if name in (STARTED, ANSWERED)}


def measure(address: str, rounds: int) -> dict[Moment, float]:
    """Median milliseconds for each page, state and moment, the pages in turns."""
    times: dict[Moment, list[float]] = defaultdict(list)
    with sync_playwright() as playwright:
        for number, page in product(range(rounds), PAGES):
            with tempfile.TemporaryDirectory() as profile:
                for state in STATES:
                    start = f"{address}/{page}/index.html"
                    taken = moments(playwright.chromium, profile, start)
                    for moment, time in taken.items():
                        times[page, state, moment].append(time)
                    print(f"{number + 1}/{rounds} {page} {state}: {taken[ANSWERED]:.0f} ms")
    return {key: median(taken) for key, taken in times.items()}


def main(rounds: int = ROUNDS) -> int:
    with tempfile.TemporaryDirectory() as site:
        lay_out(policy(REAL), Path(site))
        with served(Path(site)) as address:
            medians = measure(address, rounds)
    ratios = {
        (page, state, moment): round(medians["plain", state, moment] / time, 2)
        for (page, state, moment), time in medians.items()
        if page != "plain"
    }
    figures: dict[str, float] = {f"{_name(*key)} (ms)": round(ms) for key, ms in medians.items()}
    figures |= {f"{_name(*key)}: times faster than plain": ratio for key, ratio in ratios.items()}
    marks = [
        Mark(name=f"{_name(*key)}: times faster than plain", value=ratios[key], least=least)
        for key, least in LEAST.items()
    ]
    return conclude("first_answer", COMMAND, {**figures, "rounds": rounds}, marks)


def _name(page: str, state: str, moment: str) -> str:
    return f"{page}, {state}, {'started' if moment == STARTED else 'first answer'}"


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
