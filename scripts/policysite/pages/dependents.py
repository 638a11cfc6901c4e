"""One thing that cites a clause, as pages name it.

Place in the flow: the text page lists what depends on a clause, the page on verification what rests
on each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

from policysite.pages.anchors import anchor
from policysite.pages.here import Here
from policysite.uses import Kind


def named(name: str) -> Markup:
    """An id of the source, on one line where there is room for it."""
    return Markup('<span class="pol-id">{}</span>').format(name)


def dependent(here: Here, kind: Kind, name: str) -> Markup:
    """The thing in words, with a link where it has a place."""
    voice, policy = here.voice, here.policy
    linked: Mapping[str, Callable[[], tuple[str, Markup]]] = {
        "rules": lambda: (here.link("answers", anchor("rule", name)), named(name)),
        "passages": lambda: (here.link("answers", anchor("passage", name)), named(name)),
        "examples": lambda: (here.link("answers", anchor("example", name)), named(name)),
        "readings": lambda: (here.link("answers", anchor("reading", name)), named(name)),
        "wizards": lambda: (
            here.link(f"check/{name}"),
            voice.say(next(w.title for w in policy.wizards if w.id == name)),
        ),
        "faq": lambda: (
            here.link("questions", anchor("question", name)),
            voice.say(next(q.question for q in policy.faq if q.id == name)),
        ),
        "definitions": lambda: (
            here.link("definitions", anchor("term", name)),
            voice.say(policy.definitions[int(name)].term),
        ),
    }
    if kind in linked:
        address, label = linked[kind]()
        return Markup('<a href="{}">{}</a>').format(address, label)
    match kind:
        case "questions":
            return voice.say(next(f.label for f in policy.facts if f.id == name))
        case "offices":
            return voice.say(next(o.name for o in policy.offices if o.id == name))
        case _:
            return Markup(escape(voice.w["record"]["keys"].get(name, name)))
