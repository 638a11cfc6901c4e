"""Every bad source has exactly the problems it names, and none after its one-line mend."""

from __future__ import annotations

import pytest

from policysite.source import examine
from tests.bad_sources import BadSource, bad_sources, good_source

SOURCES = bad_sources()


@pytest.mark.parametrize("source", SOURCES, ids=[source.name for source in SOURCES])
def test_a_bad_source_has_the_problems_it_names(source: BadSource) -> None:
    found = examine(source.text.encode(), source.name)
    assert [(p.code, p.place.line, p.place.column) for p in found.problems] == list(source.expected)


@pytest.mark.parametrize("source", SOURCES, ids=[source.name for source in SOURCES])
def test_a_bad_source_is_good_after_its_mend(source: BadSource) -> None:
    found = examine(source.mended().encode(), source.name)
    assert found.problems == (), found.report("en")
    assert found.policy is not None


@pytest.mark.parametrize("source", SOURCES, ids=[source.name for source in SOURCES])
def test_the_name_of_a_bad_source_is_its_problem(source: BadSource) -> None:
    assert any(source.name.startswith(code) for code, _, _ in source.expected)


def test_all_bad_sources_are_variants_of_one_policy() -> None:
    def body(text: str) -> str:
        return text[text.index("document:") :]

    assert {body(source.mended()) for source in SOURCES} == {body(good_source())}


def test_one_mistake_hides_no_other() -> None:
    text = (
        good_source()
        .replace("fr: On voit quelqu'un", "fr: On voit quelqu'un, fr: Encore")
        .replace("tier: 2", "tier: deux")
        .replace("and consent == no", "and consnt == no")
        .replace("age < 14.5", "age < vingt")
        .replace("ask: direction", "aks: direction")
        .replace("2024-06-01", "2024-02-30")
        .replace("clauses: [photos]", "clauses: [images]")
        .replace("exclusive: [none]", "exclusive: [nobody]")
        .replace("{ fr: En bref }", "{ en: In short }")
    )
    found = {problem.code for problem in examine(text.encode(), "many.yaml").problems}
    assert found == {
        "duplicate-key",
        "bad-number",
        "unknown-fact",
        "bad-fact-number",
        "unknown-key",
        "no-such-day",
        "unknown-anchor",
        "unknown-option",
    }


def test_very_many_mistakes_are_cut_short() -> None:
    text = good_source() + "".join(f"key{i}: x\n" for i in range(1000))
    found = examine(text.encode(), "many.yaml").problems
    assert len(found) == 201
    assert found[-1].code == "too-many-problems"
