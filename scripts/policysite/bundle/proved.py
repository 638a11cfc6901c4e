"""What answers a revision's questions: its rules, what was proved of them, and the core that did.

Place in the flow: `proved` makes it of a working source; of a published revision the archive has
it, as it was made then.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256

from policysite.bundle.assets import DIGITS
from policysite.bundle.runtime.core import Core, this_core
from policysite.certificate import certificate
from policysite.policy import Policy
from rulecore import dump


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """`rules`: as `core` reads them. `certificate`: what `core` proved of them, as JSON."""

    rules: bytes
    certificate: bytes
    core: Core

    @property
    def name(self) -> str:
        """Which rules these are: the beginning of their digest."""
        return sha256(self.rules).hexdigest()[:DIGITS]


def proved(policy: Policy) -> Proved:
    """By the core that runs here."""
    made = json.dumps(certificate(policy), ensure_ascii=False, indent=1) + "\n"
    return Proved(rules=dump(policy.base).encode(), certificate=made.encode(), core=this_core())
