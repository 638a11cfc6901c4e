"""A consultation: the answers so far, and what is known from them.

Place in the flow: the one call that the wizard makes per step. The words of the result are
DESIGN's ("What the answers mean").
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from itertools import chain

from rulecore.allowed import allowed_by
from rulecore.answers import (
    Answer,
    AnswerProblem,
    Answers,
    Given,
    InvalidAnswers,
    read_answers,
    show_value,
)
from rulecore.asking import next_page, pages_left
from rulecore.changes import Changed, changes
from rulecore.digest import core_digest
from rulecore.model import Rule, RuleBase, Wizard
from rulecore.reasons import Possible, possible, sufficient
from rulecore.survey import Survey, determined, headlines, shown_by, turning_tiers
from rulecore.tables import compile_tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What an answer can still turn. `passages`: notes, extensions and texts."""

    rules: tuple[str, ...]
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """What is known from some answers in one wizard.

    `status`: determined, undetermined, informative, not_in_force or unavailable. `outcome`: a
    modality, where determined. `could_be`: the headlines still possible, the most severe first.
    `missing`: the unanswered facts that can change the tier by themselves. `rules`: those that
    certainly fire. `texts`: (id, folded). `ignored`: answers given that count nowhere.
    `ask_together`: what to put on the next page. `left`: all that may still be asked, in the
    wizard's order: no answer adds to it. `waiting`: for each of these, what its answer can
    still turn. `changes`: once nothing is left to ask, what would reach a better tier, the smallest
    changes first. `because`: of a determined outcome, answers that suffice for it. `possible`: of
    an undetermined one, once nothing is left to ask, what would make each open outcome certain.
    `rest`: how questions without an answer count (`unknown` or `default`).
    """

    wizard: str
    revision: str
    policy: str
    core: str
    answers: Given
    rest: str
    status: str
    outcome: str | None = None
    could_be: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    texts: tuple[tuple[str, bool], ...] = ()
    ignored: tuple[str, ...] = ()
    next_question: str | None = None
    ask_together: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    changes: tuple[Changed, ...] = ()
    waiting: Mapping[str, Waiting] = field(default_factory=dict)
    because: Given = field(default_factory=dict)
    possible: tuple[Possible, ...] = ()

    def json(self) -> str:
        """One line of JSON, the same bytes wherever the core runs."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        fields["texts"] = [{"text": id_, "folded": folded} for id_, folded in self.texts]
        fields["changes"] = [asdict(change) for change in self.changes]
        fields["waiting"] = {fact: asdict(waiting) for fact, waiting in self.waiting.items()}
        fields["possible"] = [asdict(possible) for possible in self.possible]
        return json.dumps(fields, ensure_ascii=False)


def consult(
    base: RuleBase,
    wizard: str,
    answers: Mapping[str, Answer],
    *,
    rest: str = "unknown",
    day: date | None = None,
    explain: bool = True,
) -> Consultation:
    """What is known from these answers: fact → option id, list of ids, number or date as text, `?`.

    `rest="default"`: questions without an answer have their declared defaults, where there is one
    that the wizard offers. `day`: the day asked about; on a day when this revision was not in force
    there is no outcome (status `not_in_force`, or `unavailable` before the decision itself).
    `explain=False`: without `changes`, `waiting`, `because` and `possible`, for whoever only wants
    to know what holds. Raises `InvalidAnswers`.
    """
    if wizard not in base.wizard:
        problem = AnswerProblem(
            code="unknown-wizard", fact="", value=wizard, detail=tuple(base.wizard)
        )
        raise InvalidAnswers([problem])
    consulting = _Consulting(base, base.wizard[wizard], answers, rest)
    if day is not None and day < base.in_force:
        return consulting.silence("unavailable" if day < base.decided else "not_in_force")
    found = consulting.result()
    return consulting.explained(found) if explain else found


class _Consulting:
    """One consultation in the making."""

    def __init__(
        self, base: RuleBase, wizard: Wizard, raw: Mapping[str, Answer], rest: str
    ) -> None:
        self.base, self.wizard, self.rest = base, wizard, rest
        self.given = read_answers(base, wizard, raw)
        self.counted = _with_defaults(base, wizard, self.given) if rest == "default" else self.given
        tables = compile_tables(base)
        known = self.counted.known
        self.survey = Survey(tables, allowed_by(base, tables.domains, wizard, known))

    def result(self) -> Consultation:
        could_be = () if self.wizard.informative else headlines(self.base, self.survey)
        outcome = determined(self.base, self.survey, could_be)
        rules = () if self.wizard.informative else self.certain_rules(outcome)
        answered = {*self.counted.known, *self.counted.unknown}
        left = pages_left(self.wizard, self.survey, answered)
        together = next_page(self.wizard, self.survey, left)
        return replace(
            self.silence(self.status(outcome)),
            outcome=outcome,
            could_be=could_be,
            missing=self.missing(could_be),
            rules=tuple(rule.id for rule in rules),
            clauses=tuple(dict.fromkeys(self.clauses(rules, outcome))),
            notes=self.notes(),
            texts=tuple(self.texts(outcome)),
            ignored=self.ignored(),
            next_question=together[0] if together else None,
            ask_together=together,
            left=tuple(chain.from_iterable(left)),
        )

    def explained(self, found: Consultation) -> Consultation:
        """The same with reasons, and with what could be otherwise."""
        asking, outcome = found.ask_together, found.outcome
        return replace(
            found,
            changes=() if asking else self.changes(found.could_be),
            waiting={fact: self.waiting(fact) for fact in asking},
            because=self.because(outcome) if outcome else {},
            possible=() if asking or outcome else tuple(self.possible(found.could_be)),
        )

    def silence(self, status: str) -> Consultation:
        """A result that says nothing yet."""
        return Consultation(
            wizard=self.wizard.id,
            revision=self.base.revision,
            policy=self.base.policy,
            core=core_digest(),
            answers=self.shown_answers(),
            rest=self.rest,
            status=status,
        )

    def status(self, outcome: str | None) -> str:
        if self.wizard.informative:
            return "informative"
        return "determined" if outcome else "undetermined"

    def shown_answers(self) -> Given:
        shown: dict[str, str | list[str]] = {}
        for question in self.wizard.questions:
            if question.fact in self.given.known:
                fact = self.base.fact[question.fact]
                shown[fact.id] = show_value(fact, self.given.known[fact.id])
            elif question.fact in self.given.unknown:
                shown[question.fact] = "?"
        return shown

    def changes(self, could_be: tuple[str, ...]) -> tuple[Changed, ...]:
        """What would reach a tier better than the worst one possible now."""
        if not could_be:
            return ()
        return changes(self.base, self.wizard, self.survey, self.base.tier[could_be[0]])

    def waiting(self, fact: str) -> Waiting:
        """Why the question is asked."""
        turned = [
            sign
            for sign in shown_by(self.survey.tables, self.wizard, fact)
            if self.survey.can_change(fact, [sign])
        ]
        return Waiting(
            rules=tuple(str(id_) for kind, id_ in turned if kind == "rule"),
            passages=tuple(str(id_) for kind, id_ in turned if kind != "rule"),
        )

    def because(self, outcome: str) -> Given:
        """Answers that suffice for the outcome."""
        opened = allowed_by(self.base, self.survey.tables.domains, self.wizard, {})
        answered = [q.fact for q in self.wizard.questions if q.fact in self.counted.known]
        needed = sufficient(self.base, self.survey, opened, answered, outcome)
        return {f: show_value(self.base.fact[f], self.counted.known[f]) for f in needed}

    def possible(self, could_be: tuple[str, ...]) -> Iterator[Possible]:
        """What would make each open outcome certain."""
        return possible(self.base, self.wizard, self.survey, could_be)

    def certain_rules(self, outcome: str | None) -> tuple[Rule, ...]:
        return tuple(
            rule
            for rule in self.base.rules
            if (not rule.base or rule.modality == outcome)
            and self.survey.is_certain(("rule", rule.id))
        )

    def clauses(self, certain: tuple[Rule, ...], outcome: str | None) -> Iterator[str]:
        """The clauses that carry a determined outcome, then those that extend it."""
        if outcome is None:
            return
        carrying = [rule for rule in certain if rule.modality == outcome]
        if not carrying:
            rank, tables = self.base.rank[outcome], self.survey.tables
            rules = (rule for rule in self.base.rules if rule.modality == outcome)
            carrying = [
                rule
                for rule in rules
                if self.survey.can_be_on(("rule", rule.id))
                and self.survey.can_carry(rank, tables.whole(rule.id))
            ]
        for rule in carrying:
            yield from rule.clauses
        for extension in self.base.extensions:
            if self.survey.is_certain(("extension", extension.id)):
                yield from extension.clauses

    def notes(self) -> tuple[str, ...]:
        if self.wizard.informative:
            return ()
        return tuple(n.id for n in self.base.notes if self.survey.can_be_on(("note", n.id)))

    def texts(self, outcome: str | None) -> Iterator[tuple[str, bool]]:
        for text in self.base.texts:
            if self.wizard.informative:
                if text.answers is not None and self.survey.can_be_on(("answers", text.id)):
                    yield text.id, False
            elif outcome in (*text.after, *text.folded_after) and self.survey.can_be_on(
                ("text", text.id)
            ):
                yield text.id, outcome not in text.after

    def missing(self, could_be: tuple[str, ...]) -> tuple[str, ...]:
        """The facts not known that can change the tier by themselves."""
        if self.wizard.informative:
            return ()
        tiers = turning_tiers(self.base, could_be, self.survey.can_be_headline(0))
        return tuple(
            question.fact
            for question in self.wizard.questions
            if question.fact not in self.counted.known
            and self.survey.can_change(question.fact, tiers)
        )

    def ignored(self) -> tuple[str, ...]:
        return tuple(
            question.fact
            for question in self.wizard.questions
            if self.given.given(question.fact) and not self.survey.can_count(question.fact)
        )


def _with_defaults(base: RuleBase, wizard: Wizard, given: Answers) -> Answers:
    """The answers, and the declared default of every question that has none."""
    known = dict(given.known)
    for question in wizard.questions:
        default = base.fact[question.fact].default
        if not given.given(question.fact) and default is not None and question.offers(default):
            known[question.fact] = default
    return Answers(known=known, unknown=given.unknown)
