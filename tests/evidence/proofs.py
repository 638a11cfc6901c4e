"""What the core can prove of a whole wizard, asked of a survey with nothing answered.

The one place that names the core's queries: a module of proofs in the core would stand here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from rulecore import And, Fact, FactType, Is, Question, Rule, RuleBase, Wizard
from rulecore.domain import position
from rulecore.survey import Survey
from rulecore.tables import compile_tables

OLD, NEW = "old", "new"
REVISION = "which-revision"


@dataclass(frozen=True, slots=True)
class Proofs:
    """`dead`: rules that never fire. `idle`: rules that never carry the headline. `gap`: whether
    no rule fires in some scenario.
    """

    dead: frozenset[str]
    idle: frozenset[str]
    gap: bool


def proofs(base: RuleBase, wizard: Wizard) -> Proofs:
    survey = unanswered(base, wizard)
    rank = base.rank
    return Proofs(
        dead=frozenset(r.id for r in base.rules if not survey.can_be_on(("rule", r.id))),
        idle=frozenset(
            r.id
            for r in base.rules
            if not survey.can_carry(rank[r.modality], survey.tables.whole(r.id))
        ),
        gap=survey.can_be_headline(0),
    )


def decide_alike(old: RuleBase, new: RuleBase, wizard: str) -> bool:
    """Whether two revisions that differ in their rules alone have the same headline everywhere.

    The revision becomes a fact of one rule base that holds both: can it change a headline?
    """
    both = _joined(old, new, wizard)
    survey = unanswered(both, both.wizard[wizard])
    ranks = range(1, len(both.modalities) + 1)
    return not survey.can_change(REVISION, [("rank", rank) for rank in ranks])


def unanswered(base: RuleBase, wizard: Wizard) -> Survey:
    """The survey of a wizard before the first answer."""
    tables = compile_tables(base)
    questions = {question.fact: question for question in wizard.questions}
    allowed = {}
    for fact in base.facts:
        values = tables.domains[fact.id]
        if fact.id in questions:
            offers = questions[fact.id].offers
            allowed[fact.id] = frozenset(i for i, value in enumerate(values) if offers(value))
        else:
            value = wizard.preset.get(fact.id, fact.default)
            assert value is not None
            allowed[fact.id] = frozenset([position(fact, values, value)])
    return Survey(tables, allowed)


def _joined(old: RuleBase, new: RuleBase, wizard: str) -> RuleBase:
    revision = Fact(id=REVISION, type=FactType.CHOICE, options=(OLD, NEW))
    asked = Question(fact=REVISION, options=(OLD, NEW))
    before = old.wizard[wizard]
    return replace(
        old,
        facts=(revision, *old.facts),
        rules=(
            *(_only(OLD, rule) for rule in old.rules),
            *(_only(NEW, rule) for rule in new.rules),
        ),
        wizards=(replace(before, questions=(asked, *before.questions)),),
    )


def _only(revision: str, rule: Rule) -> Rule:
    when = And((Is(REVISION, (revision,)), rule.when))
    return replace(rule, id=f"{revision} {rule.id}", when=when)
