"""A note, a text or an extension that no wizard can ever show."""

from __future__ import annotations

from policysite.policy import Policy
from policysite.problem import Problem, error
from policysite.proving import failures


def check(policy: Policy) -> list[Problem]:
    places = {passage.id: passage.place for passage in (*policy.notes, *policy.texts)}
    places |= {extension.id: extension.place for extension in policy.extensions}
    return [
        error("unshown-passage", places[failure.subject], word=failure.subject)
        for failure in failures(policy, "unshown-passage")
    ]
