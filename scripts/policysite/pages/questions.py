"""Questions people ask: each says whether the text answers it, and where.

Place in the flow: one of the pages of `every`.
"""

from __future__ import annotations

from markupsafe import Markup

from policysite.pages.here import Here, markdown


def page(here: Here) -> str:
    """The page's Markdown."""
    words = here.voice.w["questions"]
    title = here.voice.text(here.policy.title)
    return markdown(
        here,
        "questions",
        title=words["title"],
        description=words["description"].format(title=title),
        contents=True,
        wizards={
            faq.id: Markup("; ").join(here.wizard(wizard) for wizard in faq.wizards)
            for faq in here.policy.faq
        },
    )
