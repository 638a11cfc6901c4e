"""The rule base: facts, rules, modalities and wizards, without a word of the policy's text.

Place in the flow: `policysite` makes it from the checked source, `data` writes it as JSON and reads
it back in the browser, `consult` answers from it. Ids are the source's own; texts stay outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from rulecore.condition import ALWAYS, Condition, Value


class FactType(StrEnum):
    """How a question is answered."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    SEVERAL = "several"
    NUMBER = "number"
    DATE = "date"

    @property
    def is_ordered(self) -> bool:
        """Whether the answers are whole numbers that conditions cut into intervals, not options."""
        return self in (FactType.NUMBER, FactType.DATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What one question establishes.

    `options`: the ids of the answers (none for a number or a date). `exclusive`: those that exclude
    every other one (several only). `low`, `high`, and the values: for a number, in units of its
    last decimal; for a date, the day's ordinal (`date.toordinal`). `default`: the value where the
    question is irrelevant or the wizard does not ask it. `change`: the better answer, of what a
    person can change (none for who one is).
    """

    id: str
    type: FactType
    options: tuple[str, ...] = ()
    exclusive: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    decimals: int = 0
    default: Value | None = None
    change: Value | None = None
    ask_if: Condition = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality:
    """An outcome the policy declares; two of one tier are no improvement on each other."""

    id: str
    tier: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A condition that leads to a modality, and the clauses that say so.

    `base`: the rule that stands where no other speaks; it is reported only as the headline.
    """

    id: str
    modality: str
    when: Condition
    clauses: tuple[str, ...]
    base: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """Clauses that join a determined outcome where `when` is certain; changes no modality."""

    id: str
    when: Condition
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A remark that never changes the modality, shown where `when` holds in some completion."""

    id: str
    when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A passage shown after an outcome, or as the answer of a wizard that only informs.

    `after`, `folded_after`: the modalities it follows where `after_if` holds in some completion.
    `answers`: where that holds in some completion, a wizard without rules shows it.
    """

    id: str
    after: tuple[str, ...] = ()
    folded_after: tuple[str, ...] = ()
    after_if: Condition = ALWAYS
    answers: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One fact as a wizard asks it.

    `options`: those it offers, in the fact's order (of a number or a date, any: none listed).
    `leads_to`: option id → the wizard that takes over there. `page`: the checklist it stands on.
    """

    fact: str
    options: tuple[str, ...] = ()
    leads_to: Mapping[str, str] = field(default_factory=dict)
    page: str | None = None

    def offers(self, value: Value) -> bool:
        """Whether a person can give this value as the answer."""
        parts = value if isinstance(value, frozenset) else {value}
        return isinstance(value, int) or parts <= set(self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wizard:
    """A named path over the facts and rules: what it presets and what it asks, in order.

    `informative`: it shows texts and gives no modality. `full`: the wizard that asks what this one
    takes for granted. `soonest`: it asks first what leaves the fewest questions, not in its order.
    """

    id: str
    questions: tuple[Question, ...]
    preset: Mapping[str, Value] = field(default_factory=dict)
    informative: bool = False
    full: str | None = None
    soonest: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class RuleBase:
    """Everything a consultation needs.

    `modalities`: the most severe first; the place in that order is the rank. `policy`: the SHA-256
    of the source, in hexadecimal. `facts`: in the order in which relevance reads them.
    """

    policy: str
    revision: str
    decided: date
    in_force: date
    facts: tuple[Fact, ...]
    conditions: Mapping[str, Condition]
    modalities: tuple[Modality, ...]
    rules: tuple[Rule, ...]
    extensions: tuple[Extension, ...] = ()
    notes: tuple[Note, ...] = ()
    texts: tuple[Text, ...] = ()
    wizards: tuple[Wizard, ...] = ()

    @cached_property
    def fact(self) -> Mapping[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def rule(self) -> Mapping[str, Rule]:
        """Rules by id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def wizard(self) -> Mapping[str, Wizard]:
        """Wizards by id."""
        return {wizard.id: wizard for wizard in self.wizards}

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """Modality id → severity, from 1 (the least severe) upwards."""
        return {m.id: len(self.modalities) - i for i, m in enumerate(self.modalities)}

    @cached_property
    def tier(self) -> Mapping[str, int]:
        """Modality id → tier."""
        return {m.id: m.tier for m in self.modalities}
