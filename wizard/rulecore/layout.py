"""How the facts of a rule base, or of two revisions of it, fall apart into topics.

Place in the flow: before `tables`, which fills the layout in for one rule base, and `difference`,
which fills it in for two, so that a bit means the same scenario in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rulecore.condition import Condition
from rulecore.model import RuleBase
from rulecore.normal import alternatives
from rulecore.space import Domains
from rulecore.topics import Separation, direct_readings, readings, separate, support


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """An alternative of a condition, without `or`. `rule`: whose; `reads`: what it depends on.

    Two rule bases have the same object where they say the same.
    """

    rule: str
    when: Condition
    reads: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """`order`: fact → place. `domains`: see `space`. `parts`: the facts cut out, and the topics.
    For each rule base, `reads`: see `topics.readings`; `terms`: its rules' alternatives, topic by
    topic. `alike`: whether all have the same facts and named conditions.
    """

    order: Mapping[str, int]
    domains: Domains
    parts: Separation
    reads: tuple[Mapping[str, frozenset[str]], ...]
    terms: tuple[tuple[tuple[Term, ...], ...], ...]
    alike: bool

    def own(self, facts: Iterable[str]) -> tuple[str, ...]:
        """Those that are not cut out, in the order of the facts."""
        return tuple(
            sorted((f for f in facts if f not in self.parts.cut), key=self.order.__getitem__)
        )


def lay_out(bases: Sequence[RuleBase], domains: Domains) -> Layout:
    """The layout of rule bases over the same facts; raises `topics.TooEntangled`."""
    first = bases[0].facts, bases[0].conditions
    alike = all((base.facts, base.conditions) == first for base in bases)
    direct = [direct_readings(base) for base in (bases[:1] if alike else bases)]
    reads = [readings(found) for found in direct] * (len(bases) // len(direct))
    known: dict[Condition, list[Term]] = {}
    terms = [
        _rule_terms(base, found, known if alike else {})
        for base, found in zip(bases, reads, strict=True)
    ]
    parts = separate(
        tuple(domains),
        {fact: len(values) for fact, values in domains.items()},
        {fact: [found[fact] for found in direct] for fact in domains},
        (term.reads for found in terms for term in found),
    )
    order = {fact: place for place, fact in enumerate(domains)}
    by_topic = tuple(_by_topic(parts, found) for found in terms)
    return Layout(order, domains, parts, tuple(reads), by_topic, alike)


def terms_of(
    name: str, condition: Condition, base: RuleBase, reads: Mapping[str, frozenset[str]]
) -> Iterator[Term]:
    """The alternatives of a condition."""
    for when in alternatives(condition, base.conditions):
        yield Term(name, when, support(when, base, reads))


def _rule_terms(
    base: RuleBase, reads: Mapping[str, frozenset[str]], known: dict[Condition, list[Term]]
) -> list[Term]:
    """The alternatives of all rules. `known`: those of the conditions that were split before."""
    found: list[Term] = []
    for rule in base.rules:
        terms = known.get(rule.when)
        if terms is None:
            terms = known[rule.when] = list(terms_of(rule.id, rule.when, base, reads))
        found += [term if term.rule == rule.id else replace(term, rule=rule.id) for term in terms]
    return found


def _by_topic(parts: Separation, terms: Iterable[Term]) -> tuple[tuple[Term, ...], ...]:
    home = {fact: place for place, topic in enumerate(parts.topics) for fact in topic}
    found: list[list[Term]] = [[] for _ in parts.topics]
    for term in terms:
        found[next((home[fact] for fact in term.reads if fact in home), 0)].append(term)
    return tuple(map(tuple, found))
