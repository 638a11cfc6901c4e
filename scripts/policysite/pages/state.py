"""What a revision is on any day, and what it may be on the reader's day.

Place in the flow: in the frame of every page and in the record. `state.js` shows the part that is
true on the day when the page is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policysite.pages.edition import Edition
from policysite.pages.voice import Voice


def state(voice: Voice, this: Edition) -> dict[str, str]:
    """State → its words; `any` is true on every day, and all there is to say of a draft.

    The words of `superseded`, `repealed` and `ended`, which say what later revisions did, have
    places for dates that only the reader's browser knows.
    """
    revision = voice.policy.revision
    if this.draft:
        return {"any": voice.w["state"]["draft"]}
    return published(voice.w, revision.kind, voice.date(revision.in_force))


def published(w: Mapping[str, Any], kind: str, date: str) -> dict[str, str]:
    """The same of a published revision; `date`: of its coming into force, in words."""
    words, repealed = w["state"], kind == "repeal"
    return {
        "any": words["repealed_any" if repealed else "any"].format(date=date),
        "in_force": words["repealed" if repealed else "in_force"].format(date=date),
        "adopted": words["repeal_adopted" if repealed else "adopted"].format(date=date),
        "superseded": words["superseded"],
        "repealed": words["repealed"],
        "ended": words["ended"],
    }


def name(voice: Voice, *, draft: bool = False) -> str:
    """The revision in words, "Révision du 8 février 2017"; of a draft, the decision it awaits."""
    revision = voice.policy.revision
    number = revision.id.partition(".")[2]
    said = str(voice.w["state"]["draft_of"]) if draft else pattern(voice.w, number)
    return said.format(date=voice.date(revision.decided), number=number)


def pattern(words: Mapping[str, Any], number: str) -> str:
    """How the revision of a date is called; `number`: of a second one of that day, if it is one."""
    said: str = words["state"]["revision_numbered" if number else "revision"]
    return said
