"""Bytes to the raw source: places, and what is refused before anything has a meaning."""

from __future__ import annotations

from codecs import BOM_UTF8

import pytest

from policysite.nodes import Mapping, Node, Scalar, Sequence
from policysite.problem import Problems
from policysite.read import DEEPEST, MOST_BYTES, MOST_CHARACTERS, MOST_NODES, read
from policysite.schema import plain


def root(text: str | bytes) -> Node:
    problems = Problems()
    source = read(text.encode() if isinstance(text, str) else text, "x.yaml", problems)
    assert problems == []
    assert source is not None
    return source.root


def found(data: str | bytes) -> list[tuple[str, int, int]]:
    problems = Problems()
    read(data.encode() if isinstance(data, str) else data, "x.yaml", problems)
    return [(p.code, p.place.line, p.place.column) for p in problems]


def test_everything_is_text() -> None:
    text = "a: no\nb: 1.10\nc: 12:30\nd: 2026-13-45\ne: ~\nf:\ng: 0x1F\n"
    assert plain(root(text)) == {
        "a": "no",
        "b": "1.10",
        "c": "12:30",
        "d": "2026-13-45",
        "e": "~",
        "f": "",
        "g": "0x1F",
    }


def test_a_number_of_five_thousand_digits_is_text_too() -> None:
    assert plain(root("a: " + "9" * 5000)) == {"a": "9" * 5000}


def test_places_are_lines_and_columns_in_characters_from_one() -> None:
    node = root('é: [à, "b"]\n')
    assert isinstance(node, Mapping)
    ((key, value),) = node.pairs
    assert isinstance(value, Sequence)
    places = [node.place, key.place, value.place, *(item.place for item in value.items)]
    assert [(p.line, p.column) for p in places] == [(1, 1), (1, 1), (1, 4), (1, 5), (1, 8)]


@pytest.mark.parametrize(
    ("text", "word", "line", "column"),
    [
        ("a: one two", "two", 1, 8),
        ("a: 'one two'", "two", 1, 9),
        ('a: "one two"', "two", 1, 9),
        ("a: one\n   two", "two", 2, 4),
        ("a: >-\n  one\n  two", "two", 3, 3),
        ("a: |\n  one\n\n  two\n", "two", 4, 3),
        ("a: >  # remark\n  one two", "two", 2, 7),
        ("a:\n  - one two", "two", 2, 9),
    ],
)
def test_a_word_inside_a_text_has_its_own_place(
    text: str, word: str, line: int, column: int
) -> None:
    node = root(text)
    assert isinstance(node, Mapping)
    value = node.pairs[0][1]
    scalar = value.items[0] if isinstance(value, Sequence) else value
    assert isinstance(scalar, Scalar)
    place = scalar.place_at(scalar.text.index(word))
    assert (place.line, place.column) == (line, column)


def test_windows_line_ends_and_a_utf8_mark_change_no_place() -> None:
    node = root(BOM_UTF8 + b"a: b\r\nc: d\r\n")
    assert isinstance(node, Mapping)
    assert [(key.place.line, key.place.column) for key, _ in node.pairs] == [(1, 1), (2, 1)]


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        (b"", [("empty-file", 1, 1)]),
        (b"# only a remark\n", [("empty-file", 1, 1)]),
        (b"---\n", [("empty-file", 1, 1)]),
        ("a: b".encode("utf-16"), [("not-utf8", 1, 1)]),
        ("a: b".encode("utf-32"), [("not-utf8", 1, 1)]),
        ("a: é\nb: è".encode("latin-1"), [("bad-utf8", 1, 4), ("bad-utf8", 2, 4)]),
        (b"a: \xed\xa0\x80", [("bad-utf8", 1, 4)]),
        (b"a: \xc3", [("bad-utf8", 1, 4)]),
        (b"a: b\x00c", [("control-character", 1, 5)]),
        (b"a: b\rc", [("control-character", 1, 5)]),
        ("a: b\u0085c", [("control-character", 1, 5)]),
        ("a: b\u2028c", [("control-character", 1, 5)]),
        ("a: b\ufeffc", [("control-character", 1, 5)]),
        ("a: b\uffffc", [("control-character", 1, 5)]),
        ("a: b\U000e0041c", [("control-character", 1, 5)]),
        ("a: b\u202ec", [("bidirectional-character", 1, 5)]),
        ("a: b\u2066c", [("bidirectional-character", 1, 5)]),
        ('a: "b\\e"', [("control-character", 1, 6)]),
        ('a: "b\\x1b"', [("control-character", 1, 6)]),
        ('a: "b\\u202e"', [("bidirectional-character", 1, 6)]),
        ('a: "b\\U000E0041"', [("control-character", 1, 6)]),
        ('a: "\\ud83d\\ude00"', [("bad-escape", 1, 7)]),
        ('a: "\\ud800"', [("bad-escape", 1, 7)]),
        ('a: "\\U00110000"', [("bad-escape", 1, 7)]),
        ("a: &x {b: *x}", [("anchor", 1, 4), ("alias", 1, 11)]),
        ("a: !<> b", [("tag", 1, 4)]),
        ("<<: !!map {a: b}", [("tag", 1, 5)]),
        ("%TAG ! x\n---\na: b", [("directive", 1, 1)]),
        ("%YAML 1.3\n---\na: b", [("directive", 1, 1)]),
        ("# x\n%OTHER\n---\na: b", [("directive", 2, 1)]),
        ("a: b\n---\nc: d", [("several-documents", 2, 1)]),
        ("a: b\n...\nc: d", [("several-documents", 3, 1)]),
        ("a: b\n? {c: d}\n: e\n? f\n: g\nf: h", [("bad-key", 2, 3), ("duplicate-key", 6, 1)]),
        ('{a: b, [c]: d, "": e}', [("bad-key", 1, 8), ("bad-key", 1, 16)]),
        ("a: b\na: c\na: d", [("duplicate-key", 2, 1), ("duplicate-key", 3, 1)]),
        ("...\n", [("syntax", 1, 1)]),
    ],
)
def test_what_yaml_allows_and_we_do_not_is_refused_at_its_place(
    data: str | bytes, problems: list[tuple[str, int, int]]
) -> None:
    assert found(data) == problems


def test_emoji_joiners_and_no_break_spaces_are_text() -> None:
    assert plain(root("a: 👩‍🎓 «\u00a0b\u00a0»\tc")) == {"a": "👩‍🎓 «\u00a0b\u00a0»\tc"}


def test_limits_hold_at_their_edge() -> None:
    deep = "[" * (DEEPEST - 1) + "x" + "]" * (DEEPEST - 1)
    assert found("a: " + deep) == []
    assert found(f"a: [{deep}]") == [("deep-nesting", 1, 3 + DEEPEST)]
    assert found("a: " + "x" * MOST_CHARACTERS) == []
    assert found("a: " + "x" * (MOST_CHARACTERS + 1)) == [("huge-text", 1, 4)]
    assert found("- x\n" * (MOST_NODES - 1)) == []
    assert found("- x\n" * MOST_NODES) == [("too-many-entries", MOST_NODES, 3)]
    assert found("#" * MOST_BYTES) == [("empty-file", 1, 1)]
    assert found("#" * (MOST_BYTES + 1)) == [("huge-file", 1, 1)]
