"""A consultation as Z3 answers it, field by field as `tests.reference` does.

Two scenarios stand side by side: whether a fact can change something is asked of a pair that has
every other answer in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import z3

from rulecore import RuleBase, Text, Value, Wizard
from tests.evidence.proofs import Proofs
from tests.evidence.solver import Encoding, Scenarios, answering
from tests.reference import Result


class Solved:
    """A rule base, encoded once for many consultations."""

    def __init__(self, base: RuleBase) -> None:
        self.base = base
        self.one, self.other = Encoding(base, "one", "one"), Encoding(base, "other", "other")
        self.pairs = Scenarios(self.one, self.other)
        self.same = {fact.id: z3.Bool(f"same {fact.id}") for fact in base.facts}
        for fact, same in self.same.items():
            self.pairs.solver.add(same == (self.one.raw[fact] == self.other.raw[fact]))
        self.tiers_differ = self.pairs.some_differ(
            "tiers", _tiers(self.one, base), _tiers(self.other, base)
        )
        self.pages_differ = {
            informative: self.pairs.some_differ(
                f"pages {informative}",
                _shown(self.one, informative),
                _shown(self.other, informative),
            )
            for informative in (False, True)
        }

    def consult(self, wizard: Wizard, known: Mapping[str, Value], unknown: Iterable[str]) -> Result:
        """`unknown`: the questions answered with "I don't know"."""
        with self.answering(wizard, known):
            return self.result(wizard, known, frozenset(unknown))

    def proofs(self, wizard: Wizard) -> Proofs:
        """The same that the core can prove of the wizard."""
        can, one = self.pairs.can, self.one
        heads = {rule.id: one.headlines[rule.modality] for rule in self.base.rules}
        with self.answering(wizard, {}):
            return Proofs(
                dead=frozenset(r for r, fires in one.rules.items() if not can(fires)),
                idle=frozenset(r for r, fires in one.rules.items() if not can(fires, heads[r])),
                gap=can(one.silent),
            )

    @contextmanager
    def answering(self, wizard: Wizard, known: Mapping[str, Value]) -> Iterator[None]:
        """In it, only the scenarios that the answers leave are left."""
        self.pairs.solver.push()
        for encoding in (self.one, self.other):
            self.pairs.solver.add(*answering(encoding, wizard, known))
        yield
        self.pairs.solver.pop()

    def result(self, wizard: Wizard, known: Mapping[str, Value], unknown: frozenset[str]) -> Result:
        base, one, can = self.base, self.one, self.pairs.can
        asked = [question.fact for question in wizard.questions]
        could_be = self.could_be(wizard)
        one_tier = len({base.tier[m] for m in could_be}) == 1
        outcome = could_be[-1] if one_tier and not can(one.silent) else None
        rules = self.rules(wizard, outcome)
        differ = self.pages_differ[wizard.informative]
        unanswered = (f for f in asked if f not in known and f not in unknown)
        left = tuple(fact for fact in unanswered if self.can_change(fact, differ))
        return Result(
            status=_status(wizard, outcome),
            outcome=outcome,
            could_be=could_be,
            missing=() if outcome or wizard.informative else self.missing(asked, known),
            rules=rules,
            clauses=self.clauses(rules, outcome),
            notes=frozenset(n for n, on in one.notes.items() if not wizard.informative and can(on)),
            texts=frozenset(
                (text.id, not wizard.informative and outcome not in text.after)
                for text in base.texts
                if self.is_shown(text, wizard, outcome)
            ),
            ignored=tuple(
                fact
                for fact in asked
                if (fact in known or fact in unknown) and not can(one.relevant[fact])
            ),
            next_question=left[0] if left else None,
            left=left,
        )

    def can_change(self, fact: str, differing: z3.BoolRef) -> bool:
        """Whether two scenarios that have all other answers in common can differ so."""
        return self.pairs.can(differing, *(s for f, s in self.same.items() if f != fact))

    def could_be(self, wizard: Wizard) -> tuple[str, ...]:
        if wizard.informative:
            return ()
        return tuple(m for m, head in self.one.headlines.items() if self.pairs.can(head))

    def missing(self, asked: Iterable[str], known: Mapping[str, Value]) -> tuple[str, ...]:
        left = (fact for fact in asked if fact not in known)
        return tuple(fact for fact in left if self.can_change(fact, self.tiers_differ))

    def is_certain(self, proposition: z3.BoolRef) -> bool:
        return not self.pairs.can(z3.Not(proposition))

    def rules(self, wizard: Wizard, outcome: str | None) -> frozenset[str]:
        if wizard.informative:
            return frozenset()
        return frozenset(
            rule.id
            for rule in self.base.rules
            if (not rule.base or rule.modality == outcome)
            and self.is_certain(self.one.rules[rule.id])
        )

    def clauses(self, certain: frozenset[str], outcome: str | None) -> frozenset[str]:
        if outcome is None:
            return frozenset()
        of_it = [rule for rule in self.base.rules if rule.modality == outcome]
        carrying = [rule for rule in of_it if rule.id in certain] or [
            rule
            for rule in of_it
            if self.pairs.can(self.one.headlines[outcome], self.one.rules[rule.id])
        ]
        extending = [
            extension
            for extension in self.base.extensions
            if self.is_certain(self.one.extensions[extension.id])
        ]
        citing = [thing.clauses for thing in carrying] + [thing.clauses for thing in extending]
        return frozenset(clause for clauses in citing for clause in clauses)

    def is_shown(self, text: Text, wizard: Wizard, outcome: str | None) -> bool:
        if wizard.informative:
            return text.answers is not None and self.pairs.can(self.one.answering[text.id])
        return outcome in (*text.after, *text.folded_after) and self.pairs.can(
            self.one.texts[text.id]
        )


def decided_alike(old: RuleBase, new: RuleBase, wizard: Wizard) -> bool:
    """Whether both revisions have the same headline in every scenario of the wizard."""
    before, after = Encoding(old, "any", "before"), Encoding(new, "any", "after")
    scenarios = Scenarios(before, after)
    scenarios.solver.add(*answering(before, wizard, {}))
    heads = (before.headlines.values(), after.headlines.values())
    return not scenarios.can(scenarios.some_differ("headlines", *heads))


def _status(wizard: Wizard, outcome: str | None) -> str:
    if wizard.informative:
        return "informative"
    return "determined" if outcome else "undetermined"


def _tiers(encoding: Encoding, base: RuleBase) -> list[z3.BoolRef]:
    return [encoding.tier(tier) for tier in sorted({m.tier for m in base.modalities})]


def _shown(encoding: Encoding, informative: bool) -> list[z3.BoolRef]:
    """What a page can show."""
    if informative:
        return list(encoding.answering.values())
    following = [t.id for t in encoding.base.texts if t.after or t.folded_after]
    return [
        *encoding.rules.values(),
        *encoding.notes.values(),
        *encoding.extensions.values(),
        *(encoding.texts[text] for text in following),
    ]
