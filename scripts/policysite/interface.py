"""The interface's own words, per language: what the site and the command say, never the policy.

Place in the flow: read by `pages`, `bundle` and `cli`. One folder a language under `locales/`, one
file a speaker (`site.yaml`, `wizard.yaml`, `problems.yaml`).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LOCALES = files("policysite") / "locales"


def interface_languages() -> tuple[str, ...]:
    """The languages that the interface speaks, sorted."""
    return tuple(sorted(folder.name for folder in LOCALES.iterdir() if folder.is_dir()))


@cache
def interface(language: str, speaker: str) -> dict[str, Any]:
    """The words of one speaker (`site`, `wizard`, `problems`) in one language."""
    text = (LOCALES / language / f"{speaker}.yaml").read_text(encoding="utf-8")
    words: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return words
