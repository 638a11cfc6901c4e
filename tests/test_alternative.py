"""The alternatives of judgment calls, tried: in the rules, and in the source as a second evaluator
reads it.
"""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
import yaml

from policysite.alternative import alternative
from policysite.policy import Reading
from rulecore import consult
from rulecore.difference import changed_scenario, difference
from tests.evidence.cases import random_case
from tests.reference import Reference
from tests.sources import REAL, policy

MODELLED = [reading for reading in policy(REAL).readings if reading.instead]
CONSULTATIONS = 8


def edited(reading: Reading) -> Reference:
    """The source as the second evaluator reads it, with the rules of the alternative."""
    reference = Reference(REAL)
    for change in _entries(reading.id):
        if "drop" in change:
            del reference.rules[change["rule"]]
        else:
            reference.rules[change["rule"]] |= change
    return reference


def _entries(reading: str) -> list[dict[str, Any]]:
    source = yaml.load(REAL.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    found: list[dict[str, Any]] = next(
        r["instead"] for r in source["readings"] if r["reading"] == reading
    )
    return found


@pytest.mark.parametrize("reading", MODELLED, ids=[reading.id for reading in MODELLED])
def test_an_alternative_answers_as_the_edited_source_does(reading: Reading) -> None:
    reference, dice = edited(reading), random.Random(reading.id)
    base = alternative(policy(REAL).base, reading)
    for _ in range(CONSULTATIONS):
        case = random_case(reference, dice)
        found = consult(base, case.wizard, case.answers, rest=case.rest)
        wanted = reference.consult(case.wizard, case.answers, rest_default=case.rest == "default")
        assert (found.outcome, found.could_be) == (wanted.outcome, wanted.could_be), case


@pytest.mark.parametrize("reading", MODELLED, ids=[reading.id for reading in MODELLED])
def test_both_evaluators_see_what_an_alternative_changes(reading: Reading) -> None:
    base, plain = policy(REAL).base, Reference(REAL)
    other, reference = alternative(base, reading), edited(reading)
    changed = 0
    for wizard in (wizard.id for wizard in base.wizards if not wizard.informative):
        given = changed_scenario(base, other, wizard)
        if given is not None:
            adopted = plain.consult(wizard, dict(given), rest_default=True).outcome
            alternate = reference.consult(wizard, dict(given), rest_default=True).outcome
            assert adopted == consult(base, wizard, given, rest="default").outcome
            assert alternate == consult(other, wizard, given, rest="default").outcome
            assert adopted != alternate
            changed += 1
    assert changed


def test_a_reading_without_rules_of_its_own_says_why() -> None:
    for reading in policy(REAL).readings:
        assert bool(reading.instead) != (reading.unmodelled is not None), reading.id


def test_the_rank_of_two_outcomes_can_be_said_by_rules() -> None:
    base = policy(REAL).base
    below = {m.id: at for at, m in enumerate(base.modalities)}
    order = sorted(base.modalities, key=lambda m: below[m.id] - 1.5 * (m.id == "discouraged"))
    swapped = replace(base, modalities=tuple(order))
    other = alternative(base, next(r for r in MODELLED if r.id == "J13"))
    for wizard in base.wizards:
        if not wizard.informative:
            assert difference(swapped, other, wizard.id).classes == ()
            assert wizard.id != "publier" or difference(base, other, wizard.id).changed
