"""A translation of another wording than today's: a warning, and the page says so too."""

from __future__ import annotations

from policysite.policy import Policy
from policysite.problem import Problem, warning


def check(policy: Policy) -> list[Problem]:
    return [
        warning(
            "stale-translation",
            clause.place,
            word=clause.id,
            language=language,
            now=clause.fingerprint,
        )
        for clause in policy.clauses.values()
        for language in clause.text.by_language
        if language != policy.authoritative.code
        and clause.translates.get(language) != clause.fingerprint
    ]
