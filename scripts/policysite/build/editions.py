"""One MkDocs build for each edition: generated Markdown in, pages out.

Place in the flow: `pages` makes the Markdown and the frame, MkDocs with Material and
`docs/overrides/` the HTML. The generated files stay in `.build/<lang>/<revision>/`, to be read.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import build as build_mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.theme import Theme

from policysite.build.errors import BuildError
from policysite.build.files import write_changed
from policysite.build.frames import write_frames
from policysite.build.release import Release
from policysite.build.settings import CONFIG, DOCS, GENERATED
from policysite.build.switch import replacing
from policysite.pages.edition import Edition
from policysite.pages.every import every_page
from policysite.pages.frame import frame


def build_edition(release: Release, this: Edition) -> None:
    """Write the pages and the frames of one edition below `release.out`. Raises `BuildError`."""
    build_pages(release, this, release.others(this), markdown(release, this))
    write_frames(release, this)


def build_pages(
    release: Release, this: Edition, others: tuple[Edition, ...], pages: Mapping[str, bytes]
) -> None:
    """Have MkDocs make these pages (name → Markdown). Raises `BuildError`."""
    # Each build reads its own Markdown: another one may be under way.
    with replacing(GENERATED / this.root) as source:
        write_changed(source, pages)
        config = load_config(
            str(CONFIG),
            docs_dir=str(source),
            site_dir=str(release.out / this.root),
            site_name=release.policy.title.in_language(this.language.code)[0],
            # Pages that do not exist take the path of their links from it.
            site_url=f"{release.url or 'http://localhost'}/{this.root}",
            extra={"frame": framed(release, this, others)},
        )
        config.theme = _LoadedOnce(config.theme)
        with _warnings(this) as warnings:
            try:
                build_mkdocs(config)
            except (Abort, ConfigurationError) as error:
                found = ["MkDocs refuses the pages:", *warnings, str(error)]
                raise BuildError("\n  ".join(found)) from error


class _LoadedOnce(Theme):
    """A theme whose templates are compiled once in a process, and whose files are not listed for
    each build: Material has fourteen thousand, and the site wants none of them.
    """

    def __init__(self, theme: Theme) -> None:
        self.__dict__.update(theme.__dict__)

    def get_env(self) -> Environment:
        key = (*self.dirs, str(self.locale))
        if key not in _ENVIRONMENTS:
            found = _ENVIRONMENTS[key] = super().get_env()
            found.list_templates = lambda *_, **__: []  # type: ignore[method-assign]
            # `policy serve` shows edits of the templates.
            found.auto_reload = True
        return _ENVIRONMENTS[key]


_ENVIRONMENTS: dict[tuple[str, ...], Environment] = {}


def markdown(release: Release, this: Edition) -> Mapping[str, bytes]:
    """The Markdown files of an edition: name → content."""
    others = release.others(this)
    written = {path.stem: path.read_text("utf-8") for path in hand_written(this)}
    bundle = release.bundle
    made = every_page(
        release.policy,
        this,
        others,
        written=written,
        published=bundle.published,
        core=bundle.core_digest,
    )
    return {name: text.encode() for name, text in made.items()}


def hand_written(this: Edition) -> list[Path]:
    """What people wrote in this language for any policy."""
    return sorted((DOCS / this.language.code).glob("*.md"))


def framed(release: Release, this: Edition, others: tuple[Edition, ...]) -> dict[str, Any]:
    """The frame of an edition, with the addresses of sheets and scripts from its root."""
    up = "../" * this.root.count("/")
    wizard, look = release.bundle.wizard, release.look
    sheets = (look.material, f"{wizard}tokens.css", look.sheet, f"{wizard}wizard.css")
    return {
        **frame(release.policy, this, others, site_url=release.url),
        "assets": {
            "sheets": [up + sheet for sheet in sheets],
            "script": up + look.script,
            "wizard": {
                "early": f"{up}{wizard}early.js",
                "element": f"{up}{wizard}policy-wizard.js",
            },
            "icon": up + look.icon,
            "policy": up + release.bundle.policy,
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
