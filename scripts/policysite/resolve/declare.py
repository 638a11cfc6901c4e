"""Every id of the source, noted before any is looked up.

Place in the flow: the first step of `resolve`.
"""

from __future__ import annotations

from policysite.problem import Problems
from policysite.resolve.fields import Fields
from policysite.resolve.scope import Scope

LISTS = (
    ("conditions", "condition", "condition"),
    ("questions", "fact", "fact"),
    ("modalities", "modality", "modality"),
    ("offices", "office", "office"),
    ("wizards", "wizard", "wizard"),
    ("readings", "reading", "reading"),
    ("faq", "question", "faq"),
)
"""Top-level list, the key that holds an entry's id, the kind of thing that it names."""

UNDER_A_CLAUSE = (
    ("rules", "rule"),
    ("notes", "note"),
    ("texts", "text"),
    ("extends", "extension"),
    ("examples", "example"),
)


def declared(root: Fields, problems: Problems) -> Scope:
    """The languages and ids of the source; what is declared twice is reported."""
    codes = [language.text("language") for language in root.entries("languages")]
    scope = Scope(problems, tuple(code.text for code in codes if code.text) or ("",))
    for code in codes:
        scope.declare("language", code)
    for section in root.entries("text"):
        _section(section, scope)
    for key, id_key, kind in LISTS:
        for entry in root.entries(key):
            scope.declare(kind, entry.text(id_key))
    for fact in root.entries("questions"):
        for option in fact.entries("options"):
            scope.declare("option", option.text("option"), owner=f"{fact.text('fact').text} ")
    return scope


def _section(section: Fields, scope: Scope) -> None:
    scope.declare("section", section.text("section"))
    for entry in section.entries("body"):
        for clause in entry.entries("paragraph") if entry.has("paragraph") else (entry,):
            _clause(clause, scope)
    for note in section.entries("footnotes"):
        _clause(note, scope)
    for inner in section.entries("sections"):
        _section(inner, scope)


def _clause(clause: Fields, scope: Scope) -> None:
    scope.declare("clause", clause.text("clause"))
    for key, kind in UNDER_A_CLAUSE:
        for entry in clause.entries(key):
            scope.declare(kind, entry.text(kind))
    for item in clause.entries("items"):
        _clause(item, scope)
