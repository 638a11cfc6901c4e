"""The sign and the word of an outcome, as pages show them.

Place in the flow: the templates of `pages` ask for them. The shapes come from `icons.svg` of the
wizard, one symbol a tone, and stand in the page itself, so that they take its colours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from markupsafe import Markup

import rulecore
from policysite.pages.voice import Voice

_ICONS = Path(rulecore.__file__).parents[1] / "web" / "icons.svg"
_SYMBOL = re.compile(r'<symbol id="pw-([\w-]+)"[^>]*>(.*?)</symbol>', re.DOTALL)


@cache
def _shapes() -> Mapping[str, str]:
    return dict(_SYMBOL.findall(_ICONS.read_text(encoding="utf-8")))


def sign(tone: str) -> Markup:
    """The sign of a tone; hidden from screen readers, for the word stands beside it."""
    shapes = Markup(_shapes()[tone])
    return Markup(
        '<svg class="pw-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>'
    ).format(shapes)


def chip(voice: Voice, modality: str | None) -> Markup:
    """An outcome in a line of text: sign and word. None: the answer is incomplete."""
    if modality is None:
        tone, word = "pending", Markup(voice.w["answers"]["pending"])
    else:
        told = next(m for m in voice.policy.modalities if m.id == modality)
        tone, word = told.tone, voice.say(told.word)
    return Markup('<span class="pw-chip pw-tone--{}">{}<span>{}</span></span>').format(
        tone, sign(tone), word
    )
