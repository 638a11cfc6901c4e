"""Texts that try to become something else than text, and a policy whose every text is one of them.

Whatever of them runs sets `window.ran`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import cycle, product
from typing import Any, cast

from policysite.policy import Policy, Words

CLOSINGS = (
    "", '">', "'>", "</span></p>", "</legend></fieldset></form>", "</title>", "</textarea>",
    "</script>", "</style>", "-->", "]]>", "</policy-wizard>", "`>",
)  # fmt: skip
"""Ways out of wherever a text stands."""

ATTEMPTS = (
    "<script>window.ran=1</script>",
    "<img src=x onerror=window.ran=1>",
    "<svg onload=window.ran=1>",
    "<iframe srcdoc='<script>parent.ran=1</script>'>",
    "<details open ontoggle=window.ran=1>",
    "<style>@import'data:text/css,*{display:none}'</style>",
    "<a href='javascript:window.ran=1' autofocus onfocus=window.ran=1>x</a>",
    "<form><button formaction='javascript:window.ran=1'>x</button></form>",
)

OTHERS = (
    '" onclick="window.ran=1', "' onfocus='window.ran=1' autofocus='", "javascript:window.ran=1",
    "{{ 7*7 }}", "{% include 'x' %}", "{config}", "{0}", "{question}", "{wizard} {count}",
    "${window.ran=1}", "`${window.ran=1}`", "<%= 7*7 %>", "[x](javascript:window.ran=1)",
    "![x](x){ onerror=window.ran=1 }", "<javascript:window.ran=1>", "&lt;script&gt;", "&#60;b&#62;",
    "&amp;lt;", "&", "<", ">", "\\", "\\u003cscript\\u003e", "$&", "$1 $$ $`", "__proto__",
    "constructor", "hasOwnProperty", "<!--", "<![CDATA[", "<?php", "*gras* _i_ ~~s~~ `c`",
    "# titre", "1. un", "- un", "| a | b |", "[[x]]", "^[note]", ":smile:", "@import 'x'",
    "%3Cscript%3E", "-".join("mot" * 40), "m" * 300, "0", "?", "null", "false",
    "\N{ZERO WIDTH SPACE}<b>", "e\N{COMBINING ACUTE ACCENT}\N{COMBINING ACUTE ACCENT}<i>",
)  # fmt: skip
"""Signs of other notations, names that objects have, and lengths."""

TEXTS = tuple(dict.fromkeys([*(f"x{a}{b}" for a, b in product(CLOSINGS, ATTEMPTS)), *OTHERS]))


PLACE = Policy.__module__
"""What holds texts stands there; the rules hold none."""


def saying(policy: Policy, texts: Iterable[str]) -> Policy:
    """The policy with these texts in the place of its own, over and over, in every language."""
    return cast("Policy", _saying(policy, cycle(texts)))


def _saying(node: Any, texts: Iterator[str]) -> Any:
    if isinstance(node, Words):
        return Words(dict.fromkeys(node.by_language, next(texts)))
    if isinstance(node, tuple):
        return tuple(_saying(each, texts) for each in node)
    if isinstance(node, Mapping):
        return {key: _saying(each, texts) for key, each in node.items()}
    if is_dataclass(node) and not isinstance(node, type) and type(node).__module__ == PLACE:
        held = {one.name: getattr(node, one.name) for one in fields(node) if one.init}
        return replace(node, **{name: _saying(value, texts) for name, value in held.items()})
    return node
