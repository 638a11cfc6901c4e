"""Lighthouse on the page of every wizard, in every language, as on a phone, nothing cached.

The server compresses, as any host does. The categories are its own, from 0 to 100: accessibility,
best practices and SEO must be whole in every run; of the performance the median counts.

First `scripts/setup campaigns`, which installs it.

    .venv/bin/python -m tests.benchmarks.lighthouse [ROUNDS]
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from statistics import median

from policysite.pages.edition import edition, site_languages
from policysite.progress import progress
from tests.benchmarks.marks import Mark, conclude
from tests.site.browser import CHROMIUM, FLAGS, BuiltSite, served
from tests.site.sites import site
from tests.sources import REAL, ROOT, policy

COMMAND = ".venv/bin/python -m tests.benchmarks.lighthouse"
ROUNDS = 5
PROGRAM = ROOT / "tests" / "node_modules" / "lighthouse" / "cli" / "index.js"
PERFORMANCE = "performance"
WHOLE = ("accessibility", "best-practices", "seo")
LEAST_PERFORMANCE = 95
WHOLLY = 100


class Compressing(BuiltSite):
    """The site, compressed for whoever takes gzip, over connections that stay open."""

    protocol_version = "HTTP/1.1"

    def send(self, status: HTTPStatus, path: Path, with_body: bool = True) -> None:
        if "gzip" not in self.headers.get("Accept-Encoding", ""):
            super().send(status, path, with_body)
            return
        content = _compressed(path)
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if with_body:
            self.wfile.write(content)


@cache
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes())


def scores(address: str) -> Mapping[str, float]:
    """The categories of one run."""
    done = subprocess.run(
        [
            ROOT / ".venv" / "bin" / "node",
            PROGRAM,
            address,
            "--quiet",
            "--output=json",
            "--no-enable-error-reporting",
            f"--only-categories={','.join((PERFORMANCE, *WHOLE))}",
            f"--chrome-flags=--headless=new {' '.join(FLAGS)}",
        ],
        env=os.environ | {"CHROME_PATH": CHROMIUM},
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)["categories"]
    return {name: round(100 * category["score"]) for name, category in found.items()}


def main(rounds: int = ROUNDS) -> int:
    subprocess.run([ROOT / "scripts" / "setup", "campaigns"], check=True)
    real = policy(REAL)
    pages = [
        edition(real, language.code).address(f"check/{wizard.id}")
        for wizard in real.wizards
        for language in site_languages(real)
    ]
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    with served(site("real"), Compressing) as root, progress({}) as watched:
        watched.steps(rounds * len(pages))
        for _ in range(rounds):
            for page in pages:
                watched.step(page)
                for category, score in scores(root + page).items():
                    found[page, category].append(score)
    figures = {f"{page}, {name}, median": median(values) for (page, name), values in found.items()}
    return conclude("lighthouse", COMMAND, figures, list(_marks(found)))


def _marks(found: Mapping[tuple[str, str], list[float]]) -> list[Mark]:
    """Of each category the page that has least of it."""
    worst = {
        name: min(min(values) for (_, category), values in found.items() if category == name)
        for name in WHOLE
    }
    slowest = min(median(v) for (_, category), v in found.items() if category == PERFORMANCE)
    return [
        *(Mark(name=f"{name}, every run", value=v, least=WHOLLY) for name, v in worst.items()),
        Mark(name=f"{PERFORMANCE}, median", value=slowest, least=LEAST_PERFORMANCE),
    ]


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
