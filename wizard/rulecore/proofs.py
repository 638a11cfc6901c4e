"""Proofs: what holds in every scenario of every wizard, or a scenario that shows it does not.

Place in the flow: `policysite` runs them before anything is published, and anyone may run them
again with `python -m rulecore`. Nothing is sampled: each claim is a question to the tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from rulecore.allowed import place_of, value_at
from rulecore.answers import Given, show_value
from rulecore.evaluate import effective, prevailing
from rulecore.model import Rule, RuleBase, Text, Wizard
from rulecore.scenarios import Scenarios
from rulecore.space import Allowed, Piece, Space, union, without
from rulecore.survey import Survey, shown_by, turning_tiers
from rulecore.tables import Tables, compile_tables
from rulecore.witness import Places

MOST_WITNESSES = 50
"""Failures of one claim that come with a witness: each takes as long as the policy is large."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One thing for which a claim does not hold.

    `subject`: the id of a rule, modality, fact, passage or wizard. `wizard`: where that matters.
    `witness`: answers that show it; `rules`: those that prevail there, or the other rule;
    `outcomes`: what is answered, and what it hides.
    """

    subject: str
    wizard: str | None = None
    witness: Given | None = None
    rules: tuple[str, ...] = ()
    outcomes: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A claim. `claim`: its name, that of the problem if it fails. `over`: of how many subjects."""

    claim: str
    over: int
    failures: tuple[Failure, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing contradicts it."""
        return not self.failures


@dataclass(frozen=True, slots=True, kw_only=True)
class Proofs:
    """`scenarios`: wizard → headline → how many have it (None: no rule fires there). `shows`:
    wizard → the rules, notes, extensions and texts that it can show. `hidden`: where a wizard's
    assumption hides an outcome of its full one.
    """

    scenarios: Mapping[str, Mapping[str | None, int]]
    shows: Mapping[str, tuple[str, ...]]
    proofs: tuple[Proof, ...]
    hidden: tuple[Failure, ...]


@lru_cache(maxsize=8)
def prove(base: RuleBase) -> Proofs:
    """Every claim about a rule base; raises `topics.TooEntangled`."""
    prover = _Prover(base, compile_tables(base))
    return Proofs(
        scenarios={view.wizard.id: view.count for view in prover.deciding},
        shows={view.wizard.id: (*view.fires, *view.passages) for view in prover.wholes},
        proofs=tuple(
            Proof(claim=claim, over=over, failures=tuple(failures))
            for claim, over, failures in prover.claims()
        ),
        hidden=tuple(prover.hidden()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A scenario: the answers to a wizard's questions that count, and the rules that prevail."""

    answers: Given
    headline: str | None
    rules: tuple[str, ...]


class _Whole:
    """One wizard with nothing answered."""

    def __init__(self, tables: Tables, wizard: Wizard) -> None:
        self.base, self.tables, self.wizard = tables.base, tables, wizard
        self.scenarios = Scenarios.of(tables, wizard)
        self.survey = Survey(tables, self.scenarios.allowed)

    @cached_property
    def count(self) -> Mapping[str | None, int]:
        return self.scenarios.count()

    @cached_property
    def fires(self) -> dict[str, None]:
        """The rules that can fire."""
        if self.wizard.informative:
            return {}
        rules = (rule.id for rule in self.base.rules)
        return dict.fromkeys(id_ for id_ in rules if self.survey.can_be_on(("rule", id_)))

    @cached_property
    def passages(self) -> dict[str, None]:
        """The notes, extensions and texts that can be shown."""
        texts = (text.id for text in self.base.texts if self.shows_text(text))
        if self.wizard.informative:
            return dict.fromkeys(texts)
        notes = (n.id for n in self.base.notes if self.survey.can_be_on(("note", n.id)))
        extensions = (
            e.id for e in self.base.extensions if self.survey.can_be_on(("extension", e.id))
        )
        return dict.fromkeys((*notes, *extensions, *texts))

    def decides(self, rule: Rule, firing: Sequence[Piece]) -> bool:
        """Whether the rule, which fires there, carries the headline of some scenario."""
        rank = self.base.rank[rule.modality]
        return rule.id in self.fires and self.survey.can_carry(rank, firing)

    def shows_text(self, text: Text) -> bool:
        """Whether the text can follow an outcome here, or be the answer."""
        if self.wizard.informative:
            return text.answers is not None and self.survey.can_be_on(("answers", text.id))
        reached = any(self.count[modality] for modality in (*text.after, *text.folded_after))
        return reached and self.survey.can_be_on(("text", text.id))

    def seen(self, places: Places) -> _Seen:
        """The scenario as it is evaluated."""
        fact, domains = self.base.fact, self.tables.domains
        raw = {f: value_at(fact[f], domains[f], at) for f, at in places.items()}
        values, relevant = effective(self.base, raw)
        asked = (q.fact for q in self.wizard.questions if q.fact in relevant)
        headline, rules = prevailing(self.base, values)
        return _Seen(
            answers={f: show_value(fact[f], values[f]) for f in asked},
            headline=headline,
            rules=rules,
        )


type Claim = tuple[str, int, Iterator[Failure]]
"""Its name, of how many subjects, and those for which it fails."""


@dataclass(frozen=True, slots=True)
class _Firings:
    """`deciding`: the rules that carry a headline. `meanings`: rule → the hash of its meaning."""

    deciding: set[str]
    meanings: Mapping[str, int]


class _Prover:
    def __init__(self, base: RuleBase, tables: Tables) -> None:
        self.base, self.tables = base, tables
        wholes = [_Whole(tables, wizard) for wizard in base.wizards]
        self.wholes = wholes
        self.tiers = turning_tiers(base, list(base.rank), silent=True)
        self.deciding = [view for view in wholes if not view.wizard.informative]

    def claims(self) -> Iterator[Claim]:
        base = self.base
        questions = sum(len(wizard.questions) for wizard in base.wizards)
        changeable = sum(fact.change is not None for fact in base.facts)
        passages = len(base.notes) + len(base.extensions) + len(base.texts)
        yield "no-outcome", len(self.deciding), self.no_outcome()
        yield "dead-rule", len(base.rules), self.dead_rules()
        yield "shadowed-rule", len(base.rules), self.shadowed_rules()
        yield "same-condition", len(base.rules), self.same_conditions()
        yield "unreached-outcome", len(base.modalities), self.unreached_outcomes()
        yield "unasked-question", questions, self.unasked_questions()
        yield "idle-question", questions, self.idle_questions()
        yield "idle-change", changeable, self.idle_changes()
        yield "unshown-passage", passages, self.unshown_passages()

    def no_outcome(self) -> Iterator[Failure]:
        """A set of answers at which no rule fires."""
        for view in self.deciding:
            if view.count[None]:
                silent = {
                    topic.space: without(topic.space.everywhere, topic.ranks[0].on)
                    for topic in self.tables.topics
                }
                seen = view.seen(view.scenarios.shown(silent))
                name = view.wizard.id
                yield Failure(subject=name, wizard=name, witness=seen.answers)

    def dead_rules(self) -> Iterator[Failure]:
        """A rule that fires in no wizard."""
        for rule in self.base.rules:
            if not any(rule.id in view.fires for view in self.deciding):
                yield Failure(subject=rule.id)

    def shadowed_rules(self) -> Iterator[Failure]:
        """A rule that fires, and another one decides each time."""
        shown = 0
        for rule in self.base.rules:
            firing = [view for view in self.deciding if rule.id in view.fires]
            if firing and rule.id not in self.firings.deciding:
                shown += 1
                if shown <= MOST_WITNESSES:
                    yield self.shadowed(rule, firing[0])
                else:
                    yield Failure(subject=rule.id, wizard=firing[0].wizard.id)

    def shadowed(self, rule: Rule, view: _Whole) -> Failure:
        places = next(
            found
            for topic in self.tables.topics
            if rule.id in topic.terms
            if (found := view.scenarios.witness({topic.space: topic.fires(rule.id).on})) is not None
        )
        seen = view.seen(places)
        return Failure(
            subject=rule.id,
            wizard=view.wizard.id,
            witness=seen.answers,
            rules=seen.rules,
            outcomes=(seen.headline,),
        )

    def same_conditions(self) -> Iterator[Failure]:
        """Two rules that fire in exactly the same scenarios."""
        alike: dict[int, list[Rule]] = {}
        for rule in self.base.rules:
            if rule.id in self.firings.meanings:
                others = alike.setdefault(self.firings.meanings[rule.id], [])
                twin = next((r.id for r in others if self.same(r.id, rule.id)), None)
                if twin is not None:
                    yield Failure(subject=rule.id, rules=(twin,))
                others.append(rule)

    def same(self, rule: str, other: str) -> bool:
        """Whether the rules always fire together."""
        one, two = (self.meaning(id_, self.tables.whole(id_)) for id_ in (rule, other))
        return one == two

    def meaning(self, rule: str, firing: Sequence[Piece]) -> tuple[object, ...]:
        """Where the rule fires, in a form that rules share only if they always fire together.

        A rule is an OR over topics: what it says of one topic shows only where no other topic makes
        it certain. `firing`: where it fires, topic by topic.
        """
        certain = union(map(_certain, self.tables.signs["rule", rule]))
        if certain:
            firing = [replace(p, on=without(p.on, p.space.wide(certain))) for p in firing]
        return certain, *((piece.space.own, piece.on) for piece in firing if piece.on)

    @cached_property
    def firings(self) -> _Firings:
        """What is read off the whole of each rule that fires in some wizard."""
        deciding: set[str] = set()
        meanings: dict[str, int] = {}
        for id_, firing in self.tables.wholes():
            rule = self.base.rule[id_]
            if any(id_ in view.fires for view in self.deciding):
                meanings[id_] = hash(self.meaning(id_, firing))
            if any(view.decides(rule, firing) for view in self.deciding):
                deciding.add(id_)
        return _Firings(deciding, meanings)

    def unreached_outcomes(self) -> Iterator[Failure]:
        """A modality that is the outcome of no scenario."""
        for modality in self.base.modalities:
            if not any(view.count[modality.id] for view in self.deciding):
                yield Failure(subject=modality.id)

    def unasked_questions(self) -> Iterator[Failure]:
        """A question that counts in no scenario of its wizard."""
        for view in self.wholes:
            for question in view.wizard.questions:
                if not view.survey.can_count(question.fact):
                    yield Failure(subject=question.fact, wizard=view.wizard.id)

    def idle_questions(self) -> Iterator[Failure]:
        """A question whose answer changes nothing that its wizard shows."""
        for view in self.wholes:
            for question in view.wizard.questions:
                counts = view.survey.can_count(question.fact) and not question.leads_to
                if counts and not view.survey.can_change(
                    question.fact, shown_by(self.tables, view.wizard, question.fact)
                ):
                    yield Failure(subject=question.fact, wizard=view.wizard.id)

    def idle_changes(self) -> Iterator[Failure]:
        """An answer that a person is told to change and that never makes anything better."""
        for fact in self.base.facts:
            if fact.change is not None:
                place = place_of(fact, self.tables.domains[fact.id], fact.change)
                if not any(self.improves(view, fact.id, place) for view in self.deciding):
                    yield Failure(subject=fact.id)

    def improves(self, view: _Whole, fact: str, place: int) -> bool:
        """Whether the answer at that place is better than another one somewhere."""
        allowed = view.scenarios.allowed[fact]
        return place in allowed and any(
            view.survey.can_turn_off(fact, place, sign) for sign in self.tiers
        )

    def unshown_passages(self) -> Iterator[Failure]:
        """A note, text or extension that no wizard shows."""
        shown = {id_ for view in self.wholes for id_ in view.passages}
        passages = [note.id for note in self.base.notes]
        passages += [extension.id for extension in self.base.extensions]
        passages += [text.id for text in self.base.texts]
        yield from (Failure(subject=id_) for id_ in passages if id_ not in shown)

    # What a narrow wizard takes for granted -------------------------------------------------------

    def hidden(self) -> Iterator[Failure]:
        """A scenario for which a narrow wizard answers better than its full one would."""
        by_id = {view.wizard.id: view for view in self.deciding}
        for view in self.deciding:
            full = by_id.get(view.wizard.full or "")
            if full is not None:
                yield from self.hidden_by(view, full)

    def hidden_by(self, view: _Whole, full: _Whole) -> Iterator[Failure]:
        taken = taken_for_granted(view, full)
        both = Scenarios(self.tables, _asked_by_both(view, full, taken))
        for _, rank in reversed(self.tiers):
            assert isinstance(rank, int)
            narrow = {
                t.space: held(t.space, t.ranks[rank - 1].on, taken) for t in self.tables.topics
            }
            off = {space: without(space.everywhere, on) for space, on in narrow.items()}
            for topic in self.tables.topics:
                wanted = {
                    **off,
                    topic.space: without(topic.ranks[rank - 1].on, narrow[topic.space]),
                }
                places = both.witness(wanted)
                if places is not None:
                    yield self.hides(view, full, places, taken)
                    return

    def hides(self, view: _Whole, full: _Whole, places: Places, taken: Places) -> Failure:
        says = view.seen({**places, **taken}).headline
        seen = full.seen(places)
        return Failure(
            subject=view.wizard.id,
            wizard=full.wizard.id,
            witness=seen.answers,
            outcomes=(says, seen.headline),
        )


def _certain(piece: Piece) -> int:
    """The cut combinations where the piece is on whatever its own facts are."""
    space = piece.space
    return without(space.fold(space.everywhere), space.fold(space.everywhere ^ piece.on))


def taken_for_granted(view: _Whole, full: _Whole) -> Places:
    """The facts that a narrow wizard does not ask and the full one does, with their values."""
    asked = {question.fact for question in view.wizard.questions}
    return {
        question.fact: min(view.scenarios.allowed[question.fact])
        for question in full.wizard.questions
        if question.fact not in asked
    }


def held(space: Space, mask: int, places: Places) -> int:
    """The mask as it would be if these facts had these values, whatever they have."""
    for fact, place in places.items():
        if fact in space.stride:
            mask = space.held(mask, fact, place)
    return mask


def _asked_by_both(view: _Whole, full: _Whole, taken: Places) -> Allowed:
    """What both wizards offer; what the narrow one takes for granted, as the full one offers it."""
    narrow, wide = view.scenarios.allowed, full.scenarios.allowed
    both = {fact: narrow[fact] & wide[fact] or narrow[fact] for fact in narrow}
    return {**both, **{fact: wide[fact] for fact in taken}}
