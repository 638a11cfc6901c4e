"""Every page of one edition, as plain Markdown files.

Place in the flow: after the checks; `build` hands the files to MkDocs. Nothing here touches a file:
`every_page` returns name → content, and all links are relative.
"""

from __future__ import annotations

from collections.abc import Mapping

from policysite.bundle import Bundle
from policysite.pages import text
from policysite.pages.edition import Edition
from policysite.pages.here import Here
from policysite.pages.uses import uses
from policysite.pages.voice import Voice
from policysite.policy import Policy


def every_page(
    policy: Policy,
    this: Edition,
    others: tuple[Edition, ...],
    *,
    bundle: Bundle,
    written: Mapping[str, str],
) -> Mapping[str, str]:
    """The Markdown files of one edition: name → content.

    `written`: what people wrote for any policy, as page → Markdown.
    """
    voice = Voice(policy, this.language.code)
    depends = uses(policy)

    def here(key: str) -> Here:
        return Here(key=key, voice=voice, edition=this, others=others)

    return {this.file("text"): text.page(here("text"), depends)}
