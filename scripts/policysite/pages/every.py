"""Every page of one edition, as plain Markdown files.

Place in the flow: after the checks; `build` hands the files to MkDocs. Nothing here touches a file:
`every_page` returns name → content, and all links are relative.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from policysite.pages import (
    about,
    answers,
    check,
    definitions,
    home,
    questions,
    text,
)
from policysite.pages import (
    written as written_by_hand,
)
from policysite.pages.edition import Edition
from policysite.pages.element import element
from policysite.pages.here import Here
from policysite.pages.voice import Voice
from policysite.policy import Policy
from policysite.uses import uses


def every_page(
    policy: Policy,
    this: Edition,
    others: tuple[Edition, ...],
    *,
    written: Mapping[str, str],
    published: Mapping[str, str],
    core: str,
) -> Mapping[str, str]:
    """The Markdown files of one edition: name → content.

    `written`: what people wrote for any policy, as page → Markdown. `published`: `certificate`,
    `rules` and `core` → the address of that file from the root of the site. `core`: the digest of
    the core that answers.
    """
    voice = Voice(policy, this.language.code)

    def here(key: str) -> Here:
        return Here(key=key, voice=voice, edition=this, others=others)

    first = Markup("")
    if policy.wizards:
        first = element(here("home"), policy.wizards[0], level=2)
    made = {
        "home": home.page(here("home"), first),
        "text": text.page(here("text"), uses(policy)),
        "answers": answers.page(here("answers"), written["answers"], published, core),
        "about": about.page(here("about"), written["about"]),
        "privacy": written_by_hand.page(here("privacy"), written["privacy"]),
        "accessibility": written_by_hand.page(here("accessibility"), written["accessibility"]),
    }
    if policy.wizards:
        made["check"] = check.list_page(here("check"))
    for wizard in policy.wizards:
        key = f"check/{wizard.id}"
        made[key] = check.wizard_page(here(key), wizard, element(here(key), wizard, level=1))
    if policy.faq:
        made["questions"] = questions.page(here("questions"))
    if policy.definitions:
        made["definitions"] = definitions.page(here("definitions"))
    return {this.file(key): page for key, page in made.items()}
