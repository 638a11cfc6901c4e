"""`<policy-wizard>` as it stands in a page: the first question, before anything else is there.

Place in the flow: `every` puts it into the home page and the wizards' pages. The markup is that of
`wizard/web/question.js` and `status.js`, which take it over; without scripts it gives way to a
sentence and the way to the decision table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from policysite.dates import days_offered
from policysite.pages.here import Here, templates
from policysite.pages.voice import Voice, interface_words
from policysite.policy import FactText, WizardText
from rulecore import Fact, FactType, Question, consult

UNKNOWN = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer. `leads_to`: the wizard that takes over, and its title."""

    value: str
    label: Markup
    type: str = "radio"
    exclusive: bool = False
    leads_to: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question. `legend`: the part in sight on a checklist, the rest for screen readers.

    `days`: of a date, the first and the last that its calendar offers.
    """

    id: str
    text: FactText
    fact: Fact
    legend: Markup
    choices: tuple[Choice, ...]
    days: list[str] | None

    @property
    def helped(self) -> bool:
        """Whether there is anything to say about it."""
        return bool(self.text.help or self.text.clauses)


def element(here: Here, wizard: WizardText, *, level: int, framed: bool = False) -> Markup:
    """The element's HTML on the page `here`. `level`: of its heading, 1 or 2.

    `framed`: it stands in a frame, and hands over to wizards in frames.
    """
    base, voice = here.policy.base, here.voice
    words = interface_words(voice.code, "wizard")
    rules = base.wizard[wizard.id]
    facts = consult(base, wizard.id, {}).ask_together
    questions = {question.fact: question for question in rules.questions}
    asked = [_asked(here, words, questions[fact]) for fact in facts]
    html = (
        templates()
        .get_template("element.html.jinja")
        .render(
            here=here,
            v=voice,
            w=words,
            told=wizard,
            full=here.policy.base.wizard[wizard.id].full,
            framed=framed,
            table=here.link(f"check/{wizard.id}", "table"),
            asked=asked,
            page=next((p for p in wizard.checklists if p.id == _page(questions, facts)), None),
            heading=f"h{level}",
        )
    )
    return Markup("\n".join(line for line in html.splitlines() if line.strip()))


def _page(questions: dict[str, Question], facts: Sequence[str]) -> str | None:
    """The checklist on which several questions stand."""
    return questions[facts[0]].page if len(facts) > 1 else None


def _asked(here: Here, words: Mapping[str, Any], question: Question) -> Asked:
    text = next(fact for fact in here.policy.facts if fact.id == question.fact)
    fact = here.policy.base.fact[question.fact]
    return Asked(
        id=question.fact,
        text=text,
        fact=fact,
        legend=_legend(here.voice, text),
        choices=tuple(_choices(here, words, text, fact, question)),
        days=days_offered(fact),
    )


def _choices(
    here: Here, words: Mapping[str, Any], text: FactText, fact: Fact, question: Question
) -> Iterator[Choice]:
    voice = here.voice
    labels = {option.id: voice.say(option.label) for option in text.options}
    if fact.type is FactType.YES_NO:
        labels = {option: Markup(words["answer"][option]) for option in fact.options}
    several = fact.type is FactType.SEVERAL
    for option in fact.options:
        leads = dict(question.leads_to).get(option)
        if option in question.options or leads:
            yield Choice(
                value=option,
                label=labels[option],
                type="checkbox" if several else "radio",
                exclusive=option in fact.exclusive,
                leads_to=(leads, voice.text(here.told(leads).title)) if leads else None,
            )
    alone = several or fact.type.is_ordered
    yield Choice(
        value=UNKNOWN,
        label=Markup(words["answer"]["unknown"]),
        type="checkbox" if alone else "radio",
        exclusive=several,
    )


def _legend(voice: Voice, text: FactText) -> Markup:
    if text.line is None:
        return voice.say(text.question)
    whole, part = voice.text(text.question), voice.text(text.line)
    unseen = '<span class="pw-sr">{}</span>'
    if part not in whole:
        rest = Markup(unseen).format(Markup(" ({})").format(voice.say(text.question)))
        return voice.say(text.line) + rest
    before, _, after = whole.partition(part)
    return (
        (Markup(unseen).format(before) if before else Markup(""))
        + voice.say(text.line)
        + (Markup(unseen).format(after) if after else Markup(""))
    )
