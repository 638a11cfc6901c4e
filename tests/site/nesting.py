"""Which elements may stand in which: the part of HTML's content models that our pages use.

A parser mends some of what is wrong here without a word, and lets the rest through to readers' aids
that then say the wrong thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.site.html import Element

BLOCK = re.compile(
    "address|article|aside|blockquote|details|dialog|div|dl|fieldset|figure|footer|form|h[1-6]"
    "|header|hr|main|nav|ol|p|pre|search|section|table|ul|li|dt|dd|tr|td|th"
)
ONLY_PHRASES = re.compile(
    "p|h[1-6]|span|em|strong|b|i|mark|small|code|cite|abbr|q|sub|sup|label|button|pre|time|output"
)
"""Elements that hold text and what stands in a line, no block."""

CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "thead", "tbody", "tfoot", "colgroup"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
}
PARENTS = {
    "li": {"ul", "ol"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "tr": {"thead", "tbody", "tfoot"},
    "th": {"tr"},
    "td": {"tr"},
    "summary": {"details"},
    "legend": {"fieldset"},
    "caption": {"table"},
}
FIRST = {"summary", "legend", "caption"}
ACTIVE = {"a", "button", "input", "select", "textarea", "summary", "label"}
"""Elements that a person acts on: none stands in a link, a button or a summary."""


def faults(element: Element, above: tuple[Element, ...] = ()) -> Iterator[str]:
    """Each element below that stands where it must not, as "tag in tag"."""
    children = [part for part in element.parts if isinstance(part, Element)]
    for child in children:
        wrong = (
            (ONLY_PHRASES.fullmatch(element.tag) and BLOCK.fullmatch(child.tag))
            or child.tag not in CHILDREN.get(element.tag, {child.tag})
            or element.tag not in PARENTS.get(child.tag, {element.tag})
            or (child.tag in FIRST and child is not children[0])
            or (child.tag in ACTIVE and _acts(element, above))
        )
        if wrong:
            yield f"{child.tag} in {element.tag}: {child.text()[:60]!r}"
        yield from faults(child, (*above, element))
    if element.tag in CHILDREN and any(isinstance(p, str) and p.strip() for p in element.parts):
        yield f"text in {element.tag}"


def _acts(element: Element, above: tuple[Element, ...]) -> bool:
    return any(one.tag in ("a", "button", "summary") for one in (*above, element))
