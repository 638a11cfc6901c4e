"""What a screen reader finds in a wizard: its accessibility tree, as lines.

A line is a role, a name and states: `radio "Yes" checked`. What has no name of its own (paragraphs,
lists, plain text) is left out; order is the page's. Spaces before punctuation, which a browser adds
around words for screen readers alone, are no part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from playwright.sync_api import Page

ROLES = {
    "alert",
    "button",
    "checkbox",
    "Date",
    "DisclosureTriangle",
    "group",
    "heading",
    "link",
    "progressbar",
    "radio",
    "region",
    "status",
    "term",
    "textbox",
}
NAMELESS = {"alert", "status"}
"""Roles that say something by being there."""


def spoken(page: Page) -> list[str]:
    """Every line of the page's wizard."""
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    found = session.send(
        "Runtime.evaluate", {"expression": "document.querySelector('policy-wizard')"}
    )
    described = session.send("DOM.describeNode", {"objectId": found["result"]["objectId"]})
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    top = described["node"]["backendNodeId"]
    return list(_lines(next(n for n in nodes if n.get("backendDOMNodeId") == top), by_id))


def _lines(node: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    role, name = _text(node, "role"), _text(node, "name")
    if role in ROLES and not node.get("ignored") and (name or role in NAMELESS):
        yield line(role, name, *_states(node))
    for child in node.get("childIds", ()):
        if child in by_id:
            yield from _lines(by_id[child], by_id)


def line(role: str, name: str, *states: str) -> str:
    return " ".join([role, f'"{tidy(name)}"', *states])


def tidy(name: str) -> str:
    name = re.sub(r"\s+", " ", name).strip()
    return re.sub(r" (?=[.,:?!»)])", "", name)


def _states(node: Mapping[str, Any]) -> Iterator[str]:
    found = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    if _text(node, "role") == "heading":
        yield str(found["level"])
    if found.get("checked") == "true":
        yield "checked"
    if found.get("invalid") == "true":
        yield "invalid"
    if "expanded" in found:
        yield "open" if found["expanded"] else "closed"
    if found.get("focused"):
        yield "focused"
    if description := _text(node, "description"):
        yield f"described: {tidy(description)}"


def _text(node: Mapping[str, Any], key: str) -> str:
    return str(node.get(key, {}).get("value", ""))
