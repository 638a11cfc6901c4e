"""A built page as the tests read it: its elements, links, anchors and text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

VOID = {"meta", "link", "img", "input", "br", "hr", "source", "wbr"}


@dataclass(slots=True)
class Element:
    """An element with its attributes, and everything in it in order."""

    tag: str
    attributes: dict[str, str]
    parts: list[Element | str] = field(default_factory=list)

    def all(self) -> Iterator[Element]:
        """This element and every one in it."""
        yield self
        for part in self.parts:
            if isinstance(part, Element):
                yield from part.all()

    def text(self) -> str:
        return "".join(p if isinstance(p, str) else p.text() for p in self.parts)

    def find(self, tag: str = "", **attributes: str) -> list[Element]:
        """Every element of that kind; `cls="x"` is one of its classes, `data_x` is `data-x`."""
        return [e for e in self.all() if tag in ("", e.tag) and _has(e, attributes)]

    def one(self, tag: str = "", **attributes: str) -> Element:
        [found] = self.find(tag, **attributes)
        return found


def _has(element: Element, wanted: dict[str, str]) -> bool:
    for name, value in wanted.items():
        if name == "cls":
            if value not in element.attributes.get("class", "").split():
                return False
        elif element.attributes.get(name.replace("_", "-")) != value:
            return False
    return True


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].parts.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


@cache
def page(path: Path) -> Element:
    """The page; every element must be closed where it was opened."""
    parser = _Parser()
    parser.feed(path.read_text(encoding="utf-8"))
    parser.close()
    assert len(parser.open) == 1, parser.open[-1].tag
    return parser.root
