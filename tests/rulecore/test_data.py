"""What is written is read back, whatever it is."""

from __future__ import annotations

import json
from dataclasses import fields

from rulecore import RuleBase, dump, load
from tests.everything import EVERYTHING


def contents(base: RuleBase) -> dict[str, object]:
    return {field.name: getattr(base, field.name) for field in fields(base)}


def test_everything_is_read_back_as_it_was_written() -> None:
    assert contents(load(dump(EVERYTHING))) == contents(EVERYTHING)


def test_the_data_is_compact_and_keeps_its_letters() -> None:
    text = dump(EVERYTHING)
    assert "été" in text
    assert text == json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))


def test_the_data_holds_what_a_browser_of_another_day_reads() -> None:
    data = json.loads(dump(EVERYTHING))
    assert list(data) == [
        *("policy", "revision", "decided", "in_force", "facts", "conditions", "modalities"),
        *("rules", "extensions", "notes", "texts", "wizards"),
    ]
    roles, image, consent, fee, *_ = data["facts"]
    assert roles == {
        "id": "roles",
        "type": "several",
        "options": ["staff", "pupil", "nobody"],
        "exclusive": ["nobody"],
        "default": ["nobody"],
        "change": ["pupil", "staff"],
    }
    assert "ask_if" not in image
    assert consent["ask_if"] == ["is", "image", "self", "others"]
    assert fee == {
        "id": "fee",
        "type": "number",
        "low": 0,
        "high": 1000,
        "decimals": 1,
        "default": 25,
        "change": 0,
    }
    assert data["conditions"] == {
        "été": ["or", [">=", "start", 738942], ["not", ["has", "roles", "staff"]]]
    }
    assert data["modalities"][0] == ["never", 3]
    assert data["rules"][0] == [
        *("r-image", "never"),
        ["and", ["is", "image", "others"], ["is", "consent", "no"]],
        ["c1", "c2"],
        False,
    ]
    assert data["rules"][2][2] == ["ref", "été"]
    assert data["extensions"] == [["e-pupil", ["has", "roles", "pupil"], ["c6", "c7"]]]
    assert data["notes"] == [["n-self", ["is", "image", "self"]]]
    assert data["texts"][0] == {
        "id": "t-after",
        "after": ["never", "ask"],
        "folded_after": ["tell"],
        "after_if": ["<=", "fee", 40],
        "answers": None,
    }
    assert data["texts"][1]["answers"] == ["is", "image", "nothing", "others"]
    assert data["wizards"][1] == {
        "id": "narrow",
        "informative": False,
        "full": "whole",
        "soonest": True,
        "preset": {"roles": ["staff"], "fee": 30, "consent": "yes"},
        "questions": [
            ["image", ["others"], {"nothing": "telling", "self": "whole"}, None],
            ["start", [], {}, None],
        ],
    }
