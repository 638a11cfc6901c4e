"""What is ratified of a case: the answers, the outcome, the clauses and their words.

Place in the flow: beside `goals`; `checks.ratified_case` and the sheet of cases read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from policysite.answered import all_answers
from policysite.policy import Policy, Ratification, RatifiedCase
from policysite.resolve.examples import UNDETERMINED
from rulecore import Answer, consult
from rulecore.answers import Given

DIGITS = 12
"""Of the digest, in hexadecimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the policy says of one case.

    `answers`: every one that counts. `texts`: the clauses cited → their words in the authoritative
    language, white space made one space.
    """

    wizard: str
    answers: Given
    outcome: str | None
    texts: Mapping[str, str]

    @property
    def case(self) -> str:
        """The same for the same answers in the same wizard."""
        return _canonical([self.wizard, self.answers])

    @property
    def digest(self) -> str:
        """Of the case, its outcome, and the clauses with their words."""
        outcome = self.outcome or UNDETERMINED
        whole = _canonical([self.wizard, self.answers, outcome, self.texts])
        return sha256(whole.encode()).hexdigest()[:DIGITS]


def decide(policy: Policy, wizard: str, given: Mapping[str, Answer]) -> Decision:
    """What the policy says of these answers; the other questions count with their defaults."""
    found = consult(policy.base, wizard, given, rest="default")
    language = policy.authoritative.code
    said = {id_: policy.clauses[id_].text.by_language[language] for id_ in found.clauses}
    return Decision(
        wizard=wizard,
        answers=all_answers(policy.base, wizard, given),
        outcome=found.outcome,
        texts={id_: " ".join(text.split()) for id_, text in said.items()},
    )


def in_effect(policy: Policy) -> Iterator[tuple[Ratification, RatifiedCase, Decision]]:
    """Every case ratified, with what the policy says of it today; of a case that was ratified
    anew, the last time.
    """
    last: dict[str, tuple[Ratification, RatifiedCase, Decision]] = {}
    for ratification in policy.ratified:
        for case in ratification.cases:
            decision = decide(policy, case.wizard, case.given)
            last[decision.case] = ratification, case, decision
    return iter(last.values())


def _canonical(value: object) -> str:
    """JSON without white space, keys in order, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
