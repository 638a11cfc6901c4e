"""`python -m rulecore RULES [CERTIFICATE]`: prove a policy's rules again, with nothing but Python.

RULES is the `policy.json` that a site publishes, CERTIFICATE its `certificate.json`. Prints what is
proved; exit status: 0 it all holds and the certificate says the same, 1 it does not, 2 usage, or a
file that cannot be read or proved.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rulecore.certificate import certificate
from rulecore.data import load
from rulecore.topics import TooEntangled


class _Unreadable(Exception):
    """A file that is not there, or that holds something else."""


def main(arguments: Sequence[str]) -> int:
    """Prove, print and compare."""
    if len(arguments) not in (1, 2):
        print("usage: python -m rulecore RULES [CERTIFICATE]", file=sys.stderr)
        return 2
    try:
        rules = _rules(arguments[0])
        published = [_certificate(file) for file in arguments[1:]]
        made = certificate(rules)
    except (_Unreadable, TooEntangled) as problem:
        print(problem, file=sys.stderr)
        return 2
    print(json.dumps(made, ensure_ascii=False, indent=2))
    broken = [proof["proof"] for proof in made["proofs"] if not proof["holds"]]
    differing = [name for there in published for name in _differing(made, there)]
    for name in broken:
        print(f"does not hold: {name}", file=sys.stderr)
    for name in differing:
        print(f"not what the certificate says: {name}", file=sys.stderr)
    return 1 if broken or differing else 0


def _rules(file: str) -> str:
    """The text of a file of rules."""
    text = _text(file)
    try:
        load(text)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise _Unreadable(f"{file}: not the policy.json of a published revision") from None
    return text


def _certificate(file: str) -> dict[str, Any]:
    """The entries of a published certificate."""
    try:
        entries = json.loads(_text(file))
    except (json.JSONDecodeError, RecursionError):
        entries = None
    if not isinstance(entries, dict):
        raise _Unreadable(f"{file}: not the certificate.json of a published revision")
    return entries


def _text(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise _Unreadable(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise _Unreadable(f"{file}: not text in UTF-8") from None


def _differing(made: dict[str, Any], published: dict[str, Any]) -> list[str]:
    """The entries that the published certificate has otherwise."""
    again = json.loads(json.dumps(made))
    return [name for name in again if name not in published or published[name] != again[name]]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
