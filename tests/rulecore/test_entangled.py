"""Facts that depend on each other too much are refused, soon and within little memory."""

from __future__ import annotations

import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from time import process_time

import pytest

from rulecore import RuleBase, TooEntangled, consult
from rulecore.difference import difference
from rulecore.proofs import prove
from tests.adversarial import chained, clique, entangled, heavy
from tests.generated import OPTIONS, revised

SECONDS, BYTES = 5, 500_000_000
PATIENCE = 4 * SECONDS
"""After this the process is ended."""

REFUSED: dict[str, Callable[[], RuleBase]] = {
    "40 facts in one rule": entangled,
    "40 facts of four values in one rule": lambda: entangled(options=OPTIONS),
    "a rule for every two of 40 facts": clique,
    "1,000 rules over the same 12 facts": heavy,
    "1,000 rules over 12 of 14 facts": lambda: heavy(of=14),
    "1,000 rules over 12 of 100 facts": lambda: heavy(of=100),
    "1,000 rules over 12 of 1,000 facts": lambda: heavy(of=1000),
    "a chain of 40 topics": lambda: chained(40, 20),
}

USES: dict[str, Callable[[RuleBase], object]] = {
    "consult": lambda base: consult(base, "all", {}),
    "prove": prove,
    "difference": lambda base: difference(base, revised(base), "all"),
}


def refusal(name: str, use: str) -> tuple[float, tuple[str, ...]]:
    """How long it takes to refuse, in a process with so much memory, and the facts named."""
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
    base = REFUSED[name]()
    begun = process_time()
    with pytest.raises(TooEntangled) as refused:
        USES[use](base)
    return process_time() - begun, refused.value.facts


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("name", REFUSED)
def test_what_no_table_holds_is_refused(name: str, use: str) -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as fresh:
        taken, facts = fresh.submit(refusal, name, use).result()
    assert taken < SECONDS
    assert set(facts) <= {fact.id for fact in REFUSED[name]().facts}
    assert len(facts) > 1


def test_a_chain_of_topics_is_taken_apart() -> None:
    base = chained(12, 20)
    assert consult(base, "all", {}).could_be
