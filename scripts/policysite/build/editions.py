"""One MkDocs build for each edition: generated Markdown in, pages out.

Place in the flow: `pages` makes the Markdown and the frame, MkDocs with Material and
`docs/overrides/` the HTML. The generated files stay in `.build/<lang>/<revision>/`, to be read.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from mkdocs.commands.build import build as build_mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from policysite.build.errors import BuildError
from policysite.build.files import write_changed
from policysite.build.look import Look
from policysite.build.settings import CONFIG, DOCS, GENERATED
from policysite.build.switch import replacing
from policysite.bundle import Bundle
from policysite.pages.edition import Edition, edition, site_languages
from policysite.pages.every import every_page
from policysite.pages.frame import frame
from policysite.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site being built below `out`. `url`: its address without a slash at its end, or nothing."""

    policy: Policy
    out: Path
    bundle: Bundle
    look: Look
    url: str
    editions: tuple[Edition, ...]

    @classmethod
    def of(cls, policy: Policy, out: Path, *, bundle: Bundle, look: Look, url: str) -> Self:
        return cls(
            policy=policy,
            out=out,
            bundle=bundle,
            look=look,
            url=url.rstrip("/"),
            editions=tuple(edition(policy, lang.code) for lang in site_languages(policy)),
        )


def build_edition(site: Site, this: Edition) -> None:
    """Write the pages of one edition below `site.out`. Raises `BuildError`."""
    # Each build reads its own Markdown: another one may be under way.
    with replacing(GENERATED / this.root) as source:
        write_changed(source, markdown(site, this))
        _build_mkdocs(site, this, source)


def _build_mkdocs(site: Site, this: Edition, source: Path) -> None:
    config = load_config(
        str(CONFIG),
        docs_dir=str(source),
        site_dir=str(site.out / this.root),
        site_name=site.policy.title.in_language(this.language.code)[0],
        # Pages that do not exist take the path of their links from it.
        site_url=f"{site.url or 'http://localhost'}/{this.root}",
        extra={"frame": framed(site, this)},
    )
    with _warnings(this) as warnings:
        try:
            build_mkdocs(config)
        except (Abort, ConfigurationError) as error:
            found = ["MkDocs refuses the pages:", *warnings, str(error)]
            raise BuildError("\n  ".join(found)) from error


def markdown(site: Site, this: Edition) -> Mapping[str, bytes]:
    """The Markdown files of an edition: name → content."""
    others = tuple(other for other in site.editions if other is not this)
    written = {path.stem: path.read_text("utf-8") for path in hand_written(this)}
    published = site.bundle.published
    made = every_page(site.policy, this, others, written=written, published=published)
    return {name: text.encode() for name, text in made.items()}


def hand_written(this: Edition) -> list[Path]:
    """What people wrote in this language for any policy."""
    return sorted((DOCS / this.language.code).glob("*.md"))


def framed(site: Site, this: Edition) -> dict[str, Any]:
    """The frame of an edition, with the addresses of sheets and scripts from its root."""
    others = tuple(other for other in site.editions if other is not this)
    up = "../" * this.root.count("/")
    wizard, look = site.bundle.wizard, site.look
    sheets = (look.material, f"{wizard}tokens.css", look.sheet, f"{wizard}wizard.css")
    return {
        **frame(site.policy, this, others, site_url=site.url),
        "assets": {
            "sheets": [up + sheet for sheet in sheets],
            "script": up + look.script,
            "wizard": {
                "early": f"{up}{wizard}early.js",
                "element": f"{up}{wizard}policy-wizard.js",
            },
            "icon": up + look.icon,
            "policy": up + site.bundle.policy,
        },
    }


@contextmanager
def _warnings(this: Edition) -> Iterator[list[str]]:
    """Collects what MkDocs warns of, instead of having it printed."""
    found: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(f"{this.root}: {record.getMessage()}")

    logger, handler = logging.getLogger("mkdocs"), Collect(logging.WARNING)
    logger.addHandler(handler)
    propagates, logger.propagate = logger.propagate, False
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates


def leave_theme_out(files: Any, config: MkDocsConfig) -> Any:
    """Material's own scripts, fonts and maps are not shipped; its sheet is laid down by `look`."""
    for file in list(files):
        if file.src_dir and Path(file.src_dir) != Path(config.docs_dir):
            files.remove(file)
    return files
