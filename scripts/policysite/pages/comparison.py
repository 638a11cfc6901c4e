"""What changes from one revision to another: the words, and beside them whose answer changes.

Place in the flow: one page a pair of revisions, beside the history. `compare` finds what differs;
here it is laid out clause by clause, so that a board member reads it in five minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup, escape

from policysite.compare import Comparison
from policysite.compare.clauses import ClauseChange, Heading, Printed, SectionChange
from policysite.compare.decisions import Class, WizardChange
from policysite.compare.redline import pieces
from policysite.compare.report import entries_in_words, names_in_words
from policysite.compare.report_decisions import offered_in_words, summary, witness
from policysite.compare.voice import Voice as Told
from policysite.pages import state
from policysite.pages.edition import Edition, relative
from policysite.pages.frame import short
from policysite.pages.here import Here, markdown
from policysite.pages.signs import chip
from policysite.pages.voice import Voice
from policysite.policy import Words
from rulecore import consult

LINK = "1"
"""The form of links that carry answers, see `wizard/web/link.js`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One revision of the pair in one language. `rules`: which rules answer, see `Proved.name`."""

    edition: Edition
    voice: Voice
    rules: str

    @property
    def name(self) -> str:
        return state.name(self.voice, draft=self.edition.draft)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Scenarios of one wizard that go from one outcome to another, with one of them.

    `links`: the wizard with that one's answers, under either revision.
    """

    wizard: str
    count: str
    before: Markup
    after: Markup
    witness: tuple[str, ...]
    links: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One clause or heading that differs. `texts`: language tag → the redline."""

    id: str
    reference: str
    was: str
    address: str
    what: str
    texts: tuple[tuple[str, Markup], ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One of the two revisions: what it is called, where its text is, its state on any day, the
    beginning of its digest.
    """

    name: str
    address: str
    state: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What becomes of one wizard, in a line."""

    title: str
    what: str
    more: tuple[str, ...]


def page(here: Here, comparison: Comparison, sides: tuple[Side, Side]) -> str:
    """The page's Markdown. `here`: the page; `sides`: the old and the new revision."""
    shown = _Shown(here, comparison, sides)
    words = here.voice.w["changes"]
    names = {"old": sides[0].name, "new": sides[1].name}
    passages = list(shown.passages())
    revision = comparison.new.revision
    repeals = revision.kind == "repeal" and not sides[1].edition.draft
    return markdown(
        here,
        "comparison",
        title=words["title"].format(**names),
        description=words["description"].format(**names),
        names=names,
        heads=[shown.head(side) for side in sides],
        repeals=words["repeals"].format(date=sides[1].voice.date(revision.in_force))
        if repeals
        else "",
        why=here.voice.say(revision.comment) if revision.comment else None,
        passages=passages,
        beside=any(one.answers for one in passages),
        totals=list(shown.totals()),
        apart=list(shown.apart({one.id for one in passages})),
        others=shown.others(),
        nothing=not comparison.differs,
    )


class _Shown:
    """Turns what differs into what the page shows."""

    def __init__(self, here: Here, comparison: Comparison, sides: tuple[Side, Side]) -> None:
        self.here, self.comparison, self.sides = here, comparison, sides
        self.told = Told(comparison, here.voice.code)
        self.words: Mapping[str, Any] = here.voice.w["changes"]

    def address(self, side: Side, page: str, anchor: str = "") -> str:
        """The relative address of a page of one of the revisions; its home page where it is not."""
        known = page if page in side.edition.pages else "home"
        return relative(
            self.here.edition.address(self.here.key), side.edition.address(known, anchor)
        )

    def head(self, side: Side) -> Head:
        return Head(
            name=side.name,
            address=self.address(side, "text"),
            state=state.state(side.voice, side.edition)["any"],
            digest=short(side.voice.policy.digest),
        )

    # The text -----------------------------------------------------------------------------------

    def passages(self) -> Iterator[Passage]:
        """In the new reading order; what is no more comes last."""
        told = self.comparison
        order = dict.fromkeys([*told.new.passages, *told.old.passages])
        places = {id_: place for place, id_ in enumerate(order)}
        changes: list[ClauseChange | SectionChange] = [*told.sections, *told.clauses]
        for change in sorted(changes, key=lambda one: (one.new is None, places[one.id])):
            yield self._passage(change)

    def _passage(self, change: ClauseChange | SectionChange) -> Passage:
        side = self.sides[1] if change.new else self.sides[0]
        was, now = self._reference(change, 0), self._reference(change, 1)
        own = change.id if change.new else (change.old.id if change.old else change.id)
        return Passage(
            id=change.id,
            reference=now or was,
            was=was if was != now and now else "",
            address=self.address(side, "text", own),
            what=_listed(list(self._kinds(change))),
            texts=tuple(self._texts(change, _words(change.old), _words(change.new))),
            answers=tuple(self.beside(change.id)),
        )

    def _reference(self, change: ClauseChange | SectionChange, which: int) -> str:
        present = change.new if which else change.old
        if present is None:
            return ""
        if isinstance(present, Heading):
            return " ".join(self.told.quote(w) for w in (present.number, present.title) if w)
        policy = self.comparison.new if which else self.comparison.old
        return self.told.reference(policy, change.id)

    def _kinds(self, change: ClauseChange | SectionChange) -> Iterator[str]:
        kinds = self.words["kinds"]
        for kind in change.kinds:
            if kind != "details":
                yield kinds[kind]
            elif isinstance(change, ClauseChange):
                yield from (self.told.say("fields", name) for name in change.details)

    def _texts(
        self, change: ClauseChange | SectionChange, old: Words | None, new: Words | None
    ) -> Iterator[tuple[str, Markup]]:
        """The redline in this page's language, then in the others in which the text differs."""
        code = self.here.voice.code
        if old is None or new is None:
            mark = Markup("<ins>{}</ins>") if new else Markup("<del>{}</del>")
            said = (new or old or Words({})).by_language
            for language in sorted(said, key=lambda one: one != code):
                html = self.here.voice.html(said[language], language)
                yield self._tag(language), mark.format(html)
            return
        for language in sorted(change.languages, key=lambda one: one != code):
            before, after = (side.by_language.get(language, "") for side in (old, new))
            yield self._tag(language), _marked(before, after, language)

    def _tag(self, language: str) -> str:
        return "" if language == self.here.voice.code else self.here.voice.tags[language]

    # The answers --------------------------------------------------------------------------------

    def beside(self, clause: str) -> Iterator[Answer]:
        """The answers that change because of rules that rest on the clause."""
        yield from self._answers(lambda one: clause in one.clauses)

    def apart(self, passages: Set[str]) -> Iterator[Answer]:
        """Those that change for rules that rest on none of the passages."""
        yield from self._answers(lambda one: not passages & set(one.clauses))

    def _answers(self, wanted: Callable[[Class], bool]) -> Iterator[Answer]:
        """Wizard by wizard, from outcome to outcome: the scenarios of all such classes together."""
        for change in self.comparison.wizards:
            together: dict[tuple[str | None, str | None], list[Class]] = {}
            for one in filter(wanted, change.classes):
                together.setdefault((one.before, one.after), []).append(one)
            for classes in together.values():
                yield self._answer(change, classes)

    def _answer(self, change: WizardChange, classes: Sequence[Class]) -> Answer:
        assert change.total is not None, "there are no classes where nothing was compared"
        told, one = self.told, max(classes, key=lambda each: each.count)
        count = sum(each.count for each in classes)
        return Answer(
            wizard=self._title(change.id),
            count=self.words["count"].format(
                count=told.count(count),
                total=told.count(change.total),
                share=told.share(count, change.total),
            ),
            before=chip(self.sides[0].voice, self._then("modality", one.before)),
            after=chip(self.sides[1].voice, one.after),
            witness=tuple(witness(one.witness, told)),
            links=(self._link(0, change, one), self._link(1, change, one)),
        )

    def _title(self, wizard: str) -> str:
        policies = (self.comparison.new, self.comparison.old)
        told = next(w for p in policies for w in p.wizards if w.id == wizard)
        return self.told.quote(told.title)

    def _then(self, kind: str, id_: str | None, owner: str = "") -> str | None:
        """The name of then of what the new revision calls so."""
        names = self.comparison.names
        listed = {
            "modality": names.modalities,
            "fact": names.facts,
            "wizard": names.wizards,
            "option": names.options.get(owner),
        }[kind]
        renamed = listed.renamed if listed else {}
        return next((was for was, now in renamed.items() if now == id_), id_)

    def _link(self, which: int, change: WizardChange, one: Class) -> str:
        """The wizard of a revision with the witness's answers, as a person's own link has them."""
        side, wizard = self.sides[which], change.id
        given: dict[str, str | list[str]] = dict(one.witness)
        given |= {o.fact: o.answer for o in change.outside if o.asked_by == ("old", "new")[which]}
        if which == 0:
            wizard = self._then("wizard", wizard) or wizard
            given = {self._then("fact", f) or f: self._options(f, v) for f, v in given.items()}
        base = side.voice.policy.base
        asked = {q.fact for q in base.wizard[wizard].questions}
        given = {fact: value for fact, value in given.items() if fact in asked}
        # What only one of the two asks may not count for this example.
        idle = consult(base, wizard, given, explain=False).ignored
        fields = {
            "policy-answers": LINK,
            "wizard": wizard,
            "revision": side.edition.revision,
            "data": side.rules,
            **{f".{fact}": value for fact, value in given.items() if fact not in idle},
        }
        return self.address(side, f"check/{wizard}", urlencode(fields, doseq=True))

    def _options(self, fact: str, value: str | list[str]) -> str | list[str]:
        if isinstance(value, list):
            return [self._then("option", one, fact) or one for one in value]
        return self._then("option", value, fact) or value

    def totals(self) -> Iterator[Total]:
        """Wizard by wizard: how many scenarios have another outcome, and what stands outside."""
        names = self.comparison.names.wizards
        changes = {change.id: change for change in self.comparison.wizards}
        policies = (self.comparison.new, self.comparison.old)
        for id_ in dict.fromkeys(wizard.id for p in policies for wizard in p.wizards):
            if id_ in changes:
                found = changes[id_]
                what, more = summary(found, self.told), tuple(offered_in_words(found, self.told))
            else:
                what, more = self.told.say("one-side", "new" if id_ in names.added else "old"), ()
            yield Total(title=self._title(id_), what=what, more=more)

    def others(self) -> list[str]:
        """Names and entries of the source, in words."""
        return [
            *names_in_words(self.comparison, self.told),
            *entries_in_words(self.comparison, self.told),
        ]


def _words(present: Printed | Heading | None) -> Words | None:
    """What the redline is of: the text of a clause, the title of a section."""
    if isinstance(present, Printed):
        return present.text
    return present.title if present else None


def _listed(kinds: Sequence[str]) -> str:
    """What became of a passage, as one phrase."""
    first, *rest = kinds or [""]
    return ", ".join([first, *(kind[:1].lower() + kind[1:] for kind in rest)])


def _marked(old: str, new: str, language: str) -> Markup:
    """The redline as HTML."""
    marked = Markup("")
    for piece in pieces(old, new, language):
        marked += escape((piece.space if marked else "") + piece.kept)
        if piece.taken:
            marked += Markup("<del>{}</del>").format(piece.taken)
        if piece.put:
            marked += Markup("<ins>{}</ins>").format(piece.put)
    return marked
