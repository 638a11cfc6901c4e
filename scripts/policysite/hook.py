"""MkDocs' hook: `mkdocs build` and `mkdocs serve` in the root show the working source.

Place in the flow: MkDocs loads it by the name in `mkdocs.yml`. For `policy build`, which has put
the frame into the configuration already, it only leaves Material's own files out, and lends the
templates a filter.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from policysite.build.editions import leave_theme_out
from policysite.typography import typeset


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    # Material's sitemap carries the day it was made; ours, if any, does not.
    config.theme.static_templates.discard("sitemap.xml")
    if "frame" not in config.extra:
        from policysite.build.preview import preview

        preview(config)
    return config


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    left: Files = leave_theme_out(files, config)
    return left


def on_env(env: Environment, **_: Any) -> Environment:
    # The contents of a page come without their no-break spaces.
    env.filters["typeset"] = typeset
    return env
