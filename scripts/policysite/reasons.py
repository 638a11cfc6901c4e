"""Why, in words: the answers that suffice, those that would be enough, what waits for an answer.

Place in the flow: `ask` shows it in the terminal; `wizard/web/reasons.js` and `why.js` say the same
in the pages. The rule core found the reasons.
"""

from __future__ import annotations

from typing import Any

from policysite.interface import interface
from policysite.policy import Policy
from policysite.references import citations
from policysite.scenario import answers
from policysite.typography import plain
from rulecore import Consultation
from rulecore.answers import Given


class Reasons:
    """What is said of reasons, for one policy in one language."""

    def __init__(self, policy: Policy, language: str) -> None:
        self.policy, self.language = policy, language
        self.words: dict[str, Any] = interface(language, "wizard")
        self._word = {m.id: m.word.in_language(language)[0] for m in policy.modalities}
        self._headline = {m.id: m.headline.in_language(language)[0] for m in policy.modalities}

    def because(self, found: Consultation) -> list[str]:
        """The answers that suffice for a determined outcome."""
        said = self.words["reasons"]
        if found.outcome is None:
            return []
        if not found.because:
            return ["", said["always"]]
        pairs = [f"  - {pair}" for pair in answers(self.policy, found.because, self.language)]
        return ["", said["because"], *pairs, said["enough"]]

    def could_be(self, found: Consultation) -> list[str]:
        """The outcomes still open; once nothing is left to ask, what would make each certain."""
        if found.outcome is not None:
            return []
        given = {one.outcome: one.answers for one in found.possible}
        lines: list[str] = []
        for id_ in found.could_be:
            lines.append(f"  {self._headline[id_]}")
            lines += [f"    {self._certain_if(given[id_])}"] if id_ in given else []
        return [*lines, self.words["reasons"]["for_example"]] if given else lines

    def _certain_if(self, given: Given) -> str:
        sentence: str = self.words["reasons"]["if"]
        return sentence.format(answers="; ".join(answers(self.policy, given, self.language)))

    def asked(self, asking: Consultation, fact: str) -> list[str]:
        """Why the question is asked: the results still possible, the passages that wait."""
        return [*self._results(asking), self._waiting(asking, fact)]

    def _results(self, asking: Consultation) -> list[str]:
        if not asking.could_be:
            return []
        said = self.words["asked"]["certain" if asking.outcome else "open"]
        return [said, *(f"  {self._word[id_]}" for id_ in asking.could_be)]

    def _waiting(self, asking: Consultation, fact: str) -> str:
        said: dict[str, str] = self.words["asked"]
        rules = asking.waiting[fact].rules
        if not rules:
            return said["texts" if asking.status == "informative" else "reminders"]
        cited = citations(self.policy, self.language)
        turned = {c for rule in self.policy.base.rules if rule.id in rules for c in rule.clauses}
        sections = dict.fromkeys(plain(cited[clause].short) for clause in cited if clause in turned)
        return f"{said['rules']} {', '.join(sections)}"
