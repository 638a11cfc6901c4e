"""A fact that needs a default and has none: where it is irrelevant, or where a wizard skips it."""

from __future__ import annotations

from collections.abc import Iterator

from policysite.policy import Policy
from policysite.problem import Problem, error
from rulecore import ALWAYS, Condition, RuleBase, Wizard, facts_of


def check(policy: Policy) -> list[Problem]:
    without = {fact.id for fact in policy.base.facts if fact.default is None}
    irrelevant = {id_ for id_ in without if policy.base.fact[id_].ask_if != ALWAYS}
    missing = [
        error("missing-default", text.place, word=text.id)
        for text in policy.facts
        if text.id in irrelevant
    ]
    # The default that is missing there is the mend for every wizard too.
    return [*missing, *_skipped(policy, without - irrelevant)]


def _skipped(policy: Policy, without: set[str]) -> Iterator[Problem]:
    places = {text.id: text.place for text in policy.wizards}
    for wizard in policy.base.wizards:
        known = {question.fact for question in wizard.questions} | wizard.preset.keys()
        for fact in _read_by(wizard, policy.base):
            if fact in without and fact not in known:
                place = places[wizard.id]
                yield error("unanswered-fact", place, word=fact, wizard=wizard.id)


def _read_by(wizard: Wizard, base: RuleBase) -> tuple[str, ...]:
    """The facts that can decide what the wizard says, in the order of the facts."""
    read = {
        f for condition in _conditions(wizard, base) for f in facts_of(condition, base.conditions)
    }
    for fact in reversed(base.facts):
        if fact.id in read or any(q.fact == fact.id for q in wizard.questions):
            read.update(facts_of(fact.ask_if, base.conditions))
    return tuple(fact.id for fact in base.facts if fact.id in read)


def _conditions(wizard: Wizard, base: RuleBase) -> Iterator[Condition]:
    if wizard.informative:
        yield from (text.answers for text in base.texts if text.answers is not None)
        return
    yield from (rule.when for rule in base.rules)
    yield from (extension.when for extension in base.extensions)
    yield from (note.when for note in base.notes)
    yield from (text.after_if for text in base.texts)
