"""The changed decisions in words: how many scenarios, from what to what, why, and one of them.

Place in the flow: the last part of `report`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policysite.compare import Comparison
from policysite.compare.decisions import Class, Offered, Outside, WizardChange
from policysite.compare.voice import Voice
from rulecore import show_value


def decisions(comparison: Comparison, voice: Voice) -> Iterator[str]:
    """Wizard by wizard, in the order of the new revision; those that are no more come last."""
    names = comparison.names.wizards
    changes = {change.id: change for change in comparison.wizards}
    for told in (*comparison.new.wizards, *comparison.old.wizards):
        title = f"{voice.quote(told.title)} ({told.id})"
        if told.id in names.added:
            yield voice.say("entry", name=title, what=voice.say("one-side", "new"))
        elif told.id in names.removed:
            yield voice.say("entry", name=title, what=voice.say("one-side", "old"))
        elif told.id in changes:
            yield from _wizard(changes.pop(told.id), title, voice)


def _wizard(change: WizardChange, title: str, voice: Voice) -> Iterator[str]:
    yield voice.say("entry", name=title, what=summary(change, voice))
    for one in change.classes:
        yield from (f"  {line}" for line in _class(one, change, voice))
    yield from (f"  {line}" for line in offered_in_words(change, voice))


def offered_in_words(change: WizardChange, voice: Voice) -> Iterator[str]:
    """The texts shown otherwise, and the questions and answers that one revision alone has."""
    for text in change.texts:
        counts = {"appears": voice.count(text.appears), "disappears": voice.count(text.disappears)}
        yield voice.say("text", id=text.id, **counts)
    for outside in change.outside:
        yield _outside(outside, voice)
    for offered in change.offered:
        yield from _offered(offered, voice)


def summary(change: WizardChange, voice: Voice) -> str:
    """How many scenarios have another outcome, or why that cannot be said."""
    if change.entangled:
        return voice.say("entangled", facts=", ".join(map(voice.label, change.entangled)))
    if change.total is None:
        return voice.say("informs", "new" if change.informs[1] else "old")
    total = voice.count(change.total)
    if all(change.informs):
        return voice.say("informs", "other-texts" if change.texts else "same-texts", total=total)
    if not change.changed:
        return voice.say("unchanged", total=total)
    share = voice.share(change.changed, change.total)
    return voice.say("changed", changed=voice.count(change.changed), total=total, share=share)


def _class(one: Class, change: WizardChange, voice: Voice) -> Iterator[str]:
    assert change.total is not None, "there are no classes where nothing was compared"
    before, after = voice.modality(voice.old, one.before), voice.modality(voice.new, one.after)
    what = voice.say(
        "class", count=voice.count(one.count), share=voice.share(one.count, change.total)
    )
    yield voice.say("entry", name=f"{before} → {after}", what=what)
    yield from _list("rules", [f"[{id_}] {_rule(id_, one, voice)}" for id_ in one.rules], voice)
    yield from _list("clauses", [_cited(id_, voice) for id_ in one.clauses], voice)
    yield from _list("witness", witness(one.witness, voice), voice)


def _list(name: str, entries: Sequence[str], voice: Voice) -> Iterator[str]:
    if entries:
        yield f"  {voice.say('class-parts', name)}"
        yield from (f"    - {entry}" for entry in entries)


def _rule(id_: str, one: Class, voice: Voice) -> str:
    """What the rule says in the revision in which it makes the difference."""
    sides = (voice.old, voice.new) if id_ in one.former else (voice.new, voice.old)
    rules = [rule for side in sides for rule in side.rules]
    return voice.quote(next(rule.text for rule in rules if rule.id == id_))


def _cited(clause: str, voice: Voice) -> str:
    policy = voice.new if clause in voice.new.clauses else voice.old
    return f"{voice.reference(policy, clause)} ({clause})"


def witness(answers: Mapping[str, str | list[str]], voice: Voice) -> list[str]:
    """The answers other than the questions' defaults."""
    said = [
        voice.say("entry", name=voice.label(fact), what=voice.answer(fact, answer))
        for fact, answer in answers.items()
        if not _is_default(fact, answer, voice)
    ]
    return said or [voice.say("defaults")]


def _is_default(id_: str, answer: str | list[str], voice: Voice) -> bool:
    fact = voice.new.base.fact[id_]
    return fact.default is not None and show_value(fact, fact.default) == answer


def _outside(outside: Outside, voice: Voice) -> str:
    side, fact = outside.asked_by, outside.fact
    answer = voice.answer(fact, outside.answer, old=side == "old")
    return voice.say("outside", side, label=voice.label(fact), fact=fact, answer=answer)


def _offered(offered: Offered, voice: Voice) -> Iterator[str]:
    """The answers that one revision alone offers; where there are none, that the rest differs."""
    told = {"label": voice.label(offered.fact), "fact": offered.fact}
    old, new = offered.old.options, offered.new.options
    alone = {"new": [o for o in new if o not in old], "old": [o for o in old if o not in new]}
    for side, options in alone.items():
        for option in options:
            answer = voice.answer(offered.fact, option, old=side == "old")
            yield voice.say("offered", side, **told, answer=answer)
    if old == new:
        yield voice.say("offered", "otherwise", **told)
