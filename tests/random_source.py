"""Random policies by a seed, as sources: every type of fact, relevance, odd rules and wizards.

A small one has so few scenarios that they can be enumerated. In a larger one the facts fall into
groups that have nothing in common but the first few facts, as the topics of a policy do.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass

type Declared = dict[str, object]
"""A fact, a rule, a wizard … as the source declares it."""

SHARED = 3
"""How many facts of a larger policy every group of facts may read."""

GROUP = 4
"""How many facts hang together in a larger policy."""

SMALL = 7
"""Up to so many facts, all hang together."""

LETTERS = ("w", "x", "y", "z")
RELATIONS = ("<", "<=", ">", ">=", "==", "!=")


def random_source(seed: int, facts: int | None = None) -> str:
    """A policy with so many facts; without a number, a small one."""
    return _Random(seed).source(facts)


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of fact: what it declares of its own, one of its values, and an atom that reads it."""

    declare: Callable[[random.Random], Declared]
    value: Callable[[random.Random, Declared], object]
    atom: Callable[[random.Random, Declared], str]


def _options(fact: Declared) -> list[str]:
    options = fact["options"]
    assert isinstance(options, list)
    return [option["option"] for option in options]


def _declare_options(dice: random.Random) -> Declared:
    return {"options": [{"option": o, "fr": o} for o in LETTERS[: dice.randint(2, 4)]]}


def _declare_several(dice: random.Random) -> Declared:
    declared = _declare_options(dice)
    *_, other, last = _options(declared)
    return declared | {"exclusive": dice.choice([[], [last], [last], [last, other]])}


def _some_options(dice: random.Random, fact: Declared) -> list[str]:
    exclusive = fact["exclusive"]
    assert isinstance(exclusive, list)
    free = [option for option in _options(fact) if option not in exclusive]
    if not free or (exclusive and dice.random() < 0.4):
        return [dice.choice(exclusive)]
    return dice.sample(free, dice.randint(1, len(free)))


def _declare_number(dice: random.Random) -> Declared:
    declared: Declared = {"decimals": "1"} if dice.random() < 0.2 else {}
    if dice.random() < 0.7:
        declared["lowest"] = dice.choice(["0", "-2"])
    if dice.random() < 0.7:
        declared["highest"] = dice.choice(["8", "12"])
    return declared


def _number(dice: random.Random, fact: Declared) -> str:
    return dice.choice(["2.5", "7.5"] if "decimals" in fact else ["0", "2", "5", "8"])


def _yes_no_atom(dice: random.Random, fact: Declared) -> str:
    return f"{fact['fact']} {dice.choice(['==', '!='])} {dice.choice(['yes', 'no'])}"


def _choice_atom(dice: random.Random, fact: Declared) -> str:
    options = _options(fact)
    listed = ", ".join(dice.sample(options, dice.randint(1, len(options))))
    one = dice.choice(options)
    return f"{fact['fact']} {dice.choice([f'== {one}', f'!= {one}', f'in ({listed})'])}"


def _several_atom(dice: random.Random, fact: Declared) -> str:
    return f"{dice.choice(_options(fact))} in {fact['fact']}"


def _number_atom(dice: random.Random, fact: Declared) -> str:
    one, other = dice.sample(["2", "3", "6"], 2)
    if dice.random() < 0.15:
        return f"{fact['fact']} in ({one}, {other})"
    return f"{fact['fact']} {dice.choice(RELATIONS)} {one}"


def _declare_date(dice: random.Random) -> Declared:
    bounded = dice.random() < 0.5
    return {"lowest": "2024-02-24", "highest": "2024-03-05"} if bounded else {}


def _date(dice: random.Random, fact: Declared) -> str:
    return f"2024-{dice.choice(['02-26', '02-29', '03-02'])}"


def _date_atom(dice: random.Random, fact: Declared) -> str:
    one, other = (f"2024-{day}" for day in dice.sample(["02-25", "02-28", "02-29", "03-01"], 2))
    if dice.random() < 0.15:
        return f"{fact['fact']} in ({one}, {other})"
    return f"{fact['fact']} {dice.choice(RELATIONS)} {one}"


KINDS = {
    "yes_no": Kind(lambda dice: {}, lambda dice, fact: dice.choice(["yes", "no"]), _yes_no_atom),
    "choice": Kind(_declare_options, lambda dice, fact: dice.choice(_options(fact)), _choice_atom),
    "several": Kind(_declare_several, _some_options, _several_atom),
    "number": Kind(_declare_number, _number, _number_atom),
    "date": Kind(_declare_date, _date, _date_atom),
}
"""Another type of fact is one more entry."""


class _Random:
    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.facts: list[Declared] = []
        self.scope: list[Declared] = []
        self.names: list[str] = []

    def source(self, facts: int | None) -> str:
        dice = self.dice
        count = dice.randint(3, 6) if facts is None else facts
        for place in range(count):
            self.facts.append(self.fact(place, self.group(place, count)))
        self.scope = self.facts if count <= SMALL else self.facts[:SHARED]
        conditions = [self.named("early", self.facts[:2]), self.named("late", self.scope)]
        modalities = self.modalities()
        clause = {
            "clause": "c",
            "fr": "texte",
            "kind": "obligation",
            "rules": self.rules(modalities, self.fewest_rules()),
            "notes": [*self.each("note", 2, fr="note"), self.reading_all()],
            "texts": self.texts(modalities),
            "extends": self.each("extension", 2, also=["d"]),
        }
        asked = dice.sample(self.facts, count) if dice.random() < 0.5 else self.facts
        return json.dumps(
            {
                **HEAD,
                "text": [
                    {
                        "section": "s",
                        "title": {"fr": "titre"},
                        "body": [clause, *(_informing_clause(id_) for id_ in ("d", "e"))],
                    }
                ],
                "conditions": conditions,
                "questions": asked,
                "modalities": modalities,
                "wizards": [
                    self.wizard("full", self.facts),
                    self.narrow(),
                    self.wizard("informing", self.facts) | {"informative": "true"},
                ],
            },
            ensure_ascii=False,
        )

    def group(self, place: int, count: int) -> list[Declared]:
        """What the fact at that place may read in its `ask_if`: most often its neighbours."""
        if count <= SMALL:
            return list(self.facts)
        start = SHARED + (place - SHARED) // GROUP * GROUP
        return self.facts[:SHARED] + 3 * self.facts[max(SHARED, start) : place]

    def fact(self, place: int, scope: list[Declared]) -> Declared:
        dice, self.scope = self.dice, scope
        self.names = ["early"] if place >= 2 else []
        type_ = dice.choice(list(KINDS))
        kind = KINDS[type_]
        fact: Declared = {
            "fact": f"f{place}",
            "type": type_,
            "fr": "question",
            "label": {"fr": "sujet"},
            "clauses": ["c"],
            **kind.declare(dice),
        }
        if scope and dice.random() < 0.5:
            fact["ask_if"] = self.condition(1)
        if "ask_if" in fact or dice.random() < 0.8:
            fact["default"] = kind.value(dice, fact)
        if dice.random() < 0.7:
            fact["change"] = {"answer": kind.value(dice, fact), "fr": "changer"}
        return fact

    def named(self, name: str, scope: list[Declared]) -> Declared:
        """A condition by name; those that come after it may use it."""
        kept, self.scope = self.scope, scope
        self.names = ["early"] if name == "late" else []
        declared: Declared = {"condition": name, "when": self.condition(1), "fr": "nommée"}
        self.scope = kept
        self.names.append(name)
        return declared

    def modalities(self) -> list[Declared]:
        """From the most to the least severe; a tier may have several."""
        tier, declared = 9, []
        for place in range(self.dice.randint(3, 5)):
            tier -= self.dice.random() < 0.75
            words = {"tone": "open", "word": {"fr": "mot"}, "fr": "titre"}
            declared.append({"modality": f"m{place}", "tier": tier, **words})
        return declared

    def fewest_rules(self) -> int:
        count = len(self.facts)
        return 1 if count <= SMALL else self.dice.choice((count // 2, 2 * count))

    def rules(self, modalities: list[Declared], least: int) -> list[Declared]:
        """Some rules; most often a base rule under them, which need not always hold."""
        dice = self.dice
        ids = [modality["modality"] for modality in modalities]
        rules = [
            rule | {"modality": dice.choice(ids)}
            for rule in self.each("rule", dice.randint(least, least + 4), fr="règle")
        ]
        if dice.random() < 0.8:
            always = f"{(atom := self.atom())} or not ({atom})"
            when = always if dice.random() < 0.8 else self.condition(1)
            base = {"rule": "base", "when": when, "fr": "sinon", "base": "true"}
            rules.append(base | {"modality": ids[-1] if dice.random() < 0.8 else dice.choice(ids)})
        return rules

    def each(self, what: str, count: int, **also: object) -> list[Declared]:
        """So many things with a condition."""
        found = []
        for place in range(count):
            self.scope = self.somewhere()
            thing = {what: f"{what[0]}{place}", "when": self.condition(2), **also}
            if self.dice.random() < 0.3:
                thing["also"] = [self.dice.choice(["d", "e"])]
            found.append(thing)
        return found

    def somewhere(self) -> list[Declared]:
        """Facts that one condition may read: all of a small policy, or a group and one shared."""
        if len(self.facts) <= SMALL:
            return self.facts
        start = self.dice.randrange(SHARED, len(self.facts), GROUP)
        return [self.dice.choice(self.facts[:SHARED]), *self.facts[start : start + GROUP]]

    def reading_all(self) -> Declared:
        """Every question serves a purpose: this note reads those that nothing else may read."""
        return {"note": "all", "when": " or ".join(map(self.atom, self.facts)), "fr": "note"}

    def texts(self, modalities: list[Declared]) -> list[Declared]:
        after, folded = [m["modality"] for m in modalities[:2]], modalities[2]["modality"]
        place = self.dice.choice(["after", "folded_after"])
        self.scope = self.somewhere()
        texts: list[Declared] = [
            {"after": after, "folded_after": [folded], "after_if": self.condition(1)},
            {"after": after[:1], "folded_after": "any"},
            {place: "any", "after_if": self.condition(1)},
            {"answers": self.condition(1)},
            {"after": [folded], "answers": self.condition(1)},
        ]
        return [{"text": f"t{n}", "fr": "texte", **text} for n, text in enumerate(texts)]

    def wizard(self, id_: str, facts: list[Declared]) -> Declared:
        asked: list[Declared] = [{"fact": fact["fact"]} for fact in facts]
        self.dice.shuffle(asked)
        return {
            "wizard": id_,
            "fr": "titre",
            "summary": {"fr": "résumé"},
            "clauses": ["c"],
            "questions": asked,
        }

    def narrow(self) -> Declared:
        """A wizard that presets one fact, asks some and leaves the rest to their defaults."""
        preset, *others = self.facts
        asked = [f for f in others if self.dice.random() < 0.6 or "default" not in f] or others[:1]
        wizard = self.wizard("narrow", asked)
        value = KINDS[str(preset["type"])].value(self.dice, preset)
        wizard["preset"] = {preset["fact"]: value}
        wizard["questions"] = [self.narrowed(fact) for fact in asked]
        return wizard

    def narrowed(self, fact: Declared) -> Declared:
        """A question that does not offer everything."""
        question: Declared = {"fact": fact["fact"]}
        if fact["type"] not in ("choice", "several") or self.dice.random() < 0.4:
            return question
        first, *others = self.dice.sample(_options(fact), len(_options(fact)))
        if self.dice.random() < 0.4:
            return question | {"leads_to": {first: "full"}}
        return question | {"options": others}

    def condition(self, depth: int) -> str:
        if depth == 0:
            return self.atom()
        if len(self.facts) > SMALL and depth == 1:
            return f"{self.atom()} or {self.atom()}"
        if depth > 1 and (len(self.facts) > SMALL or self.dice.random() < 0.5):
            return self.seldom()
        parts = [self.condition(depth - 1) for _ in range(self.dice.randint(1, 3))]
        joined = f" {self.dice.choice(['and', 'or'])} ".join(f"({part})" for part in parts)
        return f"not ({joined})" if self.dice.random() < 0.2 else joined

    def seldom(self) -> str:
        """Most rules hold seldom, or the most severe one always would."""
        ways = [
            " and ".join(map(self.atom, self.dice.sample(self.scope, min(3, len(self.scope)))))
            for _ in range(self.dice.choice((1, 1, 2)))
        ]
        return " or ".join(ways)

    def atom(self, fact: Declared | None = None) -> str:
        if fact is None and self.names and self.dice.random() < 0.1:
            return self.dice.choice(self.names)
        fact = fact or self.dice.choice(self.scope)
        return KINDS[str(fact["type"])].atom(self.dice, fact)


def _informing_clause(id_: str) -> Declared:
    return {"clause": id_, "fr": "texte", "kind": "information"}


HEAD: Declared = {
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
}
