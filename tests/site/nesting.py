"""Which elements may stand in which: the part of HTML's content models that our pages use.

A parser mends some of what is wrong here without a word, and lets the rest through to readers' aids
that then say the wrong thing.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.site.html import Element

BLOCKS = frozenset(
    "address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 h4"
    " h5 h6 header hr main nav ol p pre search section table ul li dt dd tr td th".split()
)
ONLY_PHRASES = frozenset(
    "p h1 h2 h3 h4 h5 h6 span em strong b i mark small code cite abbr q sub sup label button pre"
    " time output".split()
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
ACTIVE = frozenset("a button input select textarea summary label".split())
"""Elements that a person acts on: none stands in a link, a button or a summary."""


def faults(element: Element, above: tuple[Element, ...] = ()) -> Iterator[str]:
    """Each element below that stands where it must not, as "tag in tag"."""
    children = [part for part in element.parts if isinstance(part, Element)]
    for child in children:
        wrong = (
            (element.tag in ONLY_PHRASES and child.tag in BLOCKS)
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
