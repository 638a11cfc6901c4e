"""Each proof says no to one edit of the real policy, at its place, and nothing else does."""

from __future__ import annotations

from types import ModuleType

import pytest

from policysite.checks import CHECKS, PROOFS, code_of
from policysite.problem import Problem
from policysite.source import Loaded, examine
from tests.sources import REAL


def edited(old: str, new: str) -> Loaded:
    """The real policy with one place changed."""
    text = REAL.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    return examine(text.replace(old, new).encode(), "edited.yaml")


def rule(when: str, modality: str) -> tuple[str, str]:
    """One more rule, first in the text."""
    first = "              - rule: 0\n"
    added = (
        f'              - {{ rule: X, modality: {modality}, when: "{when}", fr: Une, en: One }}\n'
    )
    return first, added + first


TOPIC = "    clauses: [sanctions.retrait, surveillance.pouvoir, medias-trad.extension]\n"

EDITS: dict[str, tuple[str, str]] = {
    "dead-rule": rule("covered and channel == other", "unsettled"),
    "example": (
        "              insults: yes\n            outcome: inappropriate\n",
        "              insults: yes\n            outcome: prohibited\n",
    ),
    "hidden-outcome": (
        """    assumes:
      fr: Cet assistant suppose que vous ne publiez rien.
      en: This tool assumes that you post nothing.
""",
        "",
    ),
    "idle-change": (
        TOPIC,
        TOPIC
        + "    change: { answer: content, fr: Demandez autre chose., en: Ask something else. }\n",
    ),
    "idle-question": (
        "      - fact: requester\n",
        "      - fact: requester\n      - fact: topic\n",
    ),
    "no-outcome": (
        "modality: permitted\n                when: covered\n",
        "modality: permitted\n"
        "                when: covered and not (action == react and channel == traditional)\n",
    ),
    "ratified-case": (
        "readings:\n  - reading: J1\n",
        "ratified:\n  - by: Le conseil\n    on: 2026-03-01\n    cases:\n"
        "      - { example: G14, outcome: permitted, digest: a2eb2cce6a86 }\n\n"
        "readings:\n  - reading: J1\n",
    ),
    "same-condition": rule(
        "obscene == yes and action in (share, post) and covered", "inappropriate"
    ),
    "same-reading": (
        "      - rule: 63-5\n        modality: permitted_with_conditions\n",
        "      - rule: 63-5\n        modality: unsettled\n",
    ),
    "shadowed-rule": rule("covered and action == post and obscene == yes", "discouraged"),
    "unasked-question": (
        "        options: [accept_request, send_request]\n",
        "        options: [accept_request, send_request]\n      - fact: satire\n",
    ),
    "unkept-promise": ("    clauses: [amitie]\n", "    clauses: [amitie, vigueur]\n"),
    "unreached-outcome": (
        "modalities:\n  - modality: prohibited\n",
        "modalities:\n  - { modality: other, tier: 7, tone: stop, word: { fr: Non, en: No },"
        " fr: Non, en: No }\n  - modality: prohibited\n",
    ),
    "unshown-passage": (
        "          - note: N-CLOSED\n",
        "          - { note: X, when: covered and channel == other, fr: Une, en: One }\n"
        "          - note: N-CLOSED\n",
    ),
}


ALL_AT_ONCE = " and ".join(
    f"{fact} == yes"
    for fact in (
        *("defamatory", "insults", "plagiarism", "obscene", "sensitive", "false_info", "satire"),
        *("mandated", "during", "performance", "opinion", "associates", "harms_member", "access"),
    )
) + (
    " and staff in roles and action == post and channel == social and capacity == personal"
    " and permission == granted and image == others and consent == not_all"
    " and personal_info == none and identifies == no and harms_college == no"
)

CHECK_EDITS: dict[str, tuple[str, str]] = {
    "checklist-line": ("      fr: des propos diffamatoires\n", "      fr: des propos injurieux\n"),
    "entangled": rule(ALL_AT_ONCE, "unsettled"),
    "missing-default": (
        "action in (accept_request, send_request)\n    default: other\n",
        "action in (accept_request, send_request)\n",
    ),
    "modality-order": (
        "  - modality: prohibited\n    tier: 7\n",
        "  - modality: prohibited\n    tier: 0\n",
    ),
    "nothing-in-common": (
        "    clauses: [amitie]\n    questions:\n",
        "    clauses: [amitie]\n    full: publier\n    questions:\n",
    ),
    "silent-text": (
        "          - text: hors-champ\n",
        "          - { text: X, fr: Une, en: One }\n          - text: hors-champ\n",
    ),
    "stale-translation": (
        "        translates: { en: 7a4dc9bf }\n",
        "        translates: { en: 7a4dc9b0 }\n",
    ),
    "unasked-fact": ("      - fact: topic\n", ""),
    "unread-fact": (
        "when: covered and staff in roles and access == yes\n",
        "when: covered and staff in roles\n",
    ),
    "unruled-clause": (
        "situe la politique.\n        kind: information\n",
        "situe la politique.\n        kind: obligation\n",
    ),
    "unused-condition": (
        "conditions:\n  - condition: covered\n",
        "conditions:\n  - { condition: unused, when: channel == other, fr: Une, en: One }\n"
        "  - condition: covered\n",
    ),
}
WARNINGS = {"stale-translation", "unused-condition"}


@pytest.mark.parametrize("code", CHECK_EDITS)
def test_one_edit_turns_one_check_red(code: str) -> None:
    loaded = edited(*CHECK_EDITS[code])
    assert {problem.code for problem in loaded.problems} == {code}, loaded.report("en")
    assert loaded.status == (0 if code in WARNINGS else 2)


def test_every_check_has_its_edit() -> None:
    assert set(CHECK_EDITS) == {code_of(check) for check in CHECKS}


@pytest.mark.parametrize("code", EDITS)
def test_one_edit_turns_one_proof_red(code: str) -> None:
    loaded = edited(*EDITS[code])
    assert {problem.code for problem in loaded.problems} == {code}, loaded.report("en")
    assert loaded.status == 1


@pytest.mark.parametrize("code", EDITS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_said_in_words_at_its_place(code: str, language: str) -> None:
    loaded = edited(*EDITS[code])
    for problem in loaded.problems:
        assert "{" not in problem.message(language) + problem.hint(language)
        assert str(problem.values["word"]) in loaded.lines[problem.place.line - 1]


def test_every_proof_has_its_edit() -> None:
    assert set(EDITS) == {code_of(proof) for proof in PROOFS}


def test_proofs_wait_until_the_source_is_right() -> None:
    text = REAL.read_text(encoding="utf-8")
    old, new = EDITS["dead-rule"]
    wrong = text.replace(old, new).replace("tier: 7", "tier: 0")
    codes = {problem.code for problem in examine(wrong.encode(), "edited.yaml").problems}
    assert codes == {"modality-order"}


WITNESSES = {
    "no-outcome": "Réagir",
    "shadowed-rule": "obscène",
    "hidden-outcome": "Publier",
}


@pytest.mark.parametrize("code", WITNESSES)
def test_a_witness_is_in_the_words_of_the_policy(code: str) -> None:
    (problem,) = edited(*EDITS[code]).problems
    assert WITNESSES[code].lower() in problem.message("fr").lower()
    assert problem.message("fr") != problem.message("en")


def test_a_check_is_in_one_list() -> None:
    both: list[ModuleType] = [*CHECKS, *PROOFS]
    assert len(set(both)) == len(both)


def test_the_witnesses_of_a_problem_are_its_own() -> None:
    found: list[Problem] = [*edited(*EDITS["no-outcome"]).problems]
    assert len({problem.message("en") for problem in found}) == len(found)
