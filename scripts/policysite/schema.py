"""The structure of a source: the JSON Schema that editors use, applied to the raw source.

Place in the flow: between `read` and `resolve`. The schema is the only description of which keys
stand where; `jsonschema` applies it, and each of its errors becomes a problem at the place of the
node it is about. A schema's own `x-problem` names the code where the keyword alone says too little.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from policysite.nodes import Mapping, Node, Scalar, Sequence, Source
from policysite.problem import Problem, Problems, error, suggest

FORMAT = "1"
"""The version of the format that this release reads."""

type Plain = str | list[Plain] | dict[str, Plain]


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of the format."""
    text = (files("policysite") / "policy.schema.json").read_text(encoding="utf-8")
    content: dict[str, Any] = json.loads(text)
    return content


def check_structure(source: Source, problems: Problems) -> bool:
    """Report every key and value that the format has no place for.

    What `read` has refused is not reported again. False where the file says that it is in another
    format: nothing else about it can be right.
    """
    said = source.root.values.get("format") if isinstance(source.root, Mapping) else None
    if isinstance(said, Scalar) and said.text.isdecimal() and said.text != FORMAT:
        problems.error("other-format", said.place, word=said.text)
        return False
    validator = Draft202012Validator(schema())
    refused = {problem.place for problem in problems}
    for fault in validator.iter_errors(plain(source.root)):
        for problem in _problems(fault, _about(source.root, fault)):
            if problem.place not in refused:
                problems.add(problem)
    return True


def plain(node: Node) -> Plain:
    """The node as JSON has it, every scalar a text."""
    match node:
        case Scalar(text=text):
            return text
        case Sequence(items=items):
            return [plain(item) for item in items]
        case Mapping():
            return {key: plain(value) for key, value in node.values.items()}


def _about(root: Node, fault: ValidationError) -> Node:
    """What an error is about: a value, or the key of one that may not be there at all."""
    *above, last = fault.absolute_path or [""]
    parent = _at(root, above)
    if fault.validator == "not" and isinstance(parent, Mapping):
        return parent.keys[str(last)]
    return _at(root, fault.absolute_path)


def _at(node: Node, path: Iterable[str | int]) -> Node:
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str):
            node = node.values[step]
        elif isinstance(node, Sequence) and isinstance(step, int):
            node = node.items[step]
    return node


def _problems(fault: ValidationError, node: Node) -> Iterator[Problem]:
    """What one error of the library means for the author."""
    rule: dict[str, Any] = fault.schema  # type: ignore[assignment]
    keyword = str(fault.validator)
    if keyword == "additionalProperties" and isinstance(node, Mapping):
        yield from _unknown_keys(rule, node)
    elif keyword == "required" and isinstance(node, Mapping):
        for key in rule["required"]:
            if key not in node.values:
                yield _problem("missing-key", node, word=key)
    elif keyword == "type" and isinstance(node, Scalar) and not node.text:
        yield _problem("empty-text", node)
    elif keyword == "type" or (keyword == "enum" and not isinstance(node, Scalar)):
        kinds = rule.get("type", "string")
        yield _problem("wrong-type", node, expected=_expected(kinds), found=_found(node))
    elif keyword == "enum" and "x-problem" not in rule:
        yield _bad_choice(rule, node)
    elif keyword == "oneOf":
        ways = [" + ".join(way["required"]) for way in rule["oneOf"]]
        yield _problem("one-key", node, choices=", ".join(ways))
    else:
        code = rule.get("x-problem") or PLAIN_CODES[keyword]
        yield _problem(code, node, word=node.text if isinstance(node, Scalar) else "")


PLAIN_CODES = {"minItems": "empty-list", "maxItems": "long-list", "minProperties": "empty-texts"}
"""Codes of keywords whose schema names none."""


def _problem(code: str, node: Node, **values: str) -> Problem:
    return error(code, node.place, **values)


def _unknown_keys(rule: dict[str, Any], node: Mapping) -> Iterator[Problem]:
    known = rule.get("properties", {})
    languages = "patternProperties" in rule
    for word, key in node.keys.items():
        if word in known or (languages and _is_language(word)):
            continue
        if word in schema()["x-reserved-keys"]:
            yield _problem("reserved-key", key, word=word)
        elif _has_no_colon(key, node.values[word]):
            yield _problem("stray-comma", key, word=word)
        else:
            yield _problem("unknown-key", key, word=word, **suggest(word, known))


def _has_no_colon(key: Scalar, value: Node) -> bool:
    """`{ fr: one, two }`: YAML takes `two` for a key with nothing under it."""
    nothing = isinstance(value, Scalar) and not value.raw
    return nothing and (" " in key.text or value.place == key.place_in_raw(len(key.raw)))


def _is_language(word: str) -> bool:
    return len(word) == 2 and word.isascii() and word.islower()


def _bad_choice(rule: dict[str, Any], node: Node) -> Problem:
    word = node.text if isinstance(node, Scalar) else ""
    choices = [str(choice) for choice in rule["enum"]]
    return _problem(
        "bad-choice", node, word=word, choices=", ".join(choices), **suggest(word, choices)
    )


def _expected(kinds: str | list[str]) -> str:
    """The key under `kinds` in the locale for the types that a schema takes."""
    names = {"array": "list", "object": "keys"}
    taken = {names.get(kind, "text") for kind in ([kinds] if isinstance(kinds, str) else kinds)}
    return "-or-".join(sorted(taken, reverse=True))


def _found(node: Node) -> str:
    match node:
        case Scalar():
            return "text"
        case Sequence():
            return "list"
        case Mapping():
            return "keys"
