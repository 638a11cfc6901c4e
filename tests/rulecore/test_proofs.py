"""Every claim holds exactly where enumeration finds nothing against it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rulecore import (
    And,
    Condition,
    Evaluation,
    Is,
    Question,
    Rule,
    RuleBase,
    Wizard,
    consult,
    evaluate,
    holds,
)
from rulecore.proofs import MOST_WITNESSES, Failure, Proof, Proofs, prove
from tests.everything import EVERYTHING, IMAGE
from tests.generated import generated
from tests.random_bases import Make, assignments, seeds, with_passages

SEEDS = seeds(60)


def _all(base: RuleBase) -> list[Evaluation]:
    return [evaluate(base, raw) for raw in assignments(base, base.wizards[0])]


def _failures(proofs: Proofs, claim: str) -> list[Failure]:
    return [f for proof in proofs.proofs if proof.claim == claim for f in proof.failures]


def _subjects(proofs: Proofs, claim: str) -> set[str]:
    return {failure.subject for failure in _failures(proofs, claim)}


def test_a_claim_holds_where_nothing_contradicts_it() -> None:
    failure = Failure(subject="r")
    assert (failure.wizard, failure.witness) == (None, None)
    assert (failure.rules, failure.outcomes) == ((), ())
    assert Proof(claim="dead-rule", over=1, failures=()).holds is True
    assert Proof(claim="dead-rule", over=1, failures=(failure,)).holds is False


def test_every_claim_says_over_how_many_subjects() -> None:
    assert {proof.claim: proof.over for proof in prove(EVERYTHING).proofs} == {
        "no-outcome": 2,
        "dead-rule": 5,
        "shadowed-rule": 5,
        "same-condition": 5,
        "unreached-outcome": 4,
        "unasked-question": 9,
        "idle-question": 9,
        "idle-change": 4,
        "unshown-passage": 4,
    }


def test_what_several_wizards_show_is_shown() -> None:
    proofs = prove(EVERYTHING)
    rules = ("r-image", "r-fee", "r-named", "r-count", "r-base")
    assert proofs.shows == {
        "whole": (*rules, "n-self", "e-pupil", "t-after"),
        "narrow": ("r-fee", "r-named", "r-base", "t-after"),
        "telling": ("t-answer",),
    }
    assert list(proofs.scenarios) == ["whole", "narrow"]
    assert _failures(proofs, "unshown-passage") == []


def test_only_so_many_rules_that_never_decide_come_with_a_scenario() -> None:
    always = Rule(id="always", modality="never", when=And(()), clauses=("c",))
    low = [
        Rule(id=f"low{n}", modality="fine", when=And(()), clauses=("c",))
        for n in range(MOST_WITNESSES + 2)
    ]
    failures = _failures(prove(replace(EVERYTHING, rules=(always, *low))), "shadowed-rule")
    assert [failure.subject for failure in failures] == [rule.id for rule in low]
    shown = [failure.witness is not None for failure in failures]
    assert shown == [True] * MOST_WITNESSES + [False] * 2
    assert {failure.wizard for failure in failures} == {"whole"}


def test_what_a_narrow_wizard_hides_comes_with_both_outcomes() -> None:
    (failure,) = prove(EVERYTHING).hidden
    assert (failure.subject, failure.wizard) == ("narrow", "whole")
    assert failure.outcomes == ("ask", "never")
    assert failure.witness is not None
    assert failure.witness["image"] == "others"
    assert failure.witness["consent"] == "no"


def test_a_change_to_what_no_wizard_offers_never_helps() -> None:
    rule = Rule(id="r", modality="ask", when=Is("image", ("others",)), clauses=("c",))
    base = replace(EVERYTHING, rules=(rule, EVERYTHING.rules[-1]))
    for offered, idle in (IMAGE.options, False), (("nothing", "others"), True):
        question = Question(fact="image", options=offered)
        wizard = Wizard(id="w", questions=(question,))
        found = _subjects(prove(replace(base, wizards=(wizard,))), "idle-change")
        assert ("image" in found) == idle


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
    found = [*_failures(proofs, "unasked-question"), *_failures(proofs, "idle-question")]
    assert {failure.wizard for failure in found} <= {"w"}
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
    narrow = replace(base.wizards[0], full="full")
    base = replace(base, wizards=(narrow, _offering_less(base, narrow, seed)))
    full = base.wizard["full"]
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


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_what_is_shown_is_what_enumeration_finds(make: Make, seed: int) -> None:
    base = with_passages(make(seed), seed)
    seen, proofs = _all(base), prove(base)
    values = [one.values for one in seen]
    headlines = {one.headline for one in seen}

    def somewhere(condition: Condition) -> bool:
        return any(holds(condition, some, base.conditions) for some in values)

    rules = [rule.id for rule in base.rules if somewhere(rule.when)]
    notes = [note.id for note in base.notes if somewhere(note.when)]
    extensions = [extension.id for extension in base.extensions if somewhere(extension.when)]
    texts = [
        text.id
        for text in base.texts
        if headlines & {*text.after, *text.folded_after} and somewhere(text.after_if)
    ]
    assert proofs.shows == {"w": (*rules, *notes, *extensions, *texts)}
    passages = {"n0", "n1", "e", *(text.id for text in base.texts)}
    unshown = passages.difference(notes, extensions, texts)
    assert _subjects(proofs, "unshown-passage") == unshown
    informing = prove(with_passages(make(seed), seed, informative=True))
    told = [t.id for t in base.texts if t.answers is not None and somewhere(t.answers)]
    assert informing.shows == {"w": tuple(told)}
    assert informing.scenarios == {}


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_what_fails_comes_with_a_scenario_that_shows_it(make: Make, seed: int) -> None:
    base = make(seed)
    proofs = prove(base)
    for failure in _failures(proofs, "no-outcome"):
        assert (failure.subject, failure.wizard) == ("w", "w")
        assert failure.witness is not None
        assert consult(base, "w", failure.witness).could_be == ()
    for failure in _failures(proofs, "shadowed-rule"):
        assert failure.wizard == "w"
        assert failure.witness is not None
        found = consult(base, "w", failure.witness)
        assert found.could_be == failure.outcomes
        carrying = tuple(r for r in found.rules if base.rule[r].modality == found.outcome)
        assert carrying == failure.rules
        assert failure.subject in found.rules or base.rule[failure.subject].base


def _asking_everything(base: RuleBase) -> Wizard:
    questions = tuple(Question(fact=fact.id, options=fact.options) for fact in base.facts)
    return Wizard(id="w", questions=questions)


def _offering_less(base: RuleBase, narrow: Wizard, seed: int) -> Wizard:
    """One that asks everything, but does not offer one option of a question of the narrow one."""
    questions = {question.fact: question for question in _asking_everything(base).questions}
    several = [question for question in narrow.questions if len(question.options) > 1]
    if several:
        asked = several[seed % len(several)]
        less = tuple(o for o in questions[asked.fact].options if o != asked.options[seed % 2])
        questions[asked.fact] = replace(asked, options=less)
    return Wizard(id="full", questions=tuple(questions.values()))


def _offered(wizard: Wizard, fact: str, value: object) -> bool:
    question = next(q for q in wizard.questions if q.fact == fact)
    return question.offers(value)  # type: ignore[arg-type]


def _tier(base: RuleBase, raw: dict[str, object]) -> int:
    headline = evaluate(base, raw).headline  # type: ignore[arg-type]
    return 0 if headline is None else base.tier[headline]
