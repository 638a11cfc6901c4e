"""A short, seeded part of the campaign of `tests.evidence`: the core is exact on any policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import ModuleType

import pytest

from tests.evidence import by_enumeration, by_solver
from tests.evidence.reduction import reduced
from tests.evidence.tally import Tally

SEED = 20261129
CONSULTATIONS, LARGER, AGAINST_Z3 = 1_500, 300, 120


def total[Batch](run: Callable[[Batch], tuple[str, Tally]], batches: Iterable[Batch]) -> Tally:
    tally = Tally()
    for batch in batches:
        tally.add(run(batch)[1])
    return tally


def assert_alike(tally: Tally, consultations: int, *seen: str) -> None:
    """No difference, and nothing that was never to be seen."""
    assert not tally.differences, "\n".join(map(str, tally.differences))
    assert tally.counts["differences"] == 0
    assert tally.counts["consultations"] == consultations
    everything = (*seen, "determined", "undetermined", "informative", "with missing facts")
    assert all(tally.counts[name] for name in (*everything, "with a next question"))


def enumerated() -> Iterator[by_enumeration.Batch]:
    """Of few policies each; of the larger ones, more than their share."""
    yield from by_enumeration.batches(CONSULTATIONS - LARGER, SEED, batch=20)
    for number in range(LARGER // 10):
        yield by_enumeration.Batch("larger", f"{SEED} more {number}", 10)


def test_consultations_say_what_the_definition_says_of_every_completion() -> None:
    tally = total(by_enumeration.run, enumerated())
    assert_alike(tally, CONSULTATIONS, "with a change", "with answers ignored")


def test_consultations_proofs_and_revisions_of_larger_policies_are_those_of_a_solver() -> None:
    tally = total(by_solver.run, by_solver.batches(AGAINST_Z3, SEED))
    kinds = ("rules that never fire", "rules that never carry the headline", "wizards with a gap")
    assert_alike(tally, AGAINST_Z3, *kinds)
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
