"""Other names change nothing but the names."""

from __future__ import annotations

from rulecore import RuleBase, dump
from rulecore.rename import Names, renamed
from tests.everything import EVERYTHING


def upper(*ids: str) -> dict[str, str]:
    return {id_: id_.upper() for id_ in ids}


def every_name(base: RuleBase) -> Names:
    """Every name in capitals."""
    return Names(
        facts=upper(*base.fact),
        options={fact.id: upper(*fact.options) for fact in base.facts if fact.options},
        modalities=upper(*base.rank),
        rules=upper(*base.rule),
        wizards=upper(*base.wizard),
    )


def in_capitals(names: Names, text: str) -> str:
    """The data of a rule base with the new names written into it."""
    old_and_new = [names.facts, *names.options.values(), names.modalities, names.rules]
    for renaming in [*old_and_new, names.wizards]:
        for old, new in renaming.items():
            text = text.replace(f'"{old}"', f'"{new}"')
    return text


def test_every_name_is_replaced_wherever_it_stands() -> None:
    names = every_name(EVERYTHING)
    assert dump(renamed(EVERYTHING, names)) == in_capitals(names, dump(EVERYTHING))


def test_what_has_no_new_name_keeps_its_own() -> None:
    assert dump(renamed(EVERYTHING, Names())) == dump(EVERYTHING)


def test_options_of_one_fact_are_not_those_of_another() -> None:
    names = Names(options={"image": {"yes": "no"}, "consent": {"yes": "agreed"}})
    again = renamed(EVERYTHING, names)
    assert again.fact["consent"].options == ("agreed", "no")
    assert again.fact["consent"].default == "agreed"
    assert again.fact["image"] == EVERYTHING.fact["image"]
