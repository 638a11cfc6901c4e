"""The policies that the tests use: the real one, another one, and any number of random ones."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

from policysite.policy import Policy
from policysite.source import load

ROOT = Path(__file__).parent.parent
REAL = ROOT / "policy_src" / "policy.yaml"
OTHER = ROOT / "tests" / "policies" / "pret.yaml"

VALUES: dict[str, tuple[object, object, object]] = {
    "yes_no": ("no", "yes", "yes"),
    "choice": ("x", "z", "y"),
    "several": (["z"], ["y"], ["x", "y"]),
    "number": ("3", "6", "7"),
    "date": ("2024-02-29", "2024-03-02", "2024-02-26"),
}
"""Type → what a fact of a random policy has: its default, the better answer, its preset."""


@cache
def policy(path: Path) -> Policy:
    """The policy of a well-formed source; a random one may have rules that prove nothing."""
    loaded = load(path)
    assert loaded.status < 2, loaded.report("en")
    assert loaded.policy is not None
    return loaded.policy


def random_source(seed: int) -> str:
    """A small random policy: facts of every type, relevance, named conditions, odd rules."""
    return _Random(seed).source()


class _Random:
    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.facts: list[dict[str, object]] = []

    def source(self) -> str:
        for i in range(self.dice.randint(3, 6)):
            self.facts.append(self.fact(f"f{i}"))
        modalities = [
            {
                "modality": f"m{i}",
                "tier": 4 - (i + 1) // 2,
                "tone": "open",
                "word": {"fr": "mot"},
                "fr": "titre",
            }
            for i in range(4)
        ]
        rules = [self.rule(i) for i in range(self.dice.randint(2, 6))]
        rules.append(
            {"rule": "base", "modality": "m3", "when": self.always(), "fr": "sinon", "base": "true"}
        )
        notes = [{"note": f"n{i}", "when": self.condition(2), "fr": "note"} for i in range(2)]
        # Every question serves a purpose: this note reads those that nothing else may read.
        read_all = " or ".join(self.atom(fact) for fact in self.facts)
        notes.append({"note": "n2", "when": read_all, "fr": "note"})
        texts = [
            {
                "text": "t0",
                "after": ["m0", "m1"],
                "folded_after": ["m2"],
                "after_if": self.condition(1),
                "fr": "texte",
            },
            {"text": "t1", "answers": self.condition(1), "fr": "texte"},
        ]
        extends = [{"extension": "e0", "when": self.condition(1), "also": ["d"]}]
        clause = {
            "clause": "c",
            "fr": "texte",
            "kind": "obligation",
            "rules": rules,
            "notes": notes,
            "texts": texts,
            "extends": extends,
        }
        return json.dumps(
            {
                "format": "1",
                "document": {"name": "hasard", "title": {"fr": "titre"}, "lead": {"fr": "phrase"}},
                "languages": [{"language": "fr", "status": "authoritative"}],
                "revision": {
                    "name": "2020-01-01",
                    "kind": "adoption",
                    "kind_source": "stated",
                    "decided": "2020-01-01",
                    "in_force": "2020-01-01",
                },
                "text": [
                    {
                        "section": "s",
                        "title": {"fr": "titre"},
                        "body": [clause, {"clause": "d", "fr": "texte", "kind": "information"}],
                    }
                ],
                "conditions": [{"condition": "named", "when": self.condition(1), "fr": "nommée"}],
                "questions": self.facts,
                "modalities": modalities,
                "wizards": [self.wizard("full", self.facts), self.narrow(), self.informing()],
            },
            ensure_ascii=False,
        )

    def fact(self, id_: str) -> dict[str, object]:
        kind = self.dice.choice(list(VALUES))
        default, better, _ = VALUES[kind]
        fact: dict[str, object] = {
            "fact": id_,
            "type": kind,
            "fr": "question",
            "label": {"fr": "sujet"},
            "clauses": ["c"],
        }
        if kind in ("choice", "several"):
            fact["options"] = [{"option": o, "fr": o} for o in ("x", "y", "z")]
        if kind == "several":
            fact["exclusive"] = ["z"]
        if kind == "number":
            fact |= {"lowest": "0", "highest": "9"}
        if kind == "date" and self.dice.random() < 0.5:
            fact |= {"lowest": "2024-02-24", "highest": "2024-03-05"}
        fact["default"] = default
        if self.facts and self.dice.random() < 0.5:
            fact["ask_if"] = self.condition(1)
        if self.dice.random() < 0.6:
            fact["change"] = {"answer": better, "fr": "changer"}
        return fact

    def rule(self, i: int) -> dict[str, object]:
        return {
            "rule": f"r{i}",
            "modality": self.dice.choice(["m0", "m1", "m2", "m3"]),
            "when": self.condition(2),
            "fr": "règle",
        }

    def wizard(self, id_: str, facts: list[dict[str, object]]) -> dict[str, object]:
        asked = [{"fact": fact["fact"]} for fact in facts]
        self.dice.shuffle(asked)
        return {
            "wizard": id_,
            "fr": "titre",
            "summary": {"fr": "résumé"},
            "clauses": ["c"],
            "questions": asked,
        }

    def narrow(self) -> dict[str, object]:
        """A wizard that presets one fact, asks some and leaves the rest to their defaults."""
        preset, *asked = self.facts
        _, _, value = VALUES[str(preset["type"])]
        return self.wizard("narrow", asked[:2]) | {"preset": {preset["fact"]: value}}

    def informing(self) -> dict[str, object]:
        return self.wizard("informing", self.facts) | {"informative": "true"}

    def always(self) -> str:
        atom = self.atom()
        return f"{atom} or not ({atom})"

    def condition(self, depth: int) -> str:
        if depth == 0:
            return self.atom()
        parts = [self.condition(depth - 1) for _ in range(self.dice.randint(1, 3))]
        joined = f" {self.dice.choice(['and', 'or'])} ".join(f"({part})" for part in parts)
        return f"not ({joined})" if self.dice.random() < 0.2 else joined

    def atom(self, fact: dict[str, object] | None = None) -> str:
        fact = fact or self.dice.choice(self.facts)
        id_, dice = fact["fact"], self.dice
        match fact["type"]:
            case "yes_no":
                return f"{id_} {dice.choice(['==', '!='])} {dice.choice(['yes', 'no'])}"
            case "choice":
                return dice.choice([f"{id_} == x", f"{id_} != y", f"{id_} in (x, z)"])
            case "several":
                return f"{dice.choice(['x', 'y', 'z'])} in {id_}"
            case "date":
                day = f"2024-{dice.choice(['02-25', '02-28', '02-29', '03-01', '03-05'])}"
                return dice.choice([f"{id_} {self.relation()} {day}", f"{id_} in ({day})"])
            case _:
                return f"{id_} {self.relation()} {dice.randint(1, 9)}"

    def relation(self) -> str:
        return self.dice.choice(["<", "<=", ">", ">=", "==", "!="])
