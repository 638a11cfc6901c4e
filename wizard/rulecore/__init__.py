"""The rule core: what a policy decides, exactly, from answers that may be unknown.

Standard library only. The same files run where the policy is checked and in the reader's browser.
"""

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
