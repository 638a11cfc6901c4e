"""A wizard that takes something for granted without saying so, and hides an outcome by it."""

from __future__ import annotations

from policysite.policy import Policy
from policysite.problem import Problem, error
from policysite.proving import proofs
from policysite.scenario import in_words


def check(policy: Policy) -> list[Problem]:
    found = proofs(policy)
    wizards = {wizard.id: wizard for wizard in policy.wizards}
    return [
        error(
            "hidden-outcome",
            wizards[failure.subject].place,
            word=failure.subject,
            full=failure.wizard or "",
            says=failure.outcomes[0] or "—",
            could=failure.outcomes[1] or "—",
            witness=in_words(policy, failure.witness),
        )
        for failure in (found.hidden if found else ())
        if wizards[failure.subject].assumes is None
    ]
