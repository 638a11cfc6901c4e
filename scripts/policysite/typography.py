"""Typographic signs, put in when pages are made; the source keeps plain characters.

Place in the flow: `references` and `pages` pass every text they show through `typeset`; comparison
and search read `plain`, the normal form in which a text and its typeset form are equal. French is
set as Quebec sets it, English as Canada does; any other language is left as it is.
"""

from __future__ import annotations

import re
import unicodedata

NBSP = "\u00a0"

# What is copied sign for sign: code, addresses, times. \ue000 marks their place while rules run;
# one that the text itself holds is kept like the others.
_KEPT = re.compile(
    r"""
      `[^`]*`
    | (?:https?://|www\.)[^\s<>«»“”"]*[^\s<>«»“”".,;:!?)\]]
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | \b\d{1,2}:\d{2}\b
    | \ue000
    """,
    re.VERBOSE,
)
_PLACEHOLDER = "\ue000"

type _Rule = tuple[re.Pattern[str], str]


def _rules(*pairs: tuple[str, str]) -> tuple[_Rule, ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in pairs)


_MONTHS_FR = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_MONTHS_EN = "January|February|March|April|May|June|July|August|September|October|November|December"
_CITED_FR = r"art\.|articles?|al\.|notes?|points?|annexes?|chapitres?|pages?|p\."
_CITED_EN = r"ss?\.|sections?|paras?\.|sentences?|items?|notes?|pages?|pp?\.|[Nn]os?\."

_FRENCH = _rules(
    (r"\.\.\.", "…"),
    (r"'", "’"),
    (r'"(?=\S)([^"«»]*)(?<=\S)"', f"«{NBSP}\\1{NBSP}»"),
    (r"«[ \u00a0\u202f]*(?=\S)", f"«{NBSP}"),
    (r"(?<=\S)[ \u00a0\u202f]*»", f"{NBSP}»"),
    # Quebec: no space before ; ! ?, a no-break space before a colon that ends a word.
    (r"(?<=[\w»”’)\]}%…ᵉʳˢᵒ\ue000])[ \u00a0\u202f]+(?=[;!?])", ""),
    (r"(?<=[\w»”’)\]}%…ᵉʳˢᵒ\ue000])[ \u00a0\u202f]*:(?=[\s\u00a0]|$)", f"{NBSP}:"),
    (r"\b1er(s?)\b", r"1ᵉʳ\1"),
    (r"\b1(?:re|ère)(s?)\b", r"1ʳᵉ\1"),
    (r"\b(\d+)(?:e|ème|ième)\b", r"\1ᵉ"),
    (r"\b([Nn])o (?=\d)", f"\\1ᵒ{NBSP}"),
    (rf"\b({_CITED_FR}) (?=\d)", f"\\1{NBSP}"),
    (r"(?<=[ᵉʳ]) (?=(?:al\.|alinéa|phrase|point)\b|al\.)", NBSP),
    (rf"\b(\d{{1,2}}|1ᵉʳ) (?=(?:{_MONTHS_FR})\b)", f"\\1{NBSP}"),
    (r"\b(\d{1,2}) h\b", f"\\1{NBSP}h"),
    (r"(?<=\u00a0h) (?=\d{2}\b)", NBSP),
    (r"(?<=\d) (?=[%$€])", NBSP),
    (r"(?<=\d) (?=\d{3}\b)", NBSP),
)

_ENGLISH = _rules(
    (r"\.\.\.", "…"),
    (r'"(?=\S)([^"“”]*)(?<=\S)"', r"“\1”"),
    (r"(?<![\w’'.,!?…)\]])'(?=\w[^'\n]*(?<=[\w.,!?…])'(?!\w))", "‘"),
    (r"'", "’"),
    (rf"\b({_CITED_EN}) (?=\d)", f"\\1{NBSP}"),
    (rf"\b({_MONTHS_EN}) (?=\d)", f"\\1{NBSP}"),
    (r"(?<=[\d\ue000]) (?=[ap]\.m\.)", NBSP),
)

_LANGUAGES = {"fr": _FRENCH, "en": _ENGLISH}


def typeset(text: str, language: str) -> str:
    """The text with the language's typographic signs; `language` is a code such as `fr`."""
    kept = _KEPT.findall(text)
    text = _KEPT.sub(_PLACEHOLDER, text)
    for pattern, replacement in _LANGUAGES.get(language, ()):
        text = pattern.sub(replacement, text)
    spans = iter(kept)
    return re.sub(_PLACEHOLDER, lambda _: next(spans), text)


_PLAIN_SIGNS = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "…": "...",
        "ᵉ": "e",
        "ʳ": "r",
        "ᵒ": "o",
    }
)

_PLAIN = _rules(
    (r"« *", '"'),
    (r" *»", '"'),
    (r"\b(\d+)i?ème\b", r"\1e"),
    (r"\b1ère(?=s?\b)", "1re"),
    (r"\s+", " "),
    (r" (?=[;:!?])", ""),
)


def plain(text: str) -> str:
    """The normal form for comparison and search: equal for a text and its typeset form.

    One space at most, straight quotation marks, no space before `; : ! ?`, nothing at the ends.
    """
    text = unicodedata.normalize("NFC", text).translate(_PLAIN_SIGNS)
    for pattern, replacement in _PLAIN:
        text = pattern.sub(replacement, text)
    return text.strip()
