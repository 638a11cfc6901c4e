"""The certificate says what was proved, and anyone can prove it again from the published files."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from policysite.bundle import build_bundle
from policysite.certificate import certificate, claims
from policysite.checks import PROOFS, code_of
from policysite.checks.unruled_clause import NORMATIVE
from policysite.cli import main
from policysite.coverage import coverage
from policysite.interface import interface
from policysite.numbers import grouped
from policysite.progress import Silent
from rulecore import dump
from tests.adversarial import clique
from tests.sources import OTHER, REAL, policy

PROVED = {code_of(proof) for proof in PROOFS} - {"ratified-case"}
"""What is proved of a policy of which nothing has been ratified."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that a site publishes, the core unpacked."""
    site, folder = (tmp_path_factory.mktemp(name) for name in ("site", "again"))
    bundle = build_bundle(policy(REAL), site, progress=Silent())
    for name, path in bundle.published.items():
        content = (site / path).read_bytes()
        if name == "core":
            ZipFile(io.BytesIO(content)).extractall(folder)
        else:
            (folder / Path(path).name).write_bytes(content)
    return folder


def prove_again(folder: Path, *files: str) -> subprocess.CompletedProcess[str]:
    """Another Python, with nothing but the published files."""
    bare = {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-S", "-m", "rulecore", *files]
    return subprocess.run(command, cwd=folder, env=bare, capture_output=True, text=True)


def test_the_published_files_prove_the_certificate_again(published: Path) -> None:
    done = prove_again(published, "policy.json", "certificate.json")
    assert (done.returncode, done.stderr) == (0, "")
    again = json.loads(done.stdout)
    assert again["scenarios"]["publier"]["total"] == 38_526_768
    assert all(proof["holds"] for proof in again["proofs"])


@pytest.mark.parametrize("name", ["core", "rules", "scenarios", "proofs", "hidden", "policy"])
def test_a_certificate_that_says_something_else_is_found_out(published: Path, name: str) -> None:
    other = json.loads((published / "certificate.json").read_text(encoding="utf-8"))
    other[name] = other[name] + "0" if isinstance(other[name], str) else []
    (published / "other.json").write_text(json.dumps(other), encoding="utf-8")
    done = prove_again(published, "policy.json", "other.json")
    assert done.returncode == 1
    assert done.stderr == f"not what the certificate says: {name}\n"


def test_rules_that_were_changed_are_found_out(published: Path) -> None:
    rules = json.loads((published / "policy.json").read_text(encoding="utf-8"))
    next(rule for rule in rules["rules"] if rule[0] == "62-d")[1] = "prohibited"
    (published / "changed.json").write_text(json.dumps(rules), encoding="utf-8")
    done = prove_again(published, "changed.json", "certificate.json")
    assert done.returncode == 1
    assert "not what the certificate says: rules" in done.stderr


def test_a_rule_that_decides_nothing_is_said(published: Path) -> None:
    rules = json.loads((published / "policy.json").read_text(encoding="utf-8"))
    rules["rules"].append(["X", "permitted", ["or"], ["objet"], False])
    (published / "dead.json").write_text(json.dumps(rules), encoding="utf-8")
    done = prove_again(published, "dead.json")
    assert done.returncode == 1
    assert done.stderr == "does not hold: dead-rule\n"


def test_it_says_how_it_is_used(published: Path) -> None:
    done = prove_again(published)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "usage: python -m rulecore RULES [CERTIFICATE]\n"


@pytest.mark.parametrize("name", ["policy.json", "certificate.json"])
@pytest.mark.parametrize(
    ("content", "what"),
    [
        (None, "No such file or directory"),
        (b"\xff", "not text in UTF-8"),
        (b"{", "not the {name} of a published revision"),
        (b"[" * 100_000, "not the {name} of a published revision"),
        (b"[]", "not the {name} of a published revision"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_in_a_line(
    published: Path, tmp_path: Path, name: str, content: bytes | None, what: str
) -> None:
    given = tmp_path / name
    if content is not None:
        given.write_bytes(content)
    files = {"policy.json": "policy.json", "certificate.json": "certificate.json", name: str(given)}
    done = prove_again(published, *files.values())
    said = f"{given}: {what.format(name=name)}\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


@pytest.mark.parametrize("content", ["{}", '{"policy": "", "revision": ""}'])
def test_rules_that_lack_something_are_said_in_a_line(
    published: Path, tmp_path: Path, content: str
) -> None:
    rules = tmp_path / "rules.json"
    rules.write_text(content, encoding="utf-8")
    done = prove_again(published, str(rules))
    said = f"{rules}: not the policy.json of a published revision\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


def test_rules_too_entangled_to_prove_are_said_in_a_line(published: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules.json"
    rules.write_text(dump(clique()), encoding="utf-8")
    done = prove_again(published, str(rules))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("too entangled: ")
    assert done.stderr.count("\n") == 1


def test_a_certificate_that_says_nothing_is_found_out(published: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.json"
    empty.write_text("{}", encoding="utf-8")
    done = prove_again(published, "policy.json", str(empty))
    assert done.returncode == 1
    for name in ("core", "rules", "scenarios", "proofs", "hidden"):
        assert f"not what the certificate says: {name}\n" in done.stderr


def test_the_same_bytes_come_of_every_run(published: Path) -> None:
    done = [
        subprocess.run(
            [sys.executable, "-S", "-m", "rulecore", "policy.json"],
            cwd=published,
            env={"PYTHONPATH": str(published), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "20170208")
    ]
    assert len(set(done)) == 1


def test_the_certificate_is_the_same_every_time() -> None:
    assert certificate(policy(OTHER)) == certificate(policy(OTHER))
    assert list(certificate(policy(REAL))["coverage"]["clauses"]) == list(policy(REAL).clauses)


# What rests on what ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", [REAL, OTHER], ids=lambda path: path.stem)
def test_every_clause_supports_an_answer_or_says_what_else_it_is(path: Path) -> None:
    for clause in coverage(policy(path)).clauses:
        assert clause.supports or clause.kind not in NORMATIVE


def test_a_rule_and_its_clauses_name_each_other() -> None:
    covered = coverage(policy(REAL))
    by_clause = {clause.id: clause for clause in covered.clauses}
    for rule, clauses in covered.rules.items():
        assert clauses
        assert all(rule in by_clause[clause].uses["rules"] for clause in clauses)
    cited = {(rule, clause) for rule, clauses in covered.rules.items() for clause in clauses}
    assert cited == {(r, c.id) for c in covered.clauses for r in c.uses.get("rules", ())}


def test_every_claim_has_its_words() -> None:
    for language in ("fr", "en"):
        words = interface(language, "site")["proofs"]
        codes = {claim.code for claim in claims(policy(REAL), ())}
        assert codes <= set(words["claims"])
        assert codes <= set(words["units"])
        assert codes >= PROVED


# The command -----------------------------------------------------------------------------------


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["check", "--source", str(REAL), *arguments]) == 0
    return capsys.readouterr().out


def test_the_check_sums_it_up(capsys: pytest.CaptureFixture[str]) -> None:
    total = sum(found["total"] for found in certificate(policy(REAL))["scenarios"].values())
    for language in ("fr", "en"):
        assert grouped(total, language) in checked(capsys, "--lang", language)


def test_the_check_lists_its_proofs_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    found: Mapping[str, Any] = json.loads(checked(capsys, "--json", "--lang", "en"))
    assert found["problems"] == []
    assert {proof["proof"] for proof in found["proofs"]} >= PROVED
    assert all(proof["holds"] and proof["over"] for proof in found["proofs"])
    assert sum(found["scenarios"]["publier"].values()) == 38_526_768
    assert found["coverage"]["rules"]["62-d"] == ["contenu.inapproprie.d"]


def test_what_fails_is_not_said_to_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "edited.yaml"
    text = REAL.read_text(encoding="utf-8")
    file.write_text(text.replace("    clauses: [amitie]\n", "    clauses: [vigueur]\n"), "utf-8")
    assert main(["check", "--source", str(file), "--json"]) == 1
    proofs = json.loads(capsys.readouterr().out)["proofs"]
    assert [proof["proof"] for proof in proofs if not proof["holds"]] == ["unkept-promise"]


def test_numbers_are_grouped_as_each_language_does() -> None:
    assert grouped(38526768, "en") == "38,526,768"
    assert grouped(38526768, "fr") == "38\u00a0526\u00a0768"
    assert grouped(12, "fr") == "12"
