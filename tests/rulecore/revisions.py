"""Pairs of revisions made by a seed, and what enumeration finds between them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from rulecore import Consultation, Evaluation, RuleBase, Value, consult, evaluate
from rulecore.pair import bring_together


def ranked_otherwise(base: RuleBase, seed: int) -> RuleBase:
    """Another revision, without some rules; most others have one of the most severe modalities."""
    dice = random.Random(seed)
    severe = [modality.id for modality in base.modalities[:2]]
    rules = (
        replace(rule, modality=dice.choice(severe)) if dice.random() < 0.7 else rule
        for rule in base.rules
        if dice.random() < 0.8
    )
    return replace(base, rules=tuple(rules))


def carrying(old: RuleBase, new: RuleBase, one: Evaluation, other: Evaluation) -> frozenset[str]:
    """The rules that carry the more severe one of two outcomes."""
    ranks = [0 if e.headline is None else old.rank[e.headline] for e in (one, other)]
    base, severe = (old, one) if ranks[0] > ranks[1] else (new, other)
    return frozenset(r for r in severe.rules if base.rule[r].modality == severe.headline)


def consulted(base: RuleBase, given: Mapping[str, str | list[str]]) -> Consultation:
    asked = {question.fact for question in base.wizard["w"].questions}
    answers = {fact: answer for fact, answer in given.items() if fact in asked}
    return consult(base, "w", answers, rest="default")


def headline(base: RuleBase, given: Mapping[str, str | list[str]]) -> str | None:
    found = consulted(base, given)
    return found.outcome or (found.could_be[0] if found.could_be else None)


def enumerated(
    old: RuleBase, new: RuleBase
) -> tuple[dict[tuple[str | None, str | None], int], int]:
    seen = list(scenarios(old, new))
    classes = Counter((one.headline, other.headline) for one, other in seen)
    return {pair: n for pair, n in classes.items() if pair[0] != pair[1]}, len(seen)


def scenarios(old: RuleBase, new: RuleBase) -> Iterator[tuple[Evaluation, Evaluation]]:
    """Every scenario of what both ask, once, in both revisions."""
    pair = bring_together(old, new, "w")
    domains, places = pair.domains, [sorted(pair.allowed[fact]) for fact in pair.domains]
    seen: set[tuple[tuple[str, Value], ...]] = set()
    for chosen in product(*places):
        raw = {f: domains[f][at] for f, at in zip(domains, chosen, strict=True)}
        one, other = evaluate(pair.old, raw), evaluate(pair.new, raw)
        counting = one.relevant | other.relevant
        scenario = tuple((f, v) for f, v in raw.items() if f in counting and f in pair.asked)
        if scenario not in seen:
            seen.add(scenario)
            yield one, other
