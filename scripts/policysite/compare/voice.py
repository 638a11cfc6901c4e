"""How the command speaks of a comparison: its own words, the policies' words, numbers and shares.

Place in the flow: under `report`. Words come typeset in their language.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from policysite.compare import Comparison
from policysite.interface import interface
from policysite.numbers import grouped
from policysite.policy import Policy, Words
from policysite.references import citations
from policysite.scenario import said
from policysite.typography import typeset


class Voice:
    """One comparison in one language."""

    def __init__(self, comparison: Comparison, language: str) -> None:
        self.language = language
        self.words: dict[str, Any] = interface(language, "command")["diff"]
        self.old, self.new = comparison.old, comparison.new
        self.cited = {side.digest: citations(side, language) for side in (self.old, self.new)}
        self.facts_old, self.facts_new = (
            {fact.id: fact for fact in side.facts} for side in (self.old, self.new)
        )

    # Words --------------------------------------------------------------------------------------

    def say(self, *path: str, **values: str) -> str:
        """A sentence of the command's own: where it stands in its words, what it quotes."""
        words: Any = self.words
        for key in path:
            words = words[key]
        return typeset(words.format(**values), self.language)

    def quote(self, words: Words) -> str:
        """A text of a policy."""
        return typeset(*words.in_language(self.language))

    def modality(self, policy: Policy, id_: str | None) -> str:
        """The word of an outcome, with its id."""
        if id_ is None:
            return self.say("no-outcome")
        return f"{self.quote(next(m.word for m in policy.modalities if m.id == id_))} ({id_})"

    def reference(self, policy: Policy, clause: str) -> str:
        return typeset(self.cited[policy.digest][clause].full, self.language)

    # Answers ------------------------------------------------------------------------------------

    def label(self, fact: str) -> str:
        return self.quote((self.facts_new.get(fact) or self.facts_old[fact]).label)

    def answer(self, fact: str, answer: str | list[str], *, old: bool = False) -> str:
        """What a person answers, in the words of the new revision or the old one."""
        policy = self.old if old else self.new
        return typeset(said(policy, fact, answer, self.language), self.language)

    # Numbers ------------------------------------------------------------------------------------

    def count(self, number: int) -> str:
        """A number with the language's thousands."""
        return grouped(number, self.language)

    def share(self, part: int, whole: int) -> str:
        """A part in percent, to a tenth; some is never said to be none, nor most to be all."""
        tenths = Fraction(1000 * part, whole)
        if 0 < tenths < 1:
            return self.say("less", share=self._percent(1))
        if 999 < tenths < 1000:
            return self.say("more", share=self._percent(999))
        return self.say("share", share=self._percent(round(tenths)))

    def _percent(self, tenths: int) -> str:
        if tenths in (0, 1000):
            return str(tenths // 10)
        return f"{tenths // 10}{self.words['decimal']}{tenths % 10}"
