"""The voice of one language: every text of a page, typeset and escaped for its place.

Place in the flow: the templates of `pages` say everything through it. What comes from the source is
text; nothing of it may reach a page as markup, as Markdown or as a front-matter value of another
kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from policysite.dates import written
from policysite.interface import interface
from policysite.policy import Policy, Words
from policysite.references import Citation, citations
from policysite.typography import typeset

# French inversions stay on one line: « ont-elles », « Puis-je », « sera-t-il ».
_INVERSION = re.compile(
    r"\b\w+(?:-t)?-(?:je|tu|ils?|elles?|on|nous|vous|ce|ci|là)\b(?!-)", re.IGNORECASE
)
# The signs that HTML or Markdown might read as their own.
_SIGNS = re.compile(r"[!-$&()*+.:<>=@\[-`{-~]")


class Voice:
    """One policy in one language: `w` holds the interface's words, typeset.

    Methods that return `Markup` are safe inside HTML; those that return `str` are plain text, to be
    escaped by the template.
    """

    def __init__(self, policy: Policy, language: str) -> None:
        self.policy = policy
        self.code = language
        self.language = next(lang for lang in policy.languages if lang.code == language)
        self.tags = {lang.code: lang.tag for lang in policy.languages}
        self.w = interface_words(language, "site")
        self.citations: Mapping[str, Citation] = citations(policy, language)

    def text(self, words: Words) -> str:
        """The words, typeset, in this language or in the one they exist in."""
        said, language = words.in_language(self.code)
        return typeset(said, language)

    def say(self, words: Words) -> Markup:
        """The words as HTML; marked with their language where it is another one."""
        said, language = words.in_language(self.code)
        return self.mark(self.html(said, language), language)

    def html(self, text: str, language: str = "") -> Markup:
        """Plain text as typeset HTML."""
        return _inversions(escape(typeset(text, language or self.code)), language or self.code)

    def mark(self, html: Markup, language: str) -> Markup:
        """The HTML inside a span that names its language, where that is not the page's."""
        if language == self.code:
            return html
        return Markup('<span lang="{}">{}</span>').format(self.tags[language], html)

    def lang(self, words: Words) -> Markup:
        """A `lang` attribute for an element that holds nothing but these words, if it needs one."""
        language = words.in_language(self.code)[1]
        if language == self.code:
            return Markup("")
        return Markup(' lang="{}"').format(self.tags[language])

    def cite(self, clause: str) -> str:
        """The clause's full reference, typeset."""
        return typeset(self.citations[clause].full, self.code)

    def short(self, clause: str) -> str:
        """The section of the clause, typeset: "art. 6.2"."""
        return typeset(self.citations[clause].short, self.code)

    def place(self, clause: str) -> str:
        """The clause's place in its section, typeset: "3ᵉ al."."""
        return typeset(self.citations[clause].place, self.code)

    def date(self, day: date) -> str:
        """A day in words, typeset: "9 février 2017"."""
        return typeset(written(day, self.w["date"]), self.code)

    def number(self, digits: str) -> str:
        """A number, written with a point, with the language's own decimal sign."""
        return digits.replace(".", str(self.w["decimal"]))

    def fill(self, pattern: str, **values: object) -> Markup:
        """A sentence of the interface with values put in; `Markup` values stay markup."""
        return _inversions(Markup(escape(pattern)), self.code).format(**values)

    def either(self, parts: list[Markup]) -> Markup:
        """The parts as alternatives: a, b ou c."""
        return self._joined(parts, self.w["list"]["or"])

    def both(self, parts: list[Markup]) -> Markup:
        """The parts together: a, b et c."""
        return self._joined(parts, self.w["list"]["and"])

    def _joined(self, parts: list[Markup], word: str) -> Markup:
        if len(parts) < 2:
            return Markup("").join(parts)
        return Markup("{} {} {}").format(Markup(", ").join(parts[:-1]), word, parts[-1])


def inert(text: str) -> Markup:
    """Plain text for a line of Markdown: neither HTML nor Markdown reads anything in it."""
    return Markup(_SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(text.splitlines())))


def _inversions(html: Markup, language: str) -> Markup:
    if language != "fr":
        return html
    return Markup(_INVERSION.sub(r'<span class="pol-nowrap">\g<0></span>', html))


@cache
def interface_words(language: str, name: str) -> Mapping[str, Any]:
    """The interface's words for `name` with their signs: texts, lists and mappings of them."""
    words: Mapping[str, Any] = _typeset(interface(language, name), language)
    return words


def _typeset(tree: Any, language: str) -> Any:
    match tree:
        case dict():
            return {key: _typeset(value, language) for key, value in tree.items()}
        case list():
            return [_typeset(value, language) for value in tree]
        case _:
            return typeset(tree, language)
