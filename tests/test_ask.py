"""`policy ask`, as a person or a program runs it."""

from __future__ import annotations

import json
import os
import pty
from pathlib import Path

import pytest

import rulecore
from policysite.cli import main
from policysite.policy import Example
from tests.sources import OTHER, REAL, ROOT, policy

pytestmark = pytest.mark.usefixtures("each_source_read_once")

POLICY = ROOT / ".venv" / "bin" / "policy"
EXAMPLES = [
    pytest.param(path, example, id=example.id)
    for path in (REAL, OTHER)
    for example in policy(path).examples
]


def words(answers: rulecore.Answer) -> str:
    return answers if isinstance(answers, str) else ",".join(answers)


def asked(*arguments: str, source: Path = REAL) -> list[str]:
    return ["ask", *arguments, "--source", str(source)]


@pytest.mark.parametrize(("path", "example"), EXAMPLES)
def test_an_example_is_answered_as_the_source_says(
    path: Path, example: Example, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [f"{fact}={words(answer)}" for fact, answer in example.given.items()]
    assert main(asked(example.wizard, *given, "--rest", "default", "--json", source=path)) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["outcome"] == example.outcome
    if example.outcome is None:
        assert (found["status"], found["could_be"]) == ("undetermined", list(example.could_be))


def test_the_json_is_that_of_the_core(capsys: pytest.CaptureFixture[str]) -> None:
    wizard = policy(REAL).wizards[0].id
    assert main(asked(wizard, "--json")) == 0
    assert capsys.readouterr().out == rulecore.consult(policy(REAL).base, wizard, {}).json() + "\n"


def test_the_answer_in_words_names_rule_clause_and_revision(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(asked("demande-amitie", "roles=volunteer", "action=send_request")) == 0
    shown = capsys.readouterr().out
    found = rulecore.consult(
        policy(REAL).base, "demande-amitie", {"roles": ["volunteer"], "action": "send_request"}
    )
    for id_ in (*found.rules, *found.clauses, found.revision):
        assert id_ in shown


ONE_CHANGE = """
Ce qui changerait la réponse :
  - Obtenir l'autorisation de la Direction générale et des communications
    La réponse serait alors : À certaines conditions
Seul compte ce qui est réellement fait : répondre autrement ne suffit pas.
"""
TWO_WAYS = """
Ce qui changerait la réponse :
L'une de ces façons suffirait à changer la réponse; les plus courtes viennent d'abord.
  - Retirer les images ou les enregistrements de ces personnes
    La réponse serait alors, selon ce qui reste inconnu : Rien ne s'y oppose ou Hors du champ
  - Obtenir le consentement de toutes ces personnes (s'il y a lieu)
    La réponse serait alors, selon ce qui reste inconnu : Rien ne s'y oppose ou Hors du champ
Seul compte ce qui est réellement fait : répondre autrement ne suffit pas.
"""
TWO_CHANGES = """
What would change the answer:
One of these ways would be enough to change the answer; the shortest come first.
  - Do not associate the Cégep with this opinion
    The answer would then be: Not advisable
  - Do all of these:
      - Do not associate the Cégep with this opinion
      - Do not identify yourself as a staff member, student or volunteer of the Cégep
    The answer would then be: Under conditions
Only what is really done counts: answering differently is not enough.
"""


@pytest.mark.parametrize(
    ("arguments", "language", "said"),
    [
        ("au-nom-du-cegep roles=student authorization=none", "fr", ONE_CHANGE),
        ("photo roles=? image=others consent=?", "fr", TWO_WAYS),
        ("opinion roles=volunteer associates=yes identifies=in_post", "en", TWO_CHANGES),
    ],
)
def test_what_would_change_the_answer_is_said(
    arguments: str, language: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(asked(*arguments.split(), "--rest", "default", "--lang", language)) == 0
    assert said in capsys.readouterr().out


def test_where_no_change_is_better_nothing_is_said_of_changes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(asked("photo", "roles=student", "--rest", "default", "--lang", "fr")) == 0
    assert "changerait" not in capsys.readouterr().out


def test_a_date_is_given_and_shown_as_iso_writes_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(asked("jour", "debut=2025-12-24", "--json", source=OTHER)) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["answers"], found["outcome"]) == ({"debut": "2025-12-24"}, "refuse")


BECAUSE = """
Contenu considéré comme inapproprié par la politique

Parce que :
  - Lien avec le Cégep : Étudiante ou étudiant et Bénévole
  - Type de média : Sur un média social
  - Photo ou enregistrement : Une ou plusieurs autres personnes (avec ou sans moi)
  - Consentement : Non, pas toutes (ou aucune)
  - Personnes reconnaissables : Oui
Ces réponses suffisent : quelles que soient les autres, le résultat est le même.

Règles qui s'appliquent :
"""
BECAUSE_OF_NUMBERS = """
Parce que :
  - Abonnement : Oui
  - Âge : 30 ans
  - Durée : 8,5 jours
  - Début : 2 septembre 2025
Ces réponses suffisent"""
ALWAYS = """
Le prêt est refusé

The result is the same, whatever the answers are.
"""
POSSIBLE = """
More information is needed to answer. It could be
  Content the policy considers inappropriate
    if Consent: No, not all of them (or none)
  Nothing in the policy prevents it
    if Consent: Yes, all of them
After each one, answers that would make it certain; others might too.

Still to be known:
"""


@pytest.mark.parametrize(
    ("source", "arguments", "language", "said"),
    [
        (
            REAL,
            "photo roles=student,volunteer image=others consent=not_all personal_info=?",
            "fr",
            BECAUSE,
        ),
        (
            OTHER,
            "emprunter abonnement=yes age=30 jours=8.50 appareils=rien",
            "fr",
            BECAUSE_OF_NUMBERS,
        ),
        (OTHER, "enfant abonnement=?", "en", ALWAYS),
        (REAL, "photo roles=staff image=others consent=? recognizable=yes", "en", POSSIBLE),
    ],
    ids=["because", "because-of-numbers", "always", "possible"],
)
def test_why_and_what_would_be_certain_are_said(
    source: Path, arguments: str, language: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    line = [*arguments.split(), "--rest", "default", "--lang", language]
    assert main(asked(*line, source=source)) == 0
    assert said in f"\n{capsys.readouterr().out}"


def test_as_long_as_something_is_left_to_ask_outcomes_stand_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(asked("photo", "roles=staff", "--lang", "fr")) == 0
    shown = capsys.readouterr().out
    assert "Contenu considéré comme inapproprié" in shown
    assert "  si " not in shown
    assert "Parce que" not in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("publier roles", "fait=valeur"),
        ("publier roles=staff roles=student", "deux réponses"),
        ("publier nothing=yes", "il n'y a pas de question « nothing »"),
        ("publier insults=maybe", "n'a pas de réponse « maybe »"),
        ("publier roles=none,staff", "exclut toute autre réponse"),
        ("publier action=use", "il offre : post, share, react"),
        ("publier topic=content", "ne demande pas « topic »"),
        ("opinion capacity=on_behalf", "relève d'un autre assistant : au-nom-du-cegep"),
        ("au-nom-du-cegep capacity=personal", "cet assistant suppose"),
    ],
)
def test_answers_that_cannot_be_taken_are_said_in_one_line(
    arguments: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(asked(*arguments.split(), "--lang", "fr")) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert said in error
    assert error.count("\n") == 1


def test_every_wrong_answer_is_said_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(asked("publier", "insults=maybe", "nothing=yes")) == 2
    assert capsys.readouterr().err.count("\n") == 2


def test_an_unknown_wizard_is_told_which_ones_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(asked("rien")) == 2
    error = capsys.readouterr().err
    assert all(wizard.id in error for wizard in policy(REAL).wizards)


@pytest.mark.parametrize(
    ("day", "language", "said"),
    [
        ("2016-12-01", "fr", "pour le 1er décembre 2016"),
        ("2016-12-01", "en", "December 1, 2016"),
        ("2017-02-08", "fr", "elle est entrée en vigueur le 9 février 2017"),
    ],
)
def test_a_day_without_an_answer_is_said_in_words(
    day: str, language: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for shown in ([], ["--json"]):
        assert main(asked("publier", "--date", day, "--lang", language, *shown)) == 0
        assert said in capsys.readouterr().out


def test_a_date_that_is_none_is_a_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(asked("publier", "--date", "2017-02-30")) == 2
    assert "2017-02-30" in capsys.readouterr().err


def test_on_a_terminal_it_asks_until_nothing_matters() -> None:
    shown = conversation("demande-amitie", "fr", ["7", "1", "1", "1", "1"])
    assert "n'a pas de réponse « 7 »" in shown
    assert "Révision 2017-02-08" in shown


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ["Une date : AAAA-MM-JJ", "n'est pas une date", "hors des limites (2025-04-01, "]),
        ("en", ["A date: YYYY-MM-DD", "is not a date", "out of range (2025-04-01, 2026-12-31)"]),
    ],
)
def test_on_a_terminal_it_asks_a_date_and_says_its_form(language: str, said: list[str]) -> None:
    typed = ["24 décembre", "2025-12-32", "2024-12-24", "2025-12-24"]
    shown = conversation("jour", language, typed, OTHER)
    assert [words for words in said if words not in shown] == []
    assert "Le prêt est refusé" in shown


WHY = {
    "fr": (
        "tapez « pourquoi »",
        """Résultats encore possibles :
  Non tranché
  Déconseillé
  Rien ne s'y oppose
Ce que vous répondez peut encore changer ce qui découle de ces passages : art. 7.1
""",
    ),
    "en": (
        "type “why”",
        """Results still possible:
  Not settled
  Not advisable
  Nothing prevents it
What you answer can still change what follows from these passages: s. 7.1
""",
    ),
}


@pytest.mark.parametrize("language", WHY)
@pytest.mark.parametrize("word", ["why", "pourquoi"])
def test_on_a_terminal_it_says_why_it_asks(language: str, word: str) -> None:
    shown = conversation("demande-amitie", language, ["1", word, "1", "1", "1"])
    hint, why = WHY[language]
    assert shown.count(hint) == 1
    assert why in shown
    assert shown.index(why) < shown.index("2017-02-08")


@pytest.mark.parametrize(
    ("wizard", "typed", "said"),
    [
        ("au-nom-du-cegep", ["1", "pourquoi"], "seulement les rappels et les textes"),
        ("suites", ["pourquoi"], "décide des textes qui vous sont montrés"),
    ],
)
def test_on_a_terminal_it_says_what_else_an_answer_turns(
    wizard: str, typed: list[str], said: str
) -> None:
    assert said in conversation(wizard, "fr", typed)


def conversation(wizard: str, language: str, typed: list[str], source: Path = REAL) -> str:
    """What a terminal shows of an interview; after what is typed, the end of input."""
    process, terminal = pty.fork()
    if process == 0:
        command = [str(POLICY), *asked(wizard, "--lang", language, source=source)]
        os.execv(command[0], command)
    shown, waiting = "", [*(f"{line}\n" for line in typed), "\x04"]
    while piece := _read(terminal):
        shown += piece.replace("\r\n", "\n")
        if shown.endswith("> ") and waiting:
            os.write(terminal, waiting.pop(0).encode())
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    return shown


def _read(terminal: int) -> str:
    """What the terminal shows next; nothing where the program has ended."""
    try:
        return os.read(terminal, 4096).decode()
    except OSError:
        return ""
