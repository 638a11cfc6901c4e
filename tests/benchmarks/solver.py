"""The same questions put to Z3: what the core is timed beside.

A fact is a bit-vector over its options; every distinct condition is built once; the outcome of a
revision is nested over the ranks. Reads what the generated rule bases have: facts with one option
as the answer, each asked always.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import z3

from rulecore import And, Condition, Is, Not, Or, RuleBase


class Terms:
    """The terms over the facts of a rule base, or of several that have the same facts."""

    def __init__(self, base: RuleBase) -> None:
        self.known: dict[Condition, Any] = {}
        self.answers: dict[tuple[str, str], Any] = {}
        for fact in base.facts:
            bits = (len(fact.options) - 1).bit_length()
            vector = z3.BitVec(fact.id, bits)
            assert len(fact.options) == 1 << bits
            for place, option in enumerate(fact.options):
                self.answers[fact.id, option] = vector == place

    def outcome(self, base: RuleBase) -> Any:
        """The rank of the headline; 0 where no rule fires."""
        by_rank: defaultdict[int, list[Any]] = defaultdict(list)
        for rule in base.rules:
            by_rank[base.rank[rule.modality]].append(self.where(rule.when))
        bits = len(base.modalities).bit_length()
        outcome: Any = z3.BitVecVal(0, bits)
        for rank, firing in sorted(by_rank.items()):
            outcome = z3.If(z3.Or(firing), z3.BitVecVal(rank, bits), outcome)
        return outcome

    def where(self, condition: Condition) -> Any:
        """Where the condition holds."""
        if condition not in self.known:
            self.known[condition] = self._where(condition)
        return self.known[condition]

    def _where(self, condition: Condition) -> Any:
        match condition:
            case Is(fact, (value,)):
                return self.answers[fact, value]
            case Is(fact, values):
                return z3.Or([self.answers[fact, value] for value in values])
            case And(parts):
                return z3.And([self.where(part) for part in parts])
            case Or(parts):
                return z3.Or([self.where(part) for part in parts])
            case Not(part):
                return z3.Not(self.where(part))
        raise ValueError(f"the generated rule bases have no {condition}")


def differ(old: RuleBase, new: RuleBase) -> bool:
    """Whether any scenario has another outcome: the terms of each revision, solver, verdict."""
    return _verdict(_unequal(Terms(old).outcome(old), Terms(new).outcome(new)))


def differ_with_shared_terms(old: RuleBase, new: RuleBase) -> bool:
    """The same, with the terms that both revisions have built once: what an expert may do."""
    terms = Terms(old)
    return _verdict(_unequal(terms.outcome(old), terms.outcome(new)))


def _unequal(one: Any, other: Any) -> Any:
    solver = z3.SolverFor("QF_FD")
    solver.add(one != other)
    return solver


class DeadRules:
    """The checks for dead rules: one solver, a level of it for every rule.

    Of the ways to ask (levels, the condition as an assumption, a name for it) the fastest.
    """

    def __init__(self, base: RuleBase) -> None:
        terms = Terms(base)
        self.conditions = {rule.id: terms.where(rule.when) for rule in base.rules}
        self.solver = z3.SolverFor("QF_FD")

    def found(self) -> list[str]:
        """The rules that never fire."""
        return [rule for rule, condition in self.conditions.items() if not self._can(condition)]

    def _can(self, condition: Any) -> bool:
        self.solver.push()
        self.solver.add(condition)
        holds = _verdict(self.solver)
        self.solver.pop()
        return holds


def _verdict(solver: Any) -> bool:
    verdict = solver.check()
    assert verdict != z3.unknown
    return bool(verdict == z3.sat)
