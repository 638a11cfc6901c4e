"""What each wizard decides otherwise: exact counts, from which outcome to which, and why.

Place in the flow: after `renaming`; `rulecore.difference` counts. A wizard that only informs gives
no outcome: its texts are compared one by one, shown or not shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policysite.policy import Policy
from rulecore import Fact, FactType, Modality, Question, Rule, RuleBase, TooEntangled, show_value
from rulecore.answers import Given
from rulecore.difference import Changed, difference
from rulecore.pair import OLD

SHOWN = "shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """The scenarios that go from one outcome to another (None: no rule fires) for the same rules.

    `rules`: those that make the difference; `former`: those of them that do so in the old revision
    alone. `clauses`: what all of them rest on, in either revision.
    """

    before: str | None
    after: str | None
    count: int
    witness: Given
    rules: tuple[str, ...]
    former: tuple[str, ...]
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """A question that one revision's wizard asks, and the answer that it keeps meanwhile."""

    fact: str
    asked_by: str
    answer: str | list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a wizard lets a person answer: options, or the bounds of a number as one gives it."""

    options: tuple[str, ...] = ()
    exclusive: tuple[str, ...] = ()
    lowest: str | None = None
    highest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A question that offers other answers in the new revision: only what both offer counts."""

    fact: str
    old: Offer
    new: Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A text of a wizard that informs: in how many scenarios it appears and disappears."""

    id: str
    appears: int
    disappears: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WizardChange:
    """What becomes of one wizard that both revisions have.

    `informs`: whether it only informs, in the old and in the new revision; where both do, `texts`
    says which of its texts are shown otherwise, and where one does there is nothing to compare.
    `total`: the scenarios compared; None where none were. `entangled`: the facts for which no exact
    comparison fits in memory.
    """

    id: str
    informs: tuple[bool, bool]
    total: int | None = None
    classes: tuple[Class, ...] = ()
    texts: tuple[Shown, ...] = ()
    outside: tuple[Outside, ...] = ()
    offered: tuple[Offered, ...] = ()
    entangled: tuple[str, ...] = ()

    @property
    def changed(self) -> int:
        """How many scenarios have another outcome."""
        return sum(one.count for one in self.classes)

    @property
    def differs(self) -> bool:
        return bool(
            self.classes or self.texts or self.outside or self.offered or len({*self.informs}) > 1
        )


def wizard_changes(old: Policy, new: Policy) -> Iterator[WizardChange]:
    """The wizards that both have, in the order of the new revision."""
    for wizard in new.base.wizards:
        if wizard.id in old.base.wizard:
            try:
                yield _wizard(old.base, new.base, wizard.id)
            except TooEntangled as fault:
                facts = tuple(fact.removesuffix(OLD) for fact in fault.facts)
                yield WizardChange(
                    id=wizard.id,
                    informs=_informs(old.base, new.base, wizard.id),
                    entangled=tuple(dict.fromkeys(facts)),
                )


def _informs(old: RuleBase, new: RuleBase, wizard: str) -> tuple[bool, bool]:
    return old.wizard[wizard].informative, new.wizard[wizard].informative


def _wizard(old: RuleBase, new: RuleBase, wizard: str) -> WizardChange:
    informs = _informs(old, new, wizard)
    if informs[0] != informs[1]:
        return WizardChange(id=wizard, informs=informs)
    texts = tuple(_texts(old, new, wizard)) if all(informs) else ()
    if all(informs):
        old, new = (replace(base, rules=()) for base in (old, new))
    found = difference(old, new, wizard, by_cause=True)
    asked = tuple(q.fact for q in new.wizard[wizard].questions)
    outside = tuple(
        Outside(
            fact=fact.removesuffix(OLD),
            asked_by="new" if fact in asked else "old",
            answer=answer,
        )
        for fact, answer in found.outside.items()
    )
    return WizardChange(
        id=wizard,
        informs=informs,
        total=found.total,
        classes=tuple(_class(old, new, one) for one in found.classes),
        texts=texts,
        outside=outside,
        offered=tuple(_offered(old, new, wizard, {one.fact for one in outside})),
    )


def _class(old: RuleBase, new: RuleBase, one: Changed) -> Class:
    rules = tuple(dict.fromkeys([*one.old_rules, *one.new_rules]))
    sides = [base.rule[rule] for rule in rules for base in (old, new) if rule in base.rule]
    return Class(
        before=one.before,
        after=one.after,
        count=one.count,
        witness=one.witness,
        rules=rules,
        former=tuple(rule for rule in one.old_rules if rule not in one.new_rules),
        clauses=tuple(dict.fromkeys(clause for rule in sides for clause in rule.clauses)),
    )


# What stands outside ----------------------------------------------------------------------------


def _offered(old: RuleBase, new: RuleBase, wizard: str, outside: set[str]) -> Iterator[Offered]:
    before = {question.fact: question for question in old.wizard[wizard].questions}
    for question in new.wizard[wizard].questions:
        if question.fact in before and question.fact not in outside:
            sides = _offer(old, before[question.fact]), _offer(new, question)
            if sides[0] != sides[1]:
                yield Offered(fact=question.fact, old=sides[0], new=sides[1])


def _offer(base: RuleBase, question: Question) -> Offer:
    fact = base.fact[question.fact]
    if fact.type is FactType.NUMBER:
        return Offer(lowest=_bound(fact, fact.low), highest=_bound(fact, fact.high))
    return Offer(
        options=tuple(sorted(question.options)),
        exclusive=tuple(sorted({*fact.exclusive} & {*question.options})),
    )


def _bound(fact: Fact, number: int | None) -> str | None:
    return None if number is None else str(show_value(fact, number))


# Wizards that inform ----------------------------------------------------------------------------


def _texts(old: RuleBase, new: RuleBase, wizard: str) -> Iterator[Shown]:
    """The texts that are shown in other scenarios, each compared as the one rule of a policy."""
    answering = [text.id for base in (new, old) for text in base.texts if text.answers is not None]
    for id_ in dict.fromkeys(answering):
        found = difference(_showing(old, id_), _showing(new, id_), wizard)
        counts = {one.after: one.count for one in found.classes}
        if counts:
            yield Shown(id=id_, appears=counts.get(SHOWN, 0), disappears=counts.get(None, 0))


def _showing(base: RuleBase, text: str) -> RuleBase:
    """The policy that decides nothing but whether the text is shown."""
    rules = (
        Rule(id=text, modality=SHOWN, when=each.answers, clauses=())
        for each in base.texts
        if each.id == text and each.answers is not None
    )
    return replace(base, rules=tuple(rules), modalities=(Modality(id=SHOWN, tier=1),))
