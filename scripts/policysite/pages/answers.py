"""How the answers are made: outcomes and their rank, rules, readings, examples, digests.

Place in the flow: one of the pages of `every`; what holds for any policy is written by hand in
`docs/<lang>/answers.md` and stands first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from policysite.pages.anchors import anchor
from policysite.pages.conditions import Line, Teller
from policysite.pages.dependents import named
from policysite.pages.here import Here, markdown
from policysite.pages.proved import proved
from policysite.pages.signs import chip
from policysite.pages.written import described
from policysite.policy import Example, ModalityText, Reading, RuleText, Section
from policysite.references import section_label
from policysite.typography import typeset
from rulecore import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A modality with its rank (1: the most severe) and its tier."""

    told: ModalityText
    rank: int
    tier: int
    chip: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRule:
    """A rule in words. `ask`: whom to ask, where the rule says so."""

    rule: Rule
    told: RuleText
    chip: Markup
    when: Line
    clauses: Markup
    ask: Markup | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A note, a text or an extension: when it is shown, what it says (an extension: nothing)."""

    id: str
    text: Markup | None
    when: Line | None
    clauses: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownExample:
    """An example with its answers in words and what is expected of it."""

    example: Example
    given: tuple[tuple[Markup, Markup], ...]
    chip: Markup
    could_be: Markup | None
    missing: Markup | None
    rules: Markup
    clauses: Markup
    wizard: Markup


def page(here: Here, written: str, published: Mapping[str, str], core: str) -> str:
    """The page's Markdown. `published`: see `proved`. `core`: digest of the core that answers."""
    words = here.voice.w["answers"]
    title = here.voice.text(here.policy.title)
    shown = _Shown(here)
    return markdown(
        here,
        "answers",
        title=words["title"],
        description=words["description"].format(title=title),
        contents=True,
        written=described(written, here.voice.code)[1],
        outcomes=list(shown.outcomes()),
        conditions=list(shown.conditions()),
        sections=list(shown.sections()),
        passages=list(shown.passages()),
        extensions=list(shown.extensions()),
        readings=[(reading, shown.rests_on(reading)) for reading in here.policy.readings],
        examples=[shown.example(example) for example in here.policy.examples],
        pending=chip(here.voice, None),
        proved=proved(here, published),
        digests=(here.policy.digest, core),
    )


class _Shown:
    """Turns what the policy holds into what the page shows."""

    def __init__(self, here: Here) -> None:
        self.here, self.voice, self.policy = here, here.voice, here.policy
        self.teller = Teller(here)
        self.rules: Mapping[str, Rule] = {rule.id: rule for rule in here.policy.base.rules}

    def outcomes(self) -> Iterator[Outcome]:
        tiers = self.policy.base.tier
        for rank, told in enumerate(self.policy.modalities, start=1):
            yield Outcome(told=told, rank=rank, tier=tiers[told.id], chip=chip(self.voice, told.id))

    def conditions(self) -> Iterator[tuple[str, Markup, Line]]:
        for told in self.policy.conditions:
            line = self.teller.tell(self.policy.base.conditions[told.id])
            yield anchor("condition", told.id), self.voice.say(told.text), line

    def sections(self) -> Iterator[tuple[str, Markup, list[ShownRule]]]:
        """(label, title, rules) of each section that a rule rests on first, in reading order."""
        home = {
            clause.id: section
            for section in _all(self.policy.sections)
            for paragraph in section.paragraphs
            for unit in paragraph.clauses
            for clause in (unit, *unit.items)
        }
        home |= {
            note.id: section for section in _all(self.policy.sections) for note in section.footnotes
        }
        by_section: dict[str, list[ShownRule]] = {}
        for told in self.policy.rules:
            rule = self.rules[told.id]
            by_section.setdefault(home[rule.clauses[0]].id, []).append(self.rule(rule, told))
        for section in _all(self.policy.sections):
            if section.id in by_section:
                label = typeset(section_label(section, self.voice.code), self.voice.code)
                title = self.voice.text(section.title) if section.title else ""
                yield label, Markup(escape(title)), by_section[section.id]

    def rule(self, rule: Rule, told: RuleText) -> ShownRule:
        office = next((o for o in self.policy.offices if o.id == told.ask), None)
        return ShownRule(
            rule=rule,
            told=told,
            chip=chip(self.voice, rule.modality),
            when=self.teller.tell(rule.when),
            clauses=self.here.clauses(rule.clauses),
            ask=self.voice.say(office.name) if office else None,
        )

    def passages(self) -> Iterator[Passage]:
        when = {note.id: note.when for note in self.policy.base.notes}
        for passage in (*self.policy.notes, *self.policy.texts):
            yield Passage(
                id=passage.id,
                text=self.voice.say(passage.text),
                when=self.teller.tell(when[passage.id]) if passage.id in when else None,
                clauses=self.here.clauses(passage.clauses),
            )

    def extensions(self) -> Iterator[Passage]:
        for extension in self.policy.base.extensions:
            yield Passage(
                id=extension.id,
                text=None,
                when=self.teller.tell(extension.when),
                clauses=self.here.clauses(extension.clauses),
            )

    def rests_on(self, reading: Reading) -> Markup:
        """The clauses, rules and examples that a reading touches."""
        links = [self.here.clause(clause) for clause in reading.clauses]
        links += [self.to("rule", rule) for rule in reading.rules]
        links += [self.to("example", example) for example in reading.examples]
        return Markup("; ").join(links)

    def to(self, kind: str, name: str) -> Markup:
        """A link to a rule or an example of this page, named by its id."""
        target = anchor("rule" if kind == "rule" else "example", name)
        return Markup('<a href="#{}">{}</a>').format(target, named(name))

    def example(self, example: Example) -> ShownExample:
        return ShownExample(
            example=example,
            given=tuple(self.teller.answers.told(example.given)),
            chip=chip(self.voice, example.outcome),
            could_be=self.voice.either([chip(self.voice, m) for m in example.could_be])
            if example.could_be
            else None,
            missing=self.voice.both([self.teller.answers.label(fact) for fact in example.missing])
            if example.missing
            else None,
            rules=Markup("; ").join(self.to("rule", rule) for rule in example.rules),
            clauses=self.here.clauses(example.clauses),
            wizard=self.here.wizard(example.wizard),
        )


def _all(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _all(section.sections)
