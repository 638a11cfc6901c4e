"""Every claim holds exactly where enumeration finds nothing against it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rulecore import And, Evaluation, Is, Question, Rule, RuleBase, Wizard, consult, evaluate
from rulecore.proofs import Failure, Proofs, prove
from tests.generated import generated
from tests.random_bases import Make, assignments, seeds

SEEDS = seeds(60)


def _all(base: RuleBase) -> list[Evaluation]:
    return [evaluate(base, raw) for raw in assignments(base, base.wizards[0])]


def _failures(proofs: Proofs, claim: str) -> list[Failure]:
    return [f for proof in proofs.proofs if proof.claim == claim for f in proof.failures]


def _subjects(proofs: Proofs, claim: str) -> set[str]:
    return {failure.subject for failure in _failures(proofs, claim)}


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_rules_and_outcomes_are_those_of_enumeration(make: Make, seed: int) -> None:
    base = make(seed)
    seen, proofs = _all(base), prove(base)
    rules = {rule.id for rule in base.rules}
    firing = {rule for one in seen for rule in one.rules}
    deciding = {r for one in seen for r in one.rules if base.rule[r].modality == one.headline}
    headlines = {one.headline for one in seen}
    assert _subjects(proofs, "dead-rule") == rules - firing
    assert _subjects(proofs, "shadowed-rule") == firing - deciding
    assert _subjects(proofs, "unreached-outcome") == {m.id for m in base.modalities} - headlines
    assert bool(_failures(proofs, "no-outcome")) == (None in headlines)


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_rules_that_always_fire_together_are_found(make: Make, seed: int) -> None:
    base = make(seed)
    base = replace(base, wizards=(_asking_everything(base),))
    seen = _all(base)
    where = {rule.id: [rule.id in one.rules for one in seen] for rule in base.rules}
    order = [rule.id for rule in base.rules if any(where[rule.id])]
    twins = {
        (rule, other)
        for place, rule in enumerate(order)
        for other in order[:place]
        if where[rule] == where[other]
    }
    found = {(f.subject, f.rules[0]) for f in _failures(prove(base), "same-condition")}
    assert found <= twins
    assert {rule for rule, _ in found} == {rule for rule, _ in twins}


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_questions_are_those_of_enumeration(make: Make, seed: int) -> None:
    base = make(seed)
    wizard = base.wizards[0]
    raws = list(assignments(base, wizard))
    seen = [evaluate(base, raw) for raw in raws]
    relevant = {fact for one in seen for fact in one.relevant}
    asked = [question.fact for question in wizard.questions]
    proofs = prove(base)
    assert _subjects(proofs, "unasked-question") == {f for f in asked if f not in relevant}
    idle = set()
    for fact in relevant.intersection(asked):
        shown: dict[object, set[object]] = {}
        for raw, one in zip(raws, seen, strict=True):
            rest = tuple((f, v) for f, v in raw.items() if f != fact)
            shown.setdefault(rest, set()).add(one.rules)
        if all(len(different) == 1 for different in shown.values()):
            idle.add(fact)
    assert _subjects(proofs, "idle-question") == idle


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_a_change_that_never_helps_is_found(make: Make, seed: int) -> None:
    base = make(seed)
    wizard = base.wizards[0]
    better = {q.fact: q.options[0] for q in wizard.questions if len(q.options) == 2}
    base = replace(base, facts=tuple(replace(f, change=better.get(f.id)) for f in base.facts))
    tiers: dict[tuple[str, object], dict[object, int]] = {}
    for raw in assignments(base, wizard):
        headline = evaluate(base, raw).headline
        tier = 0 if headline is None else base.tier[headline]
        for fact in better:
            rest = tuple((f, v) for f, v in raw.items() if f != fact)
            tiers.setdefault((fact, rest), {})[raw[fact]] = tier
    helpful = {
        fact
        for (fact, _), by_answer in tiers.items()
        if any(tier > by_answer[better[fact]] for tier in by_answer.values())
    }
    assert _subjects(prove(base), "idle-change") == set(better) - helpful


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_what_a_narrow_wizard_hides_is_what_enumeration_finds(make: Make, seed: int) -> None:
    base = make(seed)
    full = replace(_asking_everything(base), id="full")
    narrow = replace(base.wizards[0], full="full")
    base = replace(base, wizards=(narrow, full))
    taken = [f.id for f in base.facts if all(q.fact != f.id for q in narrow.questions)]
    hides = False
    for raw in assignments(base, full):
        if all(_offered(narrow, fact, raw[fact]) for fact in raw if fact not in taken):
            defaults = {fact: base.fact[fact].default for fact in taken}
            there, here = (_tier(base, {**raw, **other}) for other in ({}, defaults))
            hides |= there > here
    hidden = prove(base).hidden
    assert bool(hidden) == hides
    for failure in hidden:
        assert failure.witness is not None
        found = consult(base, "full", failure.witness, rest="default")
        assert (found.outcome or found.could_be[:1]) == (failure.outcomes[1] or ())


def test_a_silent_scenario_is_shown() -> None:
    base = generated(37, 28)
    silent = replace(base, rules=base.rules[:-1])
    (failure,) = _failures(prove(silent), "no-outcome")
    assert failure.witness is not None
    assert consult(silent, "all", failure.witness).status == "undetermined"
    assert consult(silent, "all", failure.witness).could_be == ()


def test_a_shadowed_rule_comes_with_the_rule_that_prevails() -> None:
    base = generated(37, 28)
    always = Rule(id="always", modality="m8", when=base.rules[0].when, clauses=("c",))
    low = Rule(id="low", modality="m2", when=And((always.when, Is("f9", ("a",)))), clauses=("c",))
    failures = _failures(prove(replace(base, rules=(*base.rules, always, low))), "shadowed-rule")
    (failure,) = [one for one in failures if one.subject == "low"]
    assert "always" in failure.rules
    assert failure.outcomes == ("m8",)


def _asking_everything(base: RuleBase) -> Wizard:
    questions = tuple(Question(fact=fact.id, options=fact.options) for fact in base.facts)
    return Wizard(id="w", questions=questions)


def _offered(wizard: Wizard, fact: str, value: object) -> bool:
    question = next(q for q in wizard.questions if q.fact == fact)
    return question.offers(value)  # type: ignore[arg-type]


def _tier(base: RuleBase, raw: dict[str, object]) -> int:
    headline = evaluate(base, raw).headline  # type: ignore[arg-type]
    return 0 if headline is None else base.tier[headline]
