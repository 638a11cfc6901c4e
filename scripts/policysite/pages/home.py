"""The home page: the main wizard's first question, the other wizards, the record, the contents.

Place in the flow: one of the pages of `every`.
"""

from __future__ import annotations

from markupsafe import Markup

from policysite.pages.check import entries
from policysite.pages.here import Here, markdown
from policysite.pages.record import record
from policysite.policy import Section
from policysite.typography import typeset


def page(here: Here, element: Markup) -> str:
    """The home page's Markdown. `element`: the main wizard, if there is one."""
    voice = here.voice
    title = voice.text(here.policy.title)
    return markdown(
        here,
        "home",
        title=title,
        description=voice.w["home"]["description"].format(title=title),
        wizard=bool(here.policy.wizards),
        record=record(here, brief=True),
        element=element,
        entries=entries(here)[1:],
        sections=[_entry(here, section) for section in here.policy.sections if section.title],
    )


def _entry(here: Here, section: Section) -> tuple[str, str, Markup]:
    """(address, number, title) of a section; printed capitals become a sentence's."""
    assert section.title is not None
    number = section.number.in_language(here.voice.code)[0] if section.number else ""
    title, language = section.title.in_language(here.voice.code)
    html = here.voice.html(typeset(_calm(title), language), language)
    return here.link("text", section.id), number, here.voice.mark(html, language)


def _calm(title: str) -> str:
    """A title without shouting: in the contents, all capitals would only be louder."""
    return title.capitalize() if title.isupper() else title
