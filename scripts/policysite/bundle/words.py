"""What the element says of one policy in one language, in the form that `words.js` declares.

Place in the flow: `bundle` writes it beside the rule base. Only words and what they stand on;
whatever is decided is decided by the core. Texts have their typographic signs; one that the
language lacks is given in the authoritative language and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import permutations
from typing import Any

from policysite.dates import days_offered
from policysite.interface import interface
from policysite.pages.edition import Edition, with_frames
from policysite.pages.voice import interface_words
from policysite.policy import (
    Checklist,
    Clause,
    FactText,
    ModalityText,
    Office,
    Passage,
    Policy,
    RuleText,
    WizardText,
    Words,
)
from policysite.references import Citation, citations
from policysite.typography import NBSP, typeset
from rulecore import FactType, Question, Rule

type Said = str | Mapping[str, str]
"""A text in the page's language, or `{"text": …, "lang": …}` in another."""


def words_of(policy: Policy, this: Edition, rules: str) -> dict[str, Any]:
    """The words in one language, ready to be written as JSON. `rules`: the name of the rules."""
    return _Speaker(policy, with_frames(this), rules).words()


class _Speaker:
    """One policy in one language."""

    def __init__(self, policy: Policy, this: Edition, rules: str) -> None:
        self.policy, self.edition, self.rules_name = policy, this, rules
        self.language = this.language.code
        self.interface = interface(self.language, "wizard")
        self.rules: Mapping[str, Rule] = {rule.id: rule for rule in policy.base.rules}

    def words(self) -> dict[str, Any]:
        policy = self.policy
        return {
            "language": self.language,
            "tag": self.edition.language.tag,
            "authoritative": policy.authoritative.code,
            "title": self.say(policy.title),
            "revision": {
                "id": policy.revision.id,
                "kind": policy.revision.kind,
                "decided": policy.revision.decided.isoformat(),
                "in_force": policy.revision.in_force.isoformat(),
                "draft": self.edition.draft,
                "rules": self.rules_name,
            },
            "date": self.date(),
            "facts": {fact.id: self.fact(fact) for fact in policy.facts},
            "modalities": {modality.id: self.modality(modality) for modality in policy.modalities},
            "rules": {rule.id: self.rule(rule) for rule in policy.rules},
            "notes": self.passages(policy.notes),
            "texts": self.passages(policy.texts),
            "offices": {office.id: self.office(office) for office in policy.offices},
            "clauses": self.clauses(),
            "wizards": {wizard.id: self.wizard(wizard) for wizard in policy.wizards},
            "disclaimer": self.may_say(policy.disclaimer),
            "interface": interface_words(self.language, "wizard"),
        }

    def date(self) -> dict[str, Any]:
        """How a day is written; day and month stay on one line, as `typeset` keeps them."""
        words = dict(interface_words(self.language, "site")["date"])
        kept = {f"{a} {b}": f"{a}{NBSP}{b}" for a, b in permutations(("{day}", "{month}"))}
        for apart, together in kept.items():
            words["form"] = words["form"].replace(apart, together)
        return words

    def say(self, words: Words) -> Said:
        text, language = words.in_language(self.language)
        said = typeset(text, language)
        return said if language == self.language else {"text": said, "lang": language}

    def may_say(self, words: Words | None) -> Said | None:
        return None if words is None else self.say(words)

    def fact(self, text: FactText) -> dict[str, Any]:
        fact = self.policy.base.fact[text.id]
        return {
            "type": fact.type.value,
            "question": self.say(text.question),
            "label": self.say(text.label),
            "line": self.may_say(text.line),
            "help": self.may_say(text.help),
            "unit": self.may_say(text.unit),
            "options": self.options(text, fact.type, fact.options),
            "exclusive": list(fact.exclusive),
            "decimals": fact.decimals,
            "days": days_offered(fact),
            "change": self.may_say(text.change),
            "clauses": list(text.clauses),
        }

    def options(
        self, text: FactText, kind: FactType, options: Iterable[str]
    ) -> list[tuple[str, Said]]:
        """Id and label of each option; yes and no are the interface's own words."""
        if kind is FactType.YES_NO:
            return [
                (option, typeset(self.interface["answer"][option], self.language))
                for option in options
            ]
        return [(option.id, self.say(option.label)) for option in text.options]

    def modality(self, modality: ModalityText) -> dict[str, Any]:
        return {
            "word": self.say(modality.word),
            "headline": self.say(modality.headline),
            "tone": modality.tone,
            "hold_off": modality.hold_off,
        }

    def rule(self, text: RuleText) -> dict[str, Any]:
        rule = self.rules[text.id]
        return {
            "text": self.say(text.text),
            "modality": rule.modality,
            "clauses": list(rule.clauses),
            "ask": text.ask,
            "ambiguity": self.may_say(text.ambiguity),
        }

    def passages(self, passages: Iterable[Passage]) -> dict[str, Any]:
        return {
            passage.id: {"text": self.say(passage.text), "clauses": list(passage.clauses)}
            for passage in passages
        }

    def office(self, office: Office) -> dict[str, Any]:
        return {
            "name": self.say(office.name),
            "clauses": list(office.clauses),
            "unsettled": self.may_say(office.unsettled),
            "contact": self.may_say(office.contact),
        }

    def clauses(self) -> dict[str, Any]:
        cited = citations(self.policy, self.language)
        within = {
            item.id: clause.id for clause in self.policy.clauses.values() for item in clause.items
        }
        return {
            clause.id: self.clause(clause, cited[clause.id], within.get(clause.id))
            for clause in self.policy.clauses.values()
        }

    def clause(self, clause: Clause, cited: Citation, within: str | None) -> dict[str, Any]:
        return {
            "reference": typeset(cited.full, self.language),
            "short": typeset(cited.short, self.language),
            "address": self.edition.address("text", clause.id),
            "text": self.say(clause.text),
            "original": self.original(clause.text),
            "within": within,
        }

    def original(self, words: Words) -> str | None:
        """The authoritative text, where the language has a translation of it."""
        first = self.policy.authoritative.code
        if self.language == first or self.language not in words.by_language:
            return None
        return typeset(words.by_language[first], first)

    def wizard(self, text: WizardText) -> dict[str, Any]:
        wizard = self.policy.base.wizard[text.id]
        return {
            "title": self.say(text.title),
            "assumes": self.may_say(text.assumes),
            "full": wizard.full,
            "informative": wizard.informative,
            "address": self.edition.address(f"check/{text.id}"),
            "frame": self.edition.address(f"frame/{text.id}"),
            "questions": [_question(question) for question in wizard.questions],
            "pages": {page.id: self.checklist(page) for page in text.checklists},
        }

    def checklist(self, page: Checklist) -> dict[str, Any]:
        return {"title": self.say(page.title), "hint": self.may_say(page.hint)}


def _question(question: Question) -> dict[str, Any]:
    return {
        "fact": question.fact,
        "options": list(question.options),
        "leads_to": dict(question.leads_to),
        "page": question.page,
    }
