"""Two revisions brought side by side: the same facts, and the answers that both know.

Place in the flow: before `difference`. A question or an option that only one revision has stands
outside: the question keeps one answer while the others are compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rulecore.allowed import place_of, value_at
from rulecore.condition import Atom, Compare, Or, Value
from rulecore.domain import every_condition, intervals, subsets
from rulecore.model import Fact, FactType, RuleBase, Wizard
from rulecore.rename import Names, renamed
from rulecore.space import Allowed, Domains

OLD = "\0old"
"""What the id of a fact of the old revision ends with where the new one has another under it."""

NEVER = Or(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Both rule bases over the same facts.

    `allowed`: what both wizards offer. `asked`: the questions that both ask. `outside`: those that
    one of them asks, with the answer that each keeps.
    """

    old: RuleBase
    new: RuleBase
    domains: Domains
    allowed: Allowed
    asked: tuple[str, ...]
    outside: Mapping[str, Value]


def bring_together(old: RuleBase, new: RuleBase, wizard: str) -> Pair:
    """The rule bases as one wizard sees them, which both have."""
    both = [fact.id for fact in old.facts if fact.id in new.fact]
    apart = [fact for fact in both if not _in_common(old, new, wizard, fact)]
    if apart:
        old = renamed(old, Names(facts={fact: fact + OLD for fact in apart}))
    domains = {fact: _domain(old, new, fact) for fact in (*new.fact, *old.fact)}
    allowed = {fact: _allowed(old, new, wizard, fact, domains[fact]) for fact in domains}
    asked_old = {question.fact for question in old.wizard[wizard].questions}
    asked_new = {question.fact for question in new.wizard[wizard].questions}
    return Pair(
        old=_padded(old, new),
        new=_padded(new, old),
        domains=domains,
        allowed=allowed,
        asked=tuple(q.fact for q in new.wizard[wizard].questions if q.fact in asked_old),
        outside={
            fact: value_at((new if fact in asked_new else old).fact[fact], domains[fact], place)
            for fact in domains
            if fact in asked_old ^ asked_new
            for place in allowed[fact]
        },
    )


def _in_common(old: RuleBase, new: RuleBase, wizard: str, fact: str) -> bool:
    """Whether the two facts are one: of the same type, with an answer that both may have."""
    one, other = old.fact[fact], new.fact[fact]
    if (one.type, one.decimals) != (other.type, other.decimals):
        return False
    return bool(_allowed(old, new, wizard, fact, _domain(old, new, fact)))


def _domain(old: RuleBase, new: RuleBase, fact: str) -> tuple[Value, ...]:
    """Every value that can make a difference in one of the revisions."""
    facts = [base.fact[fact] for base in (old, new) if fact in base.fact]
    match facts[0].type:
        case FactType.SEVERAL:
            return tuple(dict.fromkeys(value for each in facts for value in subsets(each)))
        case FactType.NUMBER | FactType.DATE:
            compared = [*every_condition(old), *every_condition(new)]
            return _intervals(facts, compared)
        case _:
            return tuple(dict.fromkeys(option for each in facts for option in each.options))


def _intervals(facts: list[Fact], compared: list[Atom]) -> tuple[int, ...]:
    """The intervals of a number or a date, cut where the bounds of one revision lie as well."""
    lows = [fact.low for fact in facts if fact.low is not None]
    highs = [fact.high for fact in facts if fact.high is not None]
    widest = replace(
        facts[0],
        low=min(lows) if len(lows) == len(facts) else None,
        high=max(highs) if len(highs) == len(facts) else None,
    )
    edges = [Compare(widest.id, ">=", low) for low in lows]
    edges += [Compare(widest.id, "<=", high) for high in highs]
    return intervals(widest, [*compared, *edges])


def _allowed(
    old: RuleBase, new: RuleBase, wizard: str, fact: str, domain: tuple[Value, ...]
) -> frozenset[int]:
    """The places that both may have; of a fact that one revision alone has, the one it keeps."""
    sides = [base for base in (old, new) if fact in base.fact]
    places = [_places(base, base.wizard[wizard], fact, domain) for base in sides]
    if len(sides) == 2:
        return places[0] & places[1]
    usual = place_of(sides[0].fact[fact], domain, None)
    return frozenset([usual if usual in places[0] else min(places[0])])


def _places(base: RuleBase, wizard: Wizard, fact: str, domain: tuple[Value, ...]) -> frozenset[int]:
    question = next((q for q in wizard.questions if q.fact == fact), None)
    if question is None:
        return frozenset([place_of(base.fact[fact], domain, wizard.preset.get(fact))])
    return frozenset(
        place
        for place, value in enumerate(domain)
        if question.offers(value) and _has(base.fact[fact], value)
    )


def _has(fact: Fact, value: Value) -> bool:
    """Whether the fact can have the value."""
    if isinstance(value, int):
        return (fact.low is None or value >= fact.low) and (fact.high is None or value <= fact.high)
    return not isinstance(value, frozenset) or value in subsets(fact)


def _padded(base: RuleBase, other: RuleBase) -> RuleBase:
    """The rule base with the facts that only the other one has, which never count here."""
    strangers = (replace(fact, ask_if=NEVER) for fact in other.facts if fact.id not in base.fact)
    return replace(base, facts=(*base.facts, *strangers))
