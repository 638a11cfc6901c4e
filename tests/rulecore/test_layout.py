"""How facts fall apart, of one rule base or of two at once."""

from __future__ import annotations

from dataclasses import replace

from rulecore import Is
from rulecore.domain import domains_of
from rulecore.layout import lay_out, terms_of
from rulecore.topics import direct_readings, readings
from tests.everything import CONSENT, EVERYTHING, IMAGE


def test_facts_of_their_own_stand_in_the_order_of_the_facts() -> None:
    layout = lay_out([EVERYTHING], domains_of(EVERYTHING))
    facts = [fact.id for fact in EVERYTHING.facts]
    assert facts != sorted(facts)
    assert layout.own(facts) == ()
    first, *others = facts
    one_cut = replace(layout, parts=replace(layout.parts, cut=(first,)))
    assert one_cut.own(reversed(facts)) == tuple(others)


def test_two_that_have_the_same_facts_share_what_they_say_alike() -> None:
    other = replace(EVERYTHING, rules=EVERYTHING.rules[1:])
    layout = lay_out([EVERYTHING, other], domains_of(EVERYTHING))
    assert layout.alike
    assert layout.reads[0] is layout.reads[1]
    before, after = ([term for topic in topics for term in topic] for topics in layout.terms)
    assert {term.rule for term in after} == {rule.id for rule in other.rules}
    assert all(any(term is one for one in before) for term in after)


def test_two_whose_facts_differ_share_nothing() -> None:
    asked = replace(CONSENT, ask_if=Is("image", ("self",)))
    facts = tuple(asked if fact.id == CONSENT.id else fact for fact in EVERYTHING.facts)
    other = replace(EVERYTHING, facts=facts)
    for pair in ([EVERYTHING, other], [other, EVERYTHING]):
        layout = lay_out(pair, domains_of(EVERYTHING))
        assert not layout.alike
        before, after = ([term for topic in topics for term in topic] for topics in layout.terms)
        assert not any(term is one for one in before for term in after)


def test_a_term_names_its_rule_and_all_that_it_depends_on() -> None:
    reads = readings(direct_readings(EVERYTHING))
    [term] = terms_of("r", Is(CONSENT.id, ("no",)), EVERYTHING, reads)
    assert term.rule == "r"
    assert term.reads == {CONSENT.id, IMAGE.id}
