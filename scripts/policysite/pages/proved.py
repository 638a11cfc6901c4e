"""What is proved of the policy, over how many scenarios, and what rests on each passage.

Place in the flow: a part of the page `answers`. Every number is that of the run that made the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from policysite.certificate import Claim, claims
from policysite.coverage import Covered, coverage
from policysite.numbers import grouped
from policysite.pages.dependents import dependent
from policysite.pages.edition import relative
from policysite.pages.here import Here
from policysite.pages.signs import chip
from policysite.proving import proofs
from policysite.scenario import in_words
from policysite.uses import Kind
from rulecore.proofs import Failure, Proofs

LISTED = ("rules", "passages", "offices", "questions", "examples", "definitions")
"""Kinds of use that the table of coverage names, in its order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """The part as its template reads it. `published`: name of a file → its address."""

    total: str
    claims: tuple[tuple[Claim, str], ...]
    wizards: tuple[tuple[Markup, str, Markup], ...]
    hidden: tuple[Markup, ...]
    covered: tuple[tuple[Markup, Markup], ...]
    published: Mapping[str, str]


def proved(here: Here, published: Mapping[str, str]) -> Proved:
    """`published`: name of a file → its address from the root of the site."""
    found = proofs(here.policy)
    assert found is not None, "only a policy whose checks have passed has pages"
    shown = _Shown(here, found)
    start = here.edition.address("answers")
    return Proved(
        total=shown.number(sum(sum(counts.values()) for counts in found.scenarios.values())),
        claims=tuple(
            (claim, shown.number(claim.over)) for claim in claims(here.policy, ()) if claim.over
        ),
        wizards=tuple(shown.wizards()),
        hidden=tuple(shown.hidden(failure) for failure in found.hidden),
        covered=tuple(shown.covered(clause) for clause in coverage(here.policy).clauses),
        published={name: relative(start, address) for name, address in published.items()},
    )


class _Shown:
    def __init__(self, here: Here, found: Proofs) -> None:
        self.here, self.voice, self.policy, self.found = here, here.voice, here.policy, found
        self.words = here.voice.w["proofs"]

    def number(self, number: int) -> str:
        return grouped(number, self.voice.code)

    def wizards(self) -> Iterator[tuple[Markup, str, Markup]]:
        """Each wizard, its scenarios, and how many have which outcome."""
        for wizard, counts in self.found.scenarios.items():
            shares = [
                self.voice.fill(
                    self.words["share"],
                    outcome=chip(self.voice, modality.id),
                    count=self.number(counts[modality.id]),
                )
                for modality in self.policy.modalities
                if counts[modality.id]
            ]
            items = Markup("").join(Markup("<li>{}</li>").format(share) for share in shares)
            listed = Markup('<ul class="pol-list" role="list">{}</ul>').format(items)
            yield self.here.wizard(wizard), self.number(sum(counts.values())), listed

    def hidden(self, failure: Failure) -> Markup:
        """A case in which a short wizard says less than its full one."""
        says, could = failure.outcomes
        return self.voice.fill(
            self.words["hidden_case"],
            wizard=self.here.wizard(failure.subject),
            full=self.here.wizard(failure.wizard or ""),
            says=self.headline(says),
            could=self.headline(could),
            witness=self.voice.say(in_words(self.policy, failure.witness)),
        )

    def headline(self, modality: str | None) -> Markup:
        told = {each.id: each for each in self.policy.modalities}
        return self.voice.say(told[modality].headline) if modality else Markup("—")

    def covered(self, clause: Covered) -> tuple[Markup, Markup]:
        """The clause, and what rests on it or why nothing does."""
        kind = self.voice.w["text"]["kinds"][clause.kind]
        reason = "" if clause.supports else self.voice.fill(self.words["declared"], kind=kind)
        rests = [self.rest(kind, clause.uses[kind]) for kind in LISTED if kind in clause.uses]
        name = Markup('{} <span class="pol-entry__id">{}</span>').format(
            self.here.clause(clause.id), clause.id
        )
        return name, Markup("").join([reason, *rests])

    def rest(self, kind: Kind, ids: Iterable[str]) -> Markup:
        """What of one kind rests on a clause."""
        name = self.voice.w["text"]["uses"][kind]
        links = Markup("; ").join(dependent(self.here, kind, id_) for id_ in ids)
        return Markup("<div>{}</div>").format(
            self.voice.fill(self.words["rest"], kind=name, links=links)
        )
