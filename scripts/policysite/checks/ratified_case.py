"""A ratified case that is no longer what the institution ratified."""

from __future__ import annotations

from policysite.cases.decision import Decision, in_effect
from policysite.policy import Policy, RatifiedCase
from policysite.problem import Problem, error
from policysite.resolve.examples import UNDETERMINED
from policysite.scenario import in_words
from rulecore import UNKNOWN
from rulecore.answers import Given


def check(policy: Policy) -> list[Problem]:
    return [
        error(
            "ratified-case",
            case.place,
            word=case.name,
            witness=in_words(policy, _known(decision)),
            day=ratification.on.isoformat(),
            aspect=aspect,
            wanted=wanted,
            got=got,
        )
        for ratification, case, decision in in_effect(policy)
        for aspect, wanted, got in _changed(case, decision)
    ]


def _known(decision: Decision) -> Given:
    return {fact: answer for fact, answer in decision.answers.items() if answer != UNKNOWN}


def _changed(case: RatifiedCase, decision: Decision) -> list[tuple[str, str, str]]:
    """What is not as it was: aspect, then, now."""
    then, now = case.outcome or UNDETERMINED, decision.outcome or UNDETERMINED
    if then != now:
        return [("outcome", then, now)]
    if case.digest != decision.digest:
        return [("digest", case.digest, decision.digest)]
    return []
