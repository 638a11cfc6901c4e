"""Bytes to the raw source: YAML as text with places, and none of YAML's surprises.

Place in the flow: the first stage. The events are those of PyYAML's parser in C (the one in Python
reads some texts otherwise, and is ten times slower); the tree is made here, with a stack of its
own, so that no input is deep enough to hurt. Refused at their line: aliases, anchors, tags,
directives, several documents, duplicate keys, deep nesting, huge texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

import yaml
from yaml import CBaseLoader
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from policysite.characters import REPLACEMENT, UNSEEN, Lines, decode, report_unseen
from policysite.nodes import Mapping, Node, Scalar, Sequence, Source
from policysite.policy import Place
from policysite.problem import Problems
from policysite.syntax import report_syntax

MOST_BYTES = 2_000_000
MOST_CHARACTERS = 20_000
"""Of one text; the longest clauses have about a thousand."""
MOST_NODES = 50_000
"""Texts, lists and entries; six times those of a long policy."""
DEEPEST = 32
"""Lists and entries inside one another."""

LANGUAGE = re.compile("[a-z]{2}")
"""Every key of two letters is a language."""


class Unreadable(Exception):
    """The rest of the file cannot be read; what was found so far has been reported."""


def read(data: bytes, file: str, problems: Problems) -> Source | None:
    """The raw source; None where there is no tree to look at. Mistakes go to `problems`."""
    if len(data) > MOST_BYTES:
        problems.error("huge-file", Place(1, 1), most=str(MOST_BYTES // 1_000_000))
        return None
    text = decode(data, problems)
    if text is None:
        return None
    try:
        root = _Composer(text, problems).compose()
    except Unreadable:
        return None
    return Source(file=file, digest=sha256(data).hexdigest(), root=root)


@dataclass(slots=True)
class _Open:
    """A list or a mapping that is not closed yet; `key` waits for its value."""

    place: Place
    is_list: bool
    items: list[Node] = field(default_factory=list)
    pairs: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    key: Node | None = None

    def close(self) -> Node:
        if self.is_list:
            return Sequence(items=tuple(self.items), place=self.place)
        return Mapping(pairs=tuple(self.pairs.values()), place=self.place)


class _Composer:
    """Events to nodes."""

    def __init__(self, text: str, problems: Problems) -> None:
        self.text, self.problems = text, problems
        self.open: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0
        self.nodes = 0

    def compose(self) -> Node:
        for event in self._events():
            match event:
                case DocumentStartEvent():
                    self._begin_document(event)
                case NodeEvent():
                    self._node(event)
                case MappingEndEvent() | SequenceEndEvent():
                    self._put(self.open.pop().close())
        if self.root is None or (isinstance(self.root, Scalar) and not self.root.text):
            if not self.problems:
                self.problems.error("empty-file", Place(1, 1))
            raise Unreadable
        return self.root

    def _events(self) -> Iterator[Event]:
        last: Event | None = None
        try:
            for event in yaml.parse(self.text, Loader=CBaseLoader):
                last = event
                yield event
        except (yaml.YAMLError, ValueError) as fault:
            report_syntax(fault, self.text, last, self.problems)
            raise Unreadable from fault

    def _begin_document(self, event: DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self._refuse("several-documents", _place(event))
        directive = re.search(r"^%", self.text[: _end(event)], re.MULTILINE)
        if directive:
            place = Lines(self.text).place(directive.start())
            self.problems.error("directive", place, word="%")

    def _node(self, event: NodeEvent) -> None:
        place = _place(event)
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self._refuse("too-many-entries", place, most=str(MOST_NODES))
        if isinstance(event, AliasEvent):
            self.problems.error("alias", place, word=f"*{event.anchor}")
            self._put(Scalar(text="", place=place))
            return
        if event.anchor:
            self.problems.error("anchor", place, word=f"&{event.anchor}")
        if isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag:
            self.problems.error("tag", place, word=event.tag.replace("tag:yaml.org,2002:", "!!"))
        if isinstance(event, ScalarEvent):
            self._put(self._scalar(event, place))
            return
        if len(self.open) >= DEEPEST:
            self._refuse("deep-nesting", place)
        self.open.append(_Open(place, isinstance(event, SequenceStartEvent)))

    def _refuse(self, code: str, place: Place, **values: str) -> None:
        self.problems.error(code, place, **values)
        raise Unreadable

    def _scalar(self, event: ScalarEvent, place: Place) -> Scalar:
        if len(event.value) > MOST_CHARACTERS:
            self.problems.error("huge-text", place, most=str(MOST_CHARACTERS))
            return Scalar(text="", place=place)
        raw = self.text[_start(event) : _end(event)]
        scalar = Scalar(text=UNSEEN.sub(REPLACEMENT, event.value), place=place, raw=raw)
        if scalar.text != event.value:
            _report_escapes(scalar, self.problems)
        self._report_cut(scalar, event)
        return scalar

    def _report_cut(self, scalar: Scalar, event: ScalarEvent) -> None:
        """A text in a language that goes on after ` #`: YAML would drop the rest without a word."""
        key = self.open[-1].key if self.open else None
        is_text = isinstance(key, Scalar) and LANGUAGE.fullmatch(key.text)
        remark = _REMARK.match(self.text, _end(event))
        if is_text and remark and scalar.text and not event.style:
            place = scalar.place_in_raw(len(scalar.raw) + len(remark[0]) - 1)
            self.problems.error("cut-text", place)

    def _put(self, node: Node) -> None:
        """Put a finished node where it belongs."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if parent.is_list:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = node
        else:
            self._put_pair(parent, parent.key, node)
            parent.key = None

    def _put_pair(self, parent: _Open, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar) or not key.text:
            self.problems.error("bad-key", key.place)
        elif key.text in parent.pairs:
            first = parent.pairs[key.text][0].place.line
            self.problems.error("duplicate-key", key.place, word=key.text, line=str(first))
        else:
            parent.pairs[key.text] = (key, value)


_REMARK = re.compile("[ \\t]+#")
_ESCAPE = re.compile(r"\\(?:x(..)|u(.{4})|U(.{8})|(.))", re.DOTALL)
_NAMED = {
    "0": 0,
    "a": 7,
    "b": 8,
    "v": 11,
    "f": 12,
    "r": 13,
    "e": 27,
    "N": 0x85,
    "L": 0x2028,
    "P": 0x2029,
}


def _report_escapes(scalar: Scalar, problems: Problems) -> None:
    """Report each escape in double quotes that stands for a character nobody can see."""
    for match in _ESCAPE.finditer(scalar.raw):
        digits = match[1] or match[2] or match[3]
        number = int(digits, 16) if digits else _NAMED.get(match[4])
        if number is not None and UNSEEN.match(chr(number)):
            report_unseen(chr(number), scalar.place_in_raw(match.start()), problems)


def _place(event: Event) -> Place:
    assert event.start_mark is not None
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


def _start(event: Event) -> int:
    assert event.start_mark is not None
    return event.start_mark.index


def _end(event: Event) -> int:
    assert event.end_mark is not None
    return event.end_mark.index
