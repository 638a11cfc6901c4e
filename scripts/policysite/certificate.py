"""The certificate of a revision: what was proved, over how many scenarios, by which core.

Place in the flow: after the checks. `bundle` publishes it beside the rules, `cli` prints it, the
page on verification shows it. What the rule core proves, `python -m rulecore` proves again from the
published files; the rest is read off the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policysite.checks import PROOFS, code_of, unruled_clause
from policysite.checks.unruled_clause import NORMATIVE
from policysite.coverage import coverage
from policysite.policy import Policy
from policysite.problem import Problem
from policysite.proving import proofs
from rulecore import dump
from rulecore.certificate import certificate as core_certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that is proved of a policy. `over`: of how many rules, questions, examples …"""

    code: str
    over: int
    holds: bool


def claims(policy: Policy, problems: Iterable[Problem]) -> tuple[Claim, ...]:
    """Every claim; `problems`: those of the policy's checks."""
    failing = {problem.code for problem in problems}
    codes = (*map(code_of, PROOFS), code_of(unruled_clause))
    over = dict(_over(policy))
    return tuple(Claim(code=c, over=over[c], holds=c not in failing) for c in codes if c in over)


def certificate(policy: Policy) -> dict[str, Any]:
    """The certificate of a policy whose checks have passed, as JSON has it."""
    covered = coverage(policy)
    return {
        **core_certificate(dump(policy.base)),
        "also": [
            {"proof": claim.code, "over": claim.over, "holds": claim.holds}
            for claim in claims(policy, ())
            if claim.code not in _by_the_core(policy)
        ],
        "coverage": {
            "clauses": {
                clause.id: {"kind": clause.kind, **clause.uses} for clause in covered.clauses
            },
            "rules": covered.rules,
        },
    }


def _over(policy: Policy) -> Iterator[tuple[str, int]]:
    yield from _by_the_core(policy).items()
    if proofs(policy) is not None:
        yield "hidden-outcome", sum(wizard.full is not None for wizard in policy.base.wizards)
        yield "unkept-promise", sum(len(wizard.clauses) for wizard in policy.wizards)
    yield "unruled-clause", sum(clause.kind in NORMATIVE for clause in policy.clauses.values())
    yield "same-reading", sum(bool(reading.instead) for reading in policy.readings)
    yield "example", len(policy.examples)
    if policy.ratified:
        yield "ratified-case", sum(len(each.cases) for each in policy.ratified)


def _by_the_core(policy: Policy) -> Mapping[str, int]:
    found = proofs(policy)
    return {proof.claim: proof.over for proof in found.proofs} if found else {}
