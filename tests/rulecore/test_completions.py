"""What a consultation says is what its completions say, one by one."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby

import pytest

from rulecore import (
    Consultation,
    Evaluation,
    RuleBase,
    Text,
    Value,
    Wizard,
    consult,
    evaluate,
    holds,
    show_value,
)
from rulecore.answers import Given
from tests.random_bases import Make, completions, partly_answered, seeds, with_passages

SEEDS = seeds(70)

type Raw = Mapping[str, Value]


def case(make: Make, seed: int, *, informative: bool = False) -> tuple[RuleBase, Consultation]:
    base = with_passages(make(seed), seed, informative=informative)
    return base, consult(base, "w", partly_answered(base, seed))


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_what_holds_is_what_holds_in_every_completion(make: Make, seed: int) -> None:
    base, found = case(make, seed)
    seen = [evaluate(base, raw) for raw in completions(base, found.answers)]
    heads = {one.headline for one in seen}
    could_be = tuple(m.id for m in base.modalities if m.id in heads)
    outcome = could_be[-1] if len({_tier(base, one) for one in seen}) == 1 and could_be else None
    assert found.could_be == could_be
    assert found.outcome == outcome
    assert found.status == ("determined" if outcome else "undetermined")
    certain = frozenset.intersection(*(frozenset(one.rules) for one in seen))
    spoken = [r for r in base.rules if r.id in certain and (not r.base or r.modality == outcome)]
    assert list(found.rules) == [rule.id for rule in spoken]
    assert list(found.clauses) == (_clauses(base, seen, certain, outcome) if outcome else [])
    assert set(found.notes) == {note for one in seen for note in one.notes}
    assert list(found.texts) == list(_texts(base, seen, outcome))


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_what_can_change_is_what_differs_between_two_completions(make: Make, seed: int) -> None:
    base, found = case(make, seed)
    raws = list(completions(base, found.answers))
    seen = [evaluate(base, raw) for raw in raws]
    relevant = {fact for one in seen for fact in one.relevant}
    assert set(found.ignored) == set(found.answers) - relevant
    unknown = [q.fact for q in base.wizards[0].questions if found.answers.get(q.fact, "?") == "?"]
    tiers = [_tier(base, one) for one in seen]
    turning = _turning(raws, tiers, unknown)
    assert list(found.missing) == ([] if found.outcome else turning)
    shown = [(*one.rules, *_passages(base, one)) for one in seen]
    open_questions = [fact for fact in unknown if fact not in found.answers]
    wanted = _turning(raws, shown, open_questions)
    assert found.ask_together == tuple(wanted[:1])
    assert found.left == tuple(wanted)
    assert found.next_question == (wanted[0] if wanted else None)
    for fact, waiting in found.waiting.items():
        assert list(waiting.rules) == [
            rule.id
            for rule in base.rules
            if _turning(raws, [rule.id in one.rules for one in seen], [fact])
        ]
        passages = ["n0", "n1", "e", "always", "seldom", "both"]
        assert list(waiting.passages) == [
            id_
            for id_ in passages
            if _turning(raws, [id_ in _passages(base, one) for one in seen], [fact])
        ]


def on_pages(wizard: Wizard, seed: int) -> Wizard:
    """The same with some of its questions on checklists."""
    dice = random.Random(seed)
    pages = (dice.choice([None, "one", "one", "other"]) for _ in wizard.questions)
    questions = (replace(q, page=page) for q, page in zip(wizard.questions, pages, strict=True))
    return replace(wizard, questions=tuple(questions))


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS[::2])
def test_a_page_holds_what_matters_of_it(make: Make, seed: int) -> None:
    base = with_passages(make(seed), seed)
    base = replace(base, wizards=(on_pages(base.wizards[0], seed),))
    given = partly_answered(base, seed, rate=0.3)
    raws = list(completions(base, given))
    pages = _pages_that_matter(base, raws, given)
    asked = consult(base, "w", given)
    assert asked.ask_together == (pages[0] if pages else ())
    assert asked.left == tuple(fact for page in pages for fact in page)
    soonest = replace(base, wizards=(replace(base.wizards[0], soonest=True),))
    found = consult(soonest, "w", given).ask_together
    if pages:
        expected = {page: _expected(base, raws, page, pages) for page in pages}
        assert expected[found] == min(expected.values())
    else:
        assert found == ()


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS[::4])
def test_a_wizard_that_only_informs_shows_what_may_be_the_answer(make: Make, seed: int) -> None:
    base, found = case(make, seed, informative=True)
    raws = list(completions(base, found.answers))
    told = [[t.id for t in base.texts if _told(base, one, t)] for one in map(_of(base), raws)]
    shown = {text for one in told for text in one}
    assert found.status == "informative"
    assert found.texts == tuple((t.id, False) for t in base.texts if t.id in shown)
    open_questions = [q.fact for q in base.wizards[0].questions if q.fact not in found.answers]
    wanted = _turning(raws, [tuple(one) for one in told], open_questions)
    assert found.ask_together == tuple(wanted[:1])
    assert found.left == tuple(wanted)
    nothing = (found.outcome, found.could_be, found.missing, found.rules, found.clauses)
    assert nothing == (None, (), (), (), ())
    assert (found.notes, found.changes, found.because, found.possible) == ((), (), {}, ())


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), SEEDS[::2])
def test_the_rest_by_default_is_as_if_the_defaults_were_answered(make: Make, seed: int) -> None:
    base = with_passages(make(seed), seed)
    given = partly_answered(base, seed)
    defaults = {
        question.fact: show_value(fact, fact.default)
        for question in base.wizards[0].questions
        if (fact := base.fact[question.fact]).default is not None and question.offers(fact.default)
    }
    found = consult(base, "w", given, rest="default")
    said = consult(base, "w", {**defaults, **given})
    assert (found.answers, found.rest) == (given, "default")
    assert set(found.ignored) == set(said.ignored) & set(given)
    assert replace(found, answers=said.answers, rest="unknown", ignored=said.ignored) == said


type Page = tuple[str, ...]


def _pages_that_matter(base: RuleBase, raws: Sequence[Raw], given: Given) -> list[Page]:
    """The questions that can still change something, those in a row with one checklist together."""
    by_page = groupby(enumerate(base.wizards[0].questions), lambda one: one[1].page or one[0])
    pages = ([q.fact for _, q in alike if q.fact not in given] for _, alike in by_page)
    return [tuple(page) for page in (_mattering(base, raws, page) for page in pages) if page]


def _mattering(base: RuleBase, raws: Sequence[Raw], facts: Collection[str]) -> list[str]:
    seen = [evaluate(base, raw) for raw in raws]
    return _turning(raws, [(*one.rules, *_passages(base, one)) for one in seen], facts)


def _expected(base: RuleBase, raws: Sequence[Raw], page: Page, pages: Sequence[Page]) -> Fraction:
    """The questions of the page, and of the others those that matter after its first answer."""
    others = [fact for other in pages if other != page for fact in other]
    values = {raw[page[0]] for raw in raws}
    after = ([raw for raw in raws if raw[page[0]] == value] for value in values)
    left = sum(len(_mattering(base, some, others)) for some in after)
    return len(page) + Fraction(left, len(values))


def _of(base: RuleBase) -> Callable[[Raw], Evaluation]:
    return lambda raw: evaluate(base, raw)


def _tier(base: RuleBase, one: Evaluation) -> int | None:
    return None if one.headline is None else base.tier[one.headline]


def _told(base: RuleBase, one: Evaluation, text: Text) -> bool:
    return text.answers is not None and holds(text.answers, one.values, base.conditions)


def _passages(base: RuleBase, one: Evaluation) -> list[str]:
    """Notes, extensions, and the texts that an outcome may have."""
    extensions = [e.id for e in base.extensions if holds(e.when, one.values, base.conditions)]
    following = [text for text in base.texts if text.after or text.folded_after]
    texts = [t.id for t in following if holds(t.after_if, one.values, base.conditions)]
    return [*one.notes, *extensions, *texts]


def _turning(raws: Sequence[Raw], marks: Sequence[object], facts: Collection[str]) -> list[str]:
    """The facts in which alone two completions with different marks differ."""
    found = []
    for fact in facts:
        first: dict[object, object] = {}
        for raw, mark in zip(raws, marks, strict=True):
            rest = tuple(value for other, value in raw.items() if other != fact)
            if first.setdefault(rest, mark) != mark:
                found.append(fact)
                break
    return found


def _clauses(
    base: RuleBase, seen: Sequence[Evaluation], certain: Collection[str], outcome: str
) -> list[str]:
    """Those of the certain rules that carry the outcome, or of all that carry it somewhere."""
    somewhere = {rule for one in seen if one.headline == outcome for rule in one.rules}
    rules = [rule for rule in base.rules if rule.modality == outcome]
    carrying = [r for r in rules if r.id in certain] or [r for r in rules if r.id in somewhere]
    clauses = [clause for rule in carrying for clause in rule.clauses]
    for extension in base.extensions:
        if all(holds(extension.when, one.values, base.conditions) for one in seen):
            clauses += extension.clauses
    return list(dict.fromkeys(clauses))


def _texts(
    base: RuleBase, seen: Sequence[Evaluation], outcome: str | None
) -> list[tuple[str, bool]]:
    return [
        (text.id, outcome not in text.after)
        for text in base.texts
        if outcome in (*text.after, *text.folded_after)
        and any(holds(text.after_if, one.values, base.conditions) for one in seen)
    ]
