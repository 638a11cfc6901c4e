"""Answers as the source writes them: the scenario that they are, and the other way round.

Place in the flow: beside `resolve`; `checks` and `cases` evaluate scenarios. What is not given
counts with its declared default, as with `policy ask --rest default`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rulecore import Answer, RuleBase, Value, Wizard, show_value
from rulecore.allowed import allowed_by, value_at
from rulecore.answers import Given, read_answers
from rulecore.domain import domains_of
from rulecore.evaluate import Evaluation, evaluate
from rulecore.survey import Survey
from rulecore.tables import compile_tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Answers that leave nothing open. `values`: of every fact, also of those that do not count."""

    wizard: Wizard
    values: Mapping[str, Value]

    def seen(self, base: RuleBase) -> Evaluation:
        """What these rules say about it."""
        return evaluate(base, self.values)


def scenario(base: RuleBase, wizard: str, given: Mapping[str, Answer]) -> Scenario | None:
    """The scenario that these answers are; None where they leave something open."""
    path, domains = base.wizard[wizard], domains_of(base)
    known = known_values(base, path, given)
    allowed = allowed_by(base, domains, path, known)
    if any(len(places) > 1 for places in allowed.values()):
        return None
    places = {fact: min(places) for fact, places in allowed.items()}
    return Scenario(wizard=path, values={**values_at(base, places), **known})


def values_at(base: RuleBase, places: Mapping[str, int]) -> Mapping[str, Value]:
    """The values at these places of the facts' domains: the default, where it stands there too."""
    domains = compile_tables(base).domains
    return {id_: value_at(base.fact[id_], domains[id_], at) for id_, at in places.items()}


def known_values(
    base: RuleBase, wizard: Wizard, given: Mapping[str, Answer]
) -> Mapping[str, Value]:
    """What is known: the answers given and, of the other questions, the declared defaults."""
    answers = read_answers(base, wizard, given)
    known = dict(answers.known)
    for question in wizard.questions:
        default = base.fact[question.fact].default
        if default is not None and not answers.given(question.fact) and question.offers(default):
            known[question.fact] = default
    return known


def all_answers(base: RuleBase, wizard: str, given: Mapping[str, Answer]) -> Given:
    """Every answer that counts, in the wizard's order; `?` where it is not known."""
    path, tables = base.wizard[wizard], compile_tables(base)
    known = known_values(base, path, given)
    survey = Survey(tables, allowed_by(base, tables.domains, path, known))
    return {
        question.fact: show_value(base.fact[question.fact], known[question.fact])
        if question.fact in known
        else "?"
        for question in path.questions
        if survey.can_count(question.fact)
    }


def short_answers(base: RuleBase, found: Scenario) -> Given:
    """The fewest answers that are this scenario: those that count and are no default."""
    relevant = found.seen(base).relevant
    return {
        question.fact: show_value(base.fact[question.fact], found.values[question.fact])
        for question in found.wizard.questions
        if question.fact in relevant
        and found.values[question.fact] != base.fact[question.fact].default
    }
