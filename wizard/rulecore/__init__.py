"""The rule core: what a policy decides, exactly, from answers that may be unknown.

Standard library only. The same files run where the policy is checked and in the reader's browser.
"""

from rulecore.answers import (
    UNKNOWN,
    Answer,
    AnswerProblem,
    InvalidAnswers,
    read_date,
    read_number,
    read_ordered,
    show_value,
)
from rulecore.condition import (
    ALWAYS,
    And,
    Compare,
    Condition,
    Has,
    Is,
    Not,
    Or,
    Ref,
    Value,
    facts_of,
    holds,
)
from rulecore.consult import Consultation, consult
from rulecore.data import dump, load
from rulecore.digest import core_digest
from rulecore.evaluate import Evaluation, evaluate
from rulecore.model import (
    Extension,
    Fact,
    FactType,
    Modality,
    Note,
    Question,
    Rule,
    RuleBase,
    Text,
    Wizard,
)
from rulecore.topics import TooEntangled

__all__ = [
    "ALWAYS",
    "UNKNOWN",
    "And",
    "Answer",
    "AnswerProblem",
    "Compare",
    "Condition",
    "Consultation",
    "Evaluation",
    "Extension",
    "Fact",
    "FactType",
    "Has",
    "InvalidAnswers",
    "Is",
    "Modality",
    "Not",
    "Note",
    "Or",
    "Question",
    "Ref",
    "Rule",
    "RuleBase",
    "Text",
    "TooEntangled",
    "Value",
    "Wizard",
    "consult",
    "core_digest",
    "dump",
    "evaluate",
    "facts_of",
    "holds",
    "load",
    "read_date",
    "read_number",
    "read_ordered",
    "show_value",
]
