"""`python -m rulecore RULES [CERTIFICATE]`: prove a policy's rules again, with nothing but Python.

RULES is the `policy.json` that a site publishes, CERTIFICATE its `certificate.json`. Prints what is
proved; exit status: 0 it all holds and the certificate says the same, 1 it does not, 2 usage.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rulecore.certificate import certificate


def main(arguments: Sequence[str]) -> int:
    """Prove, print and compare."""
    if len(arguments) not in (1, 2):
        print("usage: python -m rulecore RULES [CERTIFICATE]", file=sys.stderr)
        return 2
    made = certificate(Path(arguments[0]).read_text(encoding="utf-8"))
    print(json.dumps(made, ensure_ascii=False, indent=2))
    broken = [proof["proof"] for proof in made["proofs"] if not proof["holds"]]
    differing = _differing(made, arguments[1]) if len(arguments) == 2 else []
    for name in broken:
        print(f"does not hold: {name}", file=sys.stderr)
    for name in differing:
        print(f"not what the certificate says: {name}", file=sys.stderr)
    return 1 if broken or differing else 0


def _differing(made: dict[str, object], file: str) -> list[str]:
    """The entries that the published certificate has otherwise."""
    published = json.loads(Path(file).read_text(encoding="utf-8"))
    again = json.loads(json.dumps(made))
    return [name for name in again if published.get(name) != again[name]]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
