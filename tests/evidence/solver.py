"""A rule base as Z3 sees it: bit-vectors for the answers, propositions for what they bring about.

Written from DESIGN ("What the answers mean"): no truth table, no enumeration, nothing of `rulecore`
but the model of a rule base and of its conditions.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import z3

from rulecore import (
    And,
    Compare,
    Condition,
    Fact,
    FactType,
    Has,
    Is,
    Modality,
    Not,
    Or,
    Question,
    Ref,
    RuleBase,
    Value,
    Wizard,
)

NUMBER_BITS = 16
DATE_BITS = 24
FARTHEST = 9_999
"""Numbers without bounds are looked for up to here, on both sides of zero."""

COMPARED = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
"""Of bit-vectors, Z3 compares with a sign."""

type Named = dict[str, z3.BoolRef]


class Encoding:
    """One scenario of a rule base, left open.

    `answers`: whose answers they are; encodings of one name share them. `name`: of what follows
    from them. `raw`: fact → the answer. `laws`: what holds of every scenario. The rest: one
    proposition for each rule that fires, each fact that counts …
    """

    def __init__(self, base: RuleBase, answers: str, name: str) -> None:
        self.base, self.name = base, name
        self.raw = {f.id: z3.BitVec(f"{answers} {f.id}", _bits(f)) for f in base.facts}
        self.laws: list[z3.BoolRef] = [
            law for fact in base.facts for law in _possible(fact, self.raw[fact.id])
        ]
        self.value: dict[str, z3.BitVecRef] = {}
        self.relevant: Named = {}
        for fact in base.facts:
            self.relevant[fact.id] = self.meaning(fact.ask_if)
            self.value[fact.id] = self.effective(fact)
        self.rules = self.each("rule", {r.id: r.when for r in base.rules})
        self.notes = self.each("note", {n.id: n.when for n in base.notes})
        self.extensions = self.each("extension", {e.id: e.when for e in base.extensions})
        self.texts = self.each("text", {t.id: t.after_if for t in base.texts})
        self.answering = self.each(
            "answers", {t.id: t.answers for t in base.texts if t.answers is not None}
        )
        self.headlines = {m.id: self.headline(m) for m in base.modalities}
        self.silent = self.proposition("silent", z3.Not(z3.Or(*self.rules.values())))

    def proposition(self, what: str, meaning: z3.BoolRef) -> z3.BoolRef:
        """A name for a meaning, so that it can be assumed and denied at no cost."""
        named = z3.Bool(f"{self.name} {what}")
        self.laws.append(named == meaning)
        return named

    def each(self, what: str, conditions: Mapping[str, Condition]) -> Named:
        return {
            id_: self.proposition(f"{what} {id_}", self.meaning(condition))
            for id_, condition in conditions.items()
        }

    def effective(self, fact: Fact) -> z3.BitVecRef:
        raw = self.raw[fact.id]
        if fact.default is None:
            return raw
        return z3.If(self.relevant[fact.id], raw, constant(fact, fact.default))

    def headline(self, modality: Modality) -> z3.BoolRef:
        """A rule of the modality fires, and none of a more severe one."""
        place = self.base.modalities.index(modality)
        above = {other.id for other in self.base.modalities[:place]}
        here = [self.rules[r.id] for r in self.base.rules if r.modality == modality.id]
        higher = [self.rules[r.id] for r in self.base.rules if r.modality in above]
        meaning = z3.And(z3.Or(*here), z3.Not(z3.Or(*higher)))
        return self.proposition(f"headline {modality.id}", meaning)

    def tier(self, tier: int) -> z3.BoolRef:
        heads = [self.headlines[m.id] for m in self.base.modalities if m.tier == tier]
        return z3.Or(*heads)

    def meaning(self, condition: Condition) -> z3.BoolRef:
        match condition:
            case And(parts):
                return z3.And(*map(self.meaning, parts))
            case Or(parts):
                return z3.Or(*map(self.meaning, parts))
            case Not(part):
                return z3.Not(self.meaning(part))
            case Ref(name):
                return self.meaning(self.base.conditions[name])
            case Is(fact, values):
                return z3.Or(*(self.value[fact] == self.constant(fact, v) for v in values))
            case Has(fact, option):
                mask = self.constant(fact, frozenset([option]))
                return (self.value[fact] & mask) == mask
            case Compare(fact, relation, number):
                return COMPARED[relation](self.value[fact], self.constant(fact, number))

    def constant(self, fact: str, value: Value) -> z3.BitVecRef:
        return constant(self.base.fact[fact], value)


def constant(fact: Fact, value: Value) -> z3.BitVecRef:
    """A value as bits: a number, the place of an option, a bit for each of several."""
    if isinstance(value, int):
        return z3.BitVecVal(value, _bits(fact))
    if isinstance(value, frozenset):
        return z3.BitVecVal(sum(1 << fact.options.index(o) for o in value), _bits(fact))
    return z3.BitVecVal(fact.options.index(value), _bits(fact))


def _bits(fact: Fact) -> int:
    match fact.type:
        case FactType.NUMBER:
            return NUMBER_BITS
        case FactType.DATE:
            return DATE_BITS
        case FactType.SEVERAL:
            return len(fact.options)
        case FactType.YES_NO | FactType.CHOICE:
            return max(1, (len(fact.options) - 1).bit_length())


def _possible(fact: Fact, raw: z3.BitVecRef) -> Iterator[z3.BoolRef]:
    """What holds of every answer to the question."""
    match fact.type:
        case FactType.NUMBER:
            yield raw >= (-FARTHEST if fact.low is None else fact.low)
            yield raw <= (FARTHEST if fact.high is None else fact.high)
        case FactType.DATE:
            yield raw >= (date.min.toordinal() if fact.low is None else fact.low)
            yield raw <= (date.max.toordinal() if fact.high is None else fact.high)
        case FactType.SEVERAL:
            yield raw != 0
            for option in fact.exclusive:
                alone = constant(fact, frozenset([option]))
                yield z3.Implies((raw & alone) == alone, raw == alone)
        case FactType.YES_NO | FactType.CHOICE:
            yield z3.Or(*(raw == constant(fact, option) for option in fact.options))


def answering(
    encoding: Encoding, wizard: Wizard, known: Mapping[str, Value]
) -> Iterator[z3.BoolRef]:
    """What answers known in a wizard say of the scenarios that remain."""
    questions = {question.fact: question for question in wizard.questions}
    for fact in encoding.base.facts:
        raw = encoding.raw[fact.id]
        value = known.get(fact.id, wizard.preset.get(fact.id))
        if value is None and fact.id in questions:
            yield _offered(fact, questions[fact.id], raw)
        elif value is not None or fact.default is not None:
            value = fact.default if value is None else value
            assert value is not None
            yield raw == constant(fact, value)


def _offered(fact: Fact, question: Question, raw: z3.BitVecRef) -> z3.BoolRef:
    if fact.type.is_ordered:
        return z3.BoolVal(True)
    if fact.type is FactType.SEVERAL:
        others = frozenset(fact.options) - set(question.options)
        return (raw & constant(fact, others)) == 0
    return z3.Or(*(raw == constant(fact, option) for option in question.options))


class Scenarios:
    """Every pair of scenarios of two encodings; asked what some pair can have in common."""

    def __init__(self, *encodings: Encoding) -> None:
        self.solver = z3.SolverFor("QF_FD")
        for encoding in encodings:
            self.solver.add(*encoding.laws)

    def can(self, *propositions: z3.BoolRef) -> bool:
        """Whether they can all hold."""
        found = self.solver.check(*propositions)
        assert found != z3.unknown, self.solver.reason_unknown()
        return bool(found == z3.sat)

    def some_differ(
        self, name: str, ones: Iterable[z3.BoolRef], others: Iterable[z3.BoolRef]
    ) -> z3.BoolRef:
        """A name for: they do not all hold alike."""
        differing = z3.Bool(f"differ {name}")
        pairs = zip(ones, others, strict=True)
        self.solver.add(differing == z3.Or(*(one != other for one, other in pairs)))
        return differing
