"""What makes an archive, or a place to publish to, unfit: in words, with what to do.

Place in the flow: under `archive`, `build` and `publish`; `cli` and `serve` print the message.
"""

from __future__ import annotations

from policysite.interface import interface
from policysite.typography import typeset


class ArchiveError(Exception):
    """It cannot be done so; the message of its code says why, and what to do."""

    def __init__(self, code: str, **values: str) -> None:
        self.code, self.values = code, values
        super().__init__(self.say("en"))

    def say(self, language: str) -> str:
        """The message in a language of the interface."""
        said: str = interface(language, "command")["archive"][self.code]
        return typeset(said, language).format(**self.values)


def reason(fault: Exception) -> str:
    """Why a file could not be read or written, without the names of things inside."""
    return (isinstance(fault, OSError) and fault.strerror) or str(fault)
