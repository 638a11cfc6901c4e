"""The raw source to the policy: ids, types, conditions and texts get their meaning.

Place in the flow: after `read` and `schema`, before `checks`. Every part reads what it can, so that
a mistake in one entry hides none in another; with any error there is no policy.
"""

from __future__ import annotations

from policysite.nodes import Source
from policysite.policy import Policy
from policysite.problem import Problems
from policysite.resolve import others
from policysite.resolve.conditions import Conditions
from policysite.resolve.declare import declared
from policysite.resolve.examples import example
from policysite.resolve.facts import fact_shapes, fact_texts, facts_in_order
from policysite.resolve.fields import Fields
from policysite.resolve.ratified import ratification
from policysite.resolve.readings import reading
from policysite.resolve.record import history, languages, record, revision
from policysite.resolve.scope import Scope
from policysite.resolve.text import TextReader
from policysite.resolve.wizards import wizard_texts, wizards
from rulecore import Fact, RuleBase

__all__ = ["resolve"]


def resolve(source: Source, problems: Problems) -> Policy | None:
    """The policy; None where `problems` holds an error, found here or before."""
    root = Fields(source.root)
    scope = declared(root, problems)
    shapes = fact_shapes(root, scope)
    conditions = Conditions(root, shapes, scope)
    facts = facts_in_order(root, shapes, conditions, scope)
    policy = _policy(source, root, shapes, conditions, facts, scope)
    return None if problems.found_errors else policy


def _policy(
    source: Source,
    root: Fields,
    shapes: dict[str, Fact],
    conditions: Conditions,
    facts: tuple[Fact, ...],
    scope: Scope,
) -> Policy:
    document = root.entry("document") or Fields(source.root)
    this = revision(root, document, scope)
    reader = TextReader(scope, conditions)
    sections = tuple(reader.section(fields) for fields in root.entries("text"))
    base = RuleBase(
        policy=source.digest,
        revision=this.id,
        decided=this.decided,
        in_force=this.in_force,
        facts=facts,
        conditions=conditions.named,
        modalities=tuple(others.modality(fields) for fields in root.entries("modalities")),
        rules=tuple(reader.rules),
        extensions=tuple(reader.extensions),
        notes=tuple(reader.notes),
        texts=tuple(reader.texts),
        wizards=wizards(root, shapes, scope),
    )
    examples = tuple(
        example(clause, fields, shapes, base.wizard, scope) for clause, fields in reader.examples
    )
    return Policy(
        id=document.text("name").text,
        digest=source.digest,
        title=scope.words_at(document, "title"),
        lead=scope.words_at(document, "lead"),
        institution=scope.optional_words(document, "institution"),
        languages=languages(root, scope),
        revision=this,
        history=tuple(history(document, scope)),
        record=tuple(record(document, scope)),
        sections=sections,
        definitions=tuple(others.definition(f, scope) for f in root.entries("definitions")),
        facts=fact_texts(root, scope),
        conditions=conditions.texts(root),
        modalities=tuple(others.modality_text(f, scope) for f in root.entries("modalities")),
        offices=tuple(others.office(f, scope) for f in root.entries("offices")),
        rules=tuple(reader.rule_texts),
        notes=tuple(reader.note_texts),
        extensions=tuple(reader.extension_texts),
        texts=tuple(reader.text_texts),
        wizards=wizard_texts(root, scope),
        examples=examples,
        readings=tuple(reading(f, conditions, scope) for f in root.entries("readings")),
        ratified=tuple(
            ratification(f, shapes, base.wizard, {e.id: e for e in examples}, scope)
            for f in root.entries("ratified")
        ),
        faq=tuple(others.faq(f, scope) for f in root.entries("faq")),
        disclaimer=scope.optional_words(root, "disclaimer"),
        base=base,
    )
