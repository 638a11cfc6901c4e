"""The decision table of a wizard: every rule it can reach as lines that a person can follow.

Place in the flow: `pages` puts it under each wizard; it needs no script. The lines come from the
rule base by way of `boxes`: of those that apply, the most severe gives the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from policysite.boxes import Box, Boxes, inside
from policysite.dates import written
from policysite.interface import interface
from policysite.policy import FactText, Policy, Words
from rulecore import Fact, FactType, Value, show_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: where `box` contains the answers, the rule or text `id` applies.

    `modality`: None for a text of a wizard that only informs.
    """

    id: str
    modality: str | None
    box: Box
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines that share a named condition; `name` is None for those that share none."""

    name: str | None
    lines: tuple[Line, ...]


def lines(policy: Policy, wizard_id: str) -> list[Line]:
    """The lines of a wizard, the most severe first; rules that it cannot reach have none."""
    base, wizard = policy.base, policy.base.wizard[wizard_id]
    boxes = Boxes(base, wizard)
    if wizard.informative:
        clauses = {text.id: text.clauses for text in policy.texts}
        return [
            Line(id=text.id, modality=None, box=box, clauses=clauses[text.id])
            for text in base.texts
            if text.answers is not None
            for box in boxes.of(text.answers)
        ]
    found = [
        Line(id=rule.id, modality=rule.modality, box=box, clauses=rule.clauses)
        for rule in base.rules
        for box in boxes.of(rule.when)
    ]
    return sorted(found, key=lambda line: -base.rank[line.modality or ""])


def groups(policy: Policy, wizard_id: str) -> list[Group]:
    """The lines by the named condition that they lie in, those that share none last."""
    boxes = Boxes(policy.base, policy.base.wizard[wizard_id])
    named = {name: boxes.of(condition) for name, condition in policy.base.conditions.items()}
    single = {name: found[0] for name, found in named.items() if len(found) == 1 and found[0]}
    members: dict[str | None, list[Line]] = {**{name: [] for name in single}, None: []}
    for line in lines(policy, wizard_id):
        name = next((name for name, box in single.items() if inside(line.box, box)), None)
        members[name].append(_without(line, single[name]) if name else line)
    return [Group(name=name, lines=tuple(found)) for name, found in members.items() if found]


def _without(line: Line, box: Box) -> Line:
    """The line without what its group already says."""
    rest = {fact: allowed for fact, allowed in line.box.items() if box.get(fact) != allowed}
    return Line(id=line.id, modality=line.modality, box=rest, clauses=line.clauses)


class Wording:
    """Boxes in words, for one wizard in one language."""

    def __init__(self, policy: Policy, wizard_id: str, language: str) -> None:
        self.boxes = Boxes(policy.base, policy.base.wizard[wizard_id])
        self.base = policy.base
        self.language = language
        self.facts = {fact.id: fact for fact in policy.facts}
        self.words: dict[str, Any] = interface(language, "command")["table"]

    def conditions(self, box: Box) -> Iterator[tuple[str, str]]:
        """(what the question is about, the answers with which the line applies)."""
        for fact in self.base.facts:
            if fact.id in box:
                told = self.facts[fact.id]
                yield self.say(told.label), self.answers(fact, told, box[fact.id])

    def say(self, words: Words) -> str:
        return words.in_language(self.language)[0]

    def answers(self, fact: Fact, told: FactText, allowed: frozenset[int]) -> str:
        match fact.type:
            case FactType.SEVERAL:
                return self.sets(fact, told, allowed)
            case FactType.NUMBER | FactType.DATE:
                return self.either(self.ranges(fact, told, sorted(allowed)))
            case _:
                values = self.boxes.domains[fact.id]
                return self.quoted([self.option(told, values[i]) for i in sorted(allowed)])

    def option(self, told: FactText, value: Value) -> str:
        labels = {option.id: self.say(option.label) for option in told.options}
        return labels.get(str(value)) or str(self.words[str(value)])

    def either(self, words: Sequence[str]) -> str:
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self.words['or']} {words[-1]}"

    def quoted(self, labels: Sequence[str]) -> str:
        """Several labels each in quotation marks, for a label may hold commas itself."""
        return self.either(labels if len(labels) < 2 else [f'"{label}"' for label in labels])

    def sets(self, fact: Fact, told: FactText, allowed: frozenset[int]) -> str:
        """Sets of answers: those that hold one of some options, or each set by itself."""
        values = self.boxes.domains[fact.id]
        offered = self.boxes.offered[fact.id]
        wanted = [
            option
            for option in fact.options
            if {i for i in offered if _holds(values[i], option)} <= allowed
            and any(_holds(values[i], option) for i in offered)
        ]
        covered = {i for i in offered if any(_holds(values[i], option) for option in wanted)}
        if covered == allowed:
            return self.quoted([self.option(told, option) for option in wanted])
        return self.quoted([self.set_(fact, told, values[i]) for i in sorted(allowed)])

    def set_(self, fact: Fact, told: FactText, value: Value) -> str:
        chosen = [option for option in fact.options if _holds(value, option)]
        names = [self.option(told, option) for option in chosen]
        return f" {self.words['and']} ".join(names)

    def ranges(self, fact: Fact, told: FactText, cells: Sequence[int]) -> list[str]:
        """Runs of neighbouring intervals, such as "from 14 to 17" or "before March 1, 2026"."""
        starts = [value for value in self.boxes.domains[fact.id] if isinstance(value, int)]
        runs: list[list[int]] = []
        for cell in cells:
            if runs and runs[-1][-1] == cell - 1:
                runs[-1].append(cell)
            else:
                runs.append([cell])
        return [self.range_(fact, told, starts, run[0], run[-1]) for run in runs]

    def range_(
        self, fact: Fact, told: FactText, starts: Sequence[int], first: int, last: int
    ) -> str:
        low = starts[first] if first > 0 else fact.low
        after = starts[last + 1] if last + 1 < len(starts) else None
        high = fact.high if after is None else after - 1
        form = {
            (True, True): "only" if low == high else "between",
            (True, False): "at-least",
            (False, True): "at-most" if after is None else "below",
        }.get((low is not None, high is not None), "any")
        pattern: str = self.words["dates" if fact.type is FactType.DATE else "numbers"][form]
        shown = {
            name: "" if value is None else self.ordered(fact, value)
            for name, value in {"low": low, "high": high, "after": after}.items()
        }
        unit = f" {self.say(told.unit)}" if told.unit else ""
        return pattern.format(**shown) + unit

    def ordered(self, fact: Fact, value: int) -> str:
        """A number as it is given; a day in words."""
        if fact.type is FactType.DATE:
            words = interface(self.language, "site")["date"]
            return written(date.fromordinal(value), words)
        return str(show_value(fact, value))


def _holds(value: Value, option: str) -> bool:
    return isinstance(value, frozenset) and option in value
