"""A short, seeded part of the campaign of `tests.evidence`: the core is exact on any policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from operator import attrgetter
from types import ModuleType

import pytest

from tests.evidence import by_enumeration, by_solver
from tests.evidence.reduction import reduced
from tests.evidence.tally import Tally

SEED = 20261129
CONSULTATIONS, LARGER, AGAINST_Z3 = 1_500, 300, 120


def enumerated() -> Iterator[by_enumeration.Batch]:
    """Of few policies each; of the larger ones, more than their share."""
    yield from by_enumeration.batches(CONSULTATIONS - LARGER, SEED, batch=20)
    for number in range(LARGER // 10):
        yield by_enumeration.Batch("larger", f"{SEED} more {number}", 10)


ENUMERATED, SOLVED = list(enumerated()), list(by_solver.batches(AGAINST_Z3, SEED))

tallied_by_enumeration = cache(by_enumeration.run)
tallied_by_solver = cache(by_solver.run)


def assert_alike(tally: Tally) -> None:
    assert not tally.differences, "\n".join(map(str, tally.differences))
    assert tally.counts["differences"] == 0


def total(tallies: Iterable[Tally]) -> Tally:
    tally = Tally()
    for one in tallies:
        tally.add(one)
    return tally


def assert_seen(tally: Tally, consultations: int, *seen: str) -> None:
    """Nothing that was never to be seen."""
    assert tally.counts["consultations"] == consultations
    everything = (*seen, "determined", "undetermined", "informative", "with missing facts")
    assert all(tally.counts[name] for name in (*everything, "with a next question"))


@pytest.mark.parametrize("batch", ENUMERATED, ids=attrgetter("seed"))
def test_consultations_say_what_the_definition_says_of_every_completion(
    batch: by_enumeration.Batch,
) -> None:
    assert_alike(tallied_by_enumeration(batch)[1])


@pytest.mark.parametrize("batch", SOLVED, ids=attrgetter("seed"))
def test_consultations_proofs_and_revisions_of_larger_policies_are_those_of_a_solver(
    batch: by_solver.Batch,
) -> None:
    assert_alike(tallied_by_solver(batch)[1])


def test_the_consultations_show_everything_that_there_is_to_see() -> None:
    tally = total(tallied_by_enumeration(batch)[1] for batch in ENUMERATED)
    assert_seen(tally, CONSULTATIONS, "with a change", "with answers ignored")


def test_the_larger_policies_show_everything_that_there_is_to_see() -> None:
    tally = total(tallied_by_solver(batch)[1] for batch in SOLVED)
    kinds = ("rules that never fire", "rules that never carry the headline", "wizards with a gap")
    assert_seen(tally, AGAINST_Z3, *kinds)
    assert 0 < tally.counts["revisions that decide alike"] < tally.counts["revisions"]


@pytest.mark.parametrize("module", [by_enumeration, by_solver])
def test_a_seed_gives_the_same_questions_again(module: ModuleType) -> None:
    (one, *_), (other, *_) = (list(module.batches(10, SEED)) for _ in range(2))
    assert one == other
    assert module.run(one) == module.run(other)


def test_a_difference_is_cut_down_to_what_shows_it() -> None:
    tree = {"rules": [{"id": "a", "when": "x"}, {"id": "b", "when": "y"}], "notes": ["n"]}
    found = reduced(tree, lambda part: any(rule["when"] == "y" for rule in part["rules"]))
    assert found == {"rules": [{"when": "y"}]}
