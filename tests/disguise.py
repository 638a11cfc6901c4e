"""A policy under other names: every id renamed at random, every list without order shuffled.

What decides nothing must change nothing. The order of the text, of the modalities (their rank) and
of a wizard's questions means something and stays.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

SHUFFLED = (
    "questions", "conditions", "offices", "wizards", "definitions", "readings", "faq", "rules",
    "notes", "texts", "extends", "examples", "options", "clauses", "also", "exclusive", "missing",
    "cites", "after", "folded_after",
)  # fmt: skip
KEPT_IN_ORDER = ("questions", "options")
"""Inside a wizard these say what is asked, in which order."""

COMPARED = re.compile(r"([A-Za-z]\w*)\s*(==|!=)\s*([A-Za-z][\w-]*)")
LISTED = re.compile(r"([A-Za-z]\w*)\s+in\s+\(([^)]*)\)")
HELD = re.compile(r"([A-Za-z][\w-]*)\s+in\s+([A-Za-z]\w*)")
WORD = re.compile(r"[A-Za-z_][\w-]*")
GRAMMAR = {"and", "or", "not", "in"}


class Disguise:
    """The new names, and the way back. Names are kept per kind; options per fact."""

    def __init__(self, source: dict[str, Any], seed: int) -> None:
        self.dice = random.Random(seed)
        self.names: dict[tuple[str, str], str] = {}
        self.types = {q["fact"]: q["type"] for q in source["questions"]}
        self.source = self.walk(source, wizard=False)

    def new(self, kind: str, name: str) -> str:
        """The new name of `name`; the same each time, shared with nothing else."""
        if (kind, name) not in self.names:
            letters = "".join(self.dice.choices("abcdefghjkmnpqrstuvwxz", k=7))
            self.names[kind, name] = f"q{letters}{len(self.names)}"
        return self.names[kind, name]

    def option(self, fact: str, option: str) -> str:
        if self.types[fact] in ("yes_no", "number", "date") or option == "?":
            return option
        return self.new(f"option {fact}", option)

    def value(self, fact: str, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return [self.option(fact, each) for each in value]
        return self.option(fact, str(value))

    def answers(self, answers: dict[str, Any]) -> dict[str, Any]:
        return {self.new("fact", f): self.value(f, v) for f, v in answers.items()}

    def condition(self, text: str) -> str:
        """A condition with its facts, options and named conditions under their new names."""
        done: dict[str, str] = {}

        def keep(renamed: str) -> str:
            mark = f"\0{len(done)}\0"
            done[mark] = renamed
            return mark

        def compared(found: re.Match[str]) -> str:
            fact, relation, option = found.groups()
            return keep(f"{self.new('fact', fact)} {relation} {self.option(fact, option)}")

        def listed(found: re.Match[str]) -> str:
            fact = found[1]
            options = [self.option(fact, option.strip()) for option in found[2].split(",")]
            self.dice.shuffle(options)
            return keep(f"{self.new('fact', fact)} in ({', '.join(options)})")

        def held(found: re.Match[str]) -> str:
            return keep(f"{self.option(found[2], found[1])} in {self.new('fact', found[2])}")

        def word(found: re.Match[str]) -> str:
            name = found[0]
            if name in GRAMMAR:
                return name
            kind = "fact" if name in self.types else "condition"
            return self.new(kind, name)

        for pattern, change in ((LISTED, listed), (COMPARED, compared), (HELD, held)):
            text = pattern.sub(change, text)
        text = WORD.sub(word, text)
        for mark, renamed in done.items():
            text = text.replace(mark, renamed)
        return text

    # The walk -----------------------------------------------------------------------------------

    def walk(self, node: Any, *, wizard: bool) -> Any:
        if isinstance(node, list):
            return [self.walk(each, wizard=wizard) for each in node]
        if not isinstance(node, dict):
            return node
        wizard = wizard or ("wizard" in node and "summary" in node)
        return {key: self.entry(node, key, wizard=wizard) for key in node}

    def entry(self, node: dict[str, Any], key: str, *, wizard: bool) -> Any:
        value = node[key]
        rename = self.renamer(node, key)
        if rename is not None:
            value = [rename(v) for v in value] if isinstance(value, list) else rename(value)
        else:
            value = self.mapped(node, key) or self.walk(value, wizard=wizard)
        if key in SHUFFLED and isinstance(value, list) and not (wizard and key in KEPT_IN_ORDER):
            self.dice.shuffle(value)
        return value

    def renamer(self, node: dict[str, Any], key: str) -> Callable[[str], str] | None:
        """How the ids under this key are renamed; None where it holds none."""
        if key in ("when", "ask_if", "after_if", "answers") and isinstance(node[key], str):
            return self.condition
        if key == "option" or (key in ("exclusive", "default") and "type" in node):
            return lambda option: self.option(self.owner(node, option), option)
        if key == "question":
            return lambda id_: self.new("faq", id_)
        kinds = {
            "clause": "clause", "section": "clause", "also": "clause", "cites": "clause",
            "clauses": "clause", "rule": "rule", "note": "note", "text": "text",
            "extension": "extension", "example": "example", "fact": "fact", "facts": "fact",
            "missing": "fact", "condition": "condition", "modality": "modality",
            "outcome": "modality", "could_be": "modality", "after": "modality",
            "folded_after": "modality", "office": "office", "ask": "office", "wizard": "wizard",
            "full": "wizard", "page": "page", "reading": "reading",
        }  # fmt: skip
        kinds["rules"] = "rule" if self.holds_ids(node, "rules") else ""
        kinds["examples"] = "example" if self.holds_ids(node, "examples") else ""
        kinds["wizards"] = "wizard" if self.holds_ids(node, "wizards") else ""
        kind = kinds.get(key, "")
        if not kind or not (isinstance(node[key], str) or self.holds_ids(node, key)):
            return None
        return lambda id_: id_ if id_ in ("any", "undetermined") else self.new(kind, id_)

    @staticmethod
    def holds_ids(node: dict[str, Any], key: str) -> bool:
        value = node.get(key)
        return isinstance(value, list) and all(isinstance(each, str) for each in value)

    def owner(self, node: dict[str, Any], option: str) -> str:
        """The fact that an option belongs to: the one being walked."""
        return str(node["fact"]) if "fact" in node else self.walking

    walking = ""

    def mapped(self, node: dict[str, Any], key: str) -> Any:
        """Mappings whose keys are ids: presets, answers given, options that lead elsewhere."""
        value = node[key]
        if key in ("preset", "given"):
            return self.answers(value)
        if key == "change":
            return value | {"answer": self.value(node["fact"], value["answer"])}
        if key == "leads_to":
            fact = node["fact"]
            return {self.option(fact, o): self.new("wizard", w) for o, w in value.items()}
        if key == "options" and "fact" in node:
            self.walking = node["fact"]
            if self.holds_ids(node, key):
                return [self.option(node["fact"], option) for option in value]
        return None
