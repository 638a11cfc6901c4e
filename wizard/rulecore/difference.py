"""What another revision changes: how many scenarios, from which outcome to which, and one of each.

Place in the flow: over `pair` and `layout`; `policysite` says it in words. Both revisions are
compiled over the same facts, so that one bit is the same scenario in both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from rulecore.allowed import value_at
from rulecore.answers import Given, show_value
from rulecore.causes import Causes
from rulecore.counting import distribution, once
from rulecore.evaluate import effective
from rulecore.groups import MOST_CAUSES, Group, grouped
from rulecore.joint import NEW, OLD, Joint, somewhere
from rulecore.layout import lay_out
from rulecore.levels import Grid, Level
from rulecore.model import Fact, RuleBase
from rulecore.pair import Pair, bring_together
from rulecore.scenarios import each_once
from rulecore.space import Space
from rulecore.tables import Topic
from rulecore.witness import Places, choose, usual_places


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """The scenarios that go from one outcome to another (None: no rule fires).

    `witness`: the answers of one of them. `old_rules`, `new_rules`: the rules that carry the
    outcome and are not what they are in the other revision: in some of the scenarios, or in all of
    them where the difference was asked for by cause.
    """

    before: str | None
    after: str | None
    count: int
    witness: Given
    old_rules: tuple[str, ...]
    new_rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changes in one wizard. `total`: the scenarios compared. `outside`: the questions that
    only one revision asks, with the answers that they keep.
    """

    total: int
    classes: tuple[Changed, ...]
    outside: Given

    @property
    def changed(self) -> int:
        """How many scenarios have another outcome."""
        return sum(one.count for one in self.classes)


def difference(old: RuleBase, new: RuleBase, wizard: str, *, by_cause: bool = False) -> Difference:
    """Compare two revisions in a wizard that both have; raises `topics.TooEntangled`.

    `by_cause`: scenarios that go from one outcome to another for the same rules are a class of
    their own; more than `groups.MOST_CAUSES` rules are not taken apart.
    """
    return _Comparison(bring_together(old, new, wizard)).result(by_cause=by_cause)


def changed_scenario(old: RuleBase, new: RuleBase, wizard: str) -> Given | None:
    """The answers of one scenario that has another outcome, without a count; None where none has.

    Raises `topics.TooEntangled`.
    """
    comparison = _Comparison(bring_together(old, new, wizard))
    level = comparison.changed_level()
    return None if level is None else comparison.witness(level, comparison.topics)


class _Comparison:
    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.layout = lay_out([pair.old, pair.new], pair.domains)
        self.usual = usual_places(pair.new, pair.domains, pair.allowed)
        old, new = pair.old, pair.new
        cuts = [self.space(base, ()) for base in (old, new)]
        self.cut_space = cuts[0]
        self.grid = Grid([len(old.modalities), len(new.modalities)])
        self.cut = each_once(cuts, self.layout.parts.cut, pair.allowed)
        self.topics: list[Joint] = []
        for own, *terms in zip(self.layout.parts.topics, *self.layout.terms, strict=True):
            space = self.space(old, own)
            other = space if self.layout.alike else self.space(new, own)
            topics = Topic(old, space, terms[OLD]), Topic(new, other, terms[NEW])
            self.topics.append(Joint.of(*topics, pair.allowed, self.grid))

    def space(self, base: RuleBase, own: tuple[str, ...]) -> Space:
        return Space(base, self.layout.domains, self.layout.parts.cut, own)

    def result(self, *, by_cause: bool) -> Difference:
        cut = once(self.grid.levels, self.cut_space, self.cut)
        found = distribution(self.grid, [topic.counts for topic in self.topics], cut)
        shown = {f: show_value(self.fact(f), v) for f, v in self.pair.outside.items()}
        return Difference(
            total=sum(found.values()),
            classes=tuple(self.classes(found, by_cause=by_cause)),
            outside=shown,
        )

    def classes(self, found: Mapping[Level, int], *, by_cause: bool) -> Iterator[Changed]:
        causes = Causes(self.pair, self.topics, self.cut, alike=self.layout.alike)
        for level in sorted(found, reverse=True):
            before, after = self.names(level)
            if before != after and found[level]:
                rules = causes.of(level, OLD), causes.of(level, NEW)
                few = sum(map(len, rules)) <= MOST_CAUSES
                for group in (
                    grouped(self.topics, level, rules, self.cut)
                    if by_cause and few
                    else [Group(rules, found[level], self.topics)]
                ):
                    yield Changed(
                        before=before,
                        after=after,
                        count=group.count,
                        witness=self.witness(level, group.topics),
                        old_rules=group.rules[OLD],
                        new_rules=group.rules[NEW],
                    )

    def changed_level(self) -> Level | None:
        """The highest level with two outcomes that some scenario has."""
        for level in reversed(self.grid.levels):
            before, after = self.names(level)
            if before != after and somewhere(self.topics, level, self.cut):
                return level
        return None

    def names(self, level: Level) -> tuple[str | None, str | None]:
        """The modalities before and after."""
        return _at_rank(self.pair.old, level[OLD]), _at_rank(self.pair.new, level[NEW])

    def fact(self, id_: str) -> Fact:
        return self.pair.new.fact[id_]

    # A witness ----------------------------------------------------------------------------------

    def witness(self, level: Level, topics: Sequence[Joint]) -> Given:
        """The answers of a scenario of these topics at this level, which has one."""
        where = somewhere(topics, level, self.cut)
        column = (where & -where).bit_length() - 1
        reaching = _reaching(topics, column, level)
        wanted = {
            topic.space: topic.cells[topic.lowest(column, level, reaching.get(place, ()))]
            for place, topic in enumerate(topics)
        }
        return self.told(choose(self.cut_space, 1 << column, wanted, self.usual))

    def told(self, places: Places) -> Given:
        """The answers to the questions that both ask, where they count in one of the revisions."""
        domains = self.pair.domains
        values = {f: value_at(self.fact(f), domains[f], place) for f, place in places.items()}
        bases = (self.pair.new,) if self.layout.alike else (self.pair.old, self.pair.new)
        counting = frozenset[str]().union(*(effective(base, values)[1] for base in bases))
        asked = (fact for fact in self.pair.asked if fact in counting)
        return {fact: show_value(self.fact(fact), values[fact]) for fact in asked}


def _reaching(topics: Sequence[Joint], column: int, level: Level) -> Mapping[int, Sequence[int]]:
    """One topic that has the level, or two that have it between them: place → its sides."""
    places = range(len(topics))
    for place in places:
        if topics[place].folds.get(level, 0) >> column & 1:
            return {place: (OLD, NEW)}
    old, new = (
        [place for place in places if topics[place].reaches[side][level] >> column & 1]
        for side in (OLD, NEW)
    )
    return next({one: (OLD,), other: (NEW,)} for one, other in product(old, new) if one != other)


def _at_rank(base: RuleBase, rank: int) -> str | None:
    """The modality of a rank; None where no rule fires."""
    return base.modalities[-rank].id if rank else None
