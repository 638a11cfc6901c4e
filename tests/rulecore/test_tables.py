"""The compiled form: what it keeps, what it shares, and when it gives up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rulecore import tables as compiled
from rulecore.tables import DECIDING, INFORMATIVE, Tables
from rulecore.topics import TooEntangled
from tests.everything import EVERYTHING
from tests.random_bases import Make, seeds


def everywhere(tables: Tables) -> dict[str, frozenset[int]]:
    return {fact: frozenset(range(len(values))) for fact, values in tables.domains.items()}


def test_what_a_wizard_shows_is_picked_by_what_it_reads() -> None:
    tables = Tables(EVERYTHING)
    for kinds in (DECIDING, INFORMATIVE):
        for fact in tables.domains:
            wanted = [s for s, reads in tables.reads.items() if s[0] in kinds and fact in reads]
            assert list(tables.reading(fact, kinds)) == wanted
            assert tables.reading(fact, kinds) is tables.reading(fact, kinds)
    deciding = {kind for fact in tables.domains for kind, _ in tables.reading(fact, DECIDING)}
    assert deciding == {"rule", "note", "extension", "text"}
    informative = {kind for fact in tables.domains for kind, _ in tables.reading(fact, INFORMATIVE)}
    assert informative == {"answers"}


@pytest.mark.usefixtures("taken_apart")
@pytest.mark.parametrize(("make", "seed"), seeds(20))
def test_every_rule_comes_once_and_whole(make: Make, seed: int) -> None:
    base = make(seed)
    tables = Tables(base)
    found = list(tables.wholes())
    assert sorted(rule for rule, _ in found) == sorted(rule.id for rule in base.rules)
    for rule, pieces in found:
        assert [(p.space, p.on) for p in pieces] == [(p.space, p.on) for p in tables.whole(rule)]


def test_a_view_is_kept_until_an_answer_about_its_facts_changes() -> None:
    tables = Tables(EVERYTHING)
    allowed = everywhere(tables)
    for topic in tables.topics:
        view = tables.view(topic.space, allowed)
        assert tables.view(topic.space, dict(allowed)) is view
        for fact in topic.space.own:
            other = tables.view(topic.space, {**allowed, fact: frozenset([0])})
            assert other is not view
            assert other.allowed[fact] == {0}
            view = tables.view(topic.space, allowed)


@pytest.mark.parametrize(("limit", "together"), [("MOST_TABLES", sum), ("MOST_SPACE", max)])
def test_tables_that_take_too_much_are_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, together: Callable[[list[int]], int]
) -> None:
    signs = Tables(EVERYTHING).signs.items()
    spaces = [piece.space for (kind, _), pieces in signs if kind != "rank" for piece in pieces]
    bits = together([space.rows * space.width for space in spaces])
    monkeypatch.setattr(compiled, limit, bits)
    Tables(EVERYTHING)
    monkeypatch.setattr(compiled, limit, bits - 1)
    with pytest.raises(TooEntangled):
        Tables(EVERYTHING)
