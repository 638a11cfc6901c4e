"""Links that a wizard made, and what somebody may put in their place."""

from __future__ import annotations

import random
from functools import cache

from policysite.bundle.proved import proved
from tests.sources import REAL, policy


def fragment(**fields: str | list[str]) -> str:
    """What a link for the photo wizard says, with some fields otherwise."""
    whole: dict[str, str | list[str]] = {
        "policy-answers": "1",
        "wizard": "photo",
        "revision": "2017-02-08",
        "data": data(),
        ".roles": ["student"],
        ".image": "none",
    }
    whole |= {name.replace("policy_answers", "policy-answers"): v for name, v in fields.items()}
    return "&".join(
        f"{n}={v}" for n, vs in whole.items() for v in ([vs] if isinstance(vs, str) else vs)
    )


@cache
def data() -> str:
    """The rules that the real site answers from."""
    return proved(policy(REAL)).name


REFUSED = {
    "long": fragment(**{".image": "none" * 3000}),
    "newer": fragment(policy_answers="2"),
    "elsewhere": fragment(wizard="publier"),
    "damaged": fragment(**{".image": "nobody"}),
}


def hostile(dice: random.Random) -> str:
    """A fragment that no wizard made, or one that was cut, changed or filled with markup."""
    whole = fragment()
    at = dice.randrange(14, len(whole))
    evil = dice.choice(
        [
            "<img src=x onerror=alert(1)>",
            "%3Cscript%3Ealert(1)%3C/script%3E",
            "javascript:alert(1)",
            "%ED%A0%80%00%FF",
            "__proto__",
            "constructor",
            '{"a":' * 500,
            "x" * 100_000,
            "%",
            "&.__proto__=yes&.constructor=yes&.toString=yes",
            "&.roles=none&.roles=student",
            "&.image=none&.image=self",
            "&.image=__proto__",
            "&.roles=",
            "&data=../../../x",
            "&wizard=photo&wizard=publier",
        ]
    )
    return dice.choice(
        [
            whole[:at],
            whole[:at] + evil,
            whole[:at] + evil + whole[at:],
            f"policy-answers={evil}",
            fragment(**{dice.choice(["data", "revision", "wizard", ".image", f".{evil}"]): evil}),
        ]
    )
