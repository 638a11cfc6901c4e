"""Everything that a reader's browser may ask of the core, once: it tells which modules are needed.

Place in the flow: run inside the runtime, before the cut to list the modules and after it to prove
that none is missing. The policy is made up: what is kept must not depend on any real one.
"""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from importlib import import_module

import rulecore
from rulecore import (
    And,
    Compare,
    Extension,
    Fact,
    FactType,
    Has,
    InvalidAnswers,
    Is,
    Modality,
    Not,
    Note,
    Or,
    Question,
    Ref,
    Rule,
    RuleBase,
    Text,
    Wizard,
)

FACTS = (
    Fact(id="tool", type=FactType.CHOICE, options=("saw", "drill"), default="saw"),
    Fact(id="trained", type=FactType.YES_NO, options=("yes", "no"), default="no"),
    Fact(
        id="gear",
        type=FactType.SEVERAL,
        options=("gloves", "mask", "none"),
        exclusive=("none",),
        default=frozenset({"none"}),
        ask_if=Is("tool", ("saw",)),
    ),
    Fact(id="hours", type=FactType.NUMBER, low=0, high=240, decimals=1, default=0),
    Fact(
        id="since",
        type=FactType.DATE,
        low=date(2001, 1, 1).toordinal(),
        default=date(2001, 3, 1).toordinal(),
        change=date(2001, 4, 1).toordinal(),
    ),
)

RULES = (
    Rule(id="untrained", modality="stop", when=Is("trained", ("no",)), clauses=("one",)),
    Rule(
        id="tired",
        modality="ask",
        when=And((Compare("hours", ">=", 80), Not(Ref("safe")))),
        clauses=("two", "three"),
    ),
    Rule(
        id="early",
        modality="ask",
        when=Compare("since", "<", date(2001, 2, 1).toordinal()),
        clauses=("six",),
    ),
    Rule(id="else", modality="go", when=And(()), clauses=("four",), base=True),
)

QUESTIONS = (
    Question(fact="tool", options=("saw",), leads_to={"drill": "texts"}),
    Question(fact="trained", options=("yes", "no"), page="person"),
    Question(fact="gear", options=("gloves", "mask", "none"), page="person"),
    Question(fact="hours"),
    Question(fact="since"),
)

BASE = RuleBase(
    policy="0" * 64,
    revision="2001-01-01",
    decided=date(2001, 1, 1),
    in_force=date(2001, 1, 2),
    facts=FACTS,
    conditions={"safe": Or((Has("gear", "gloves"), Has("gear", "mask")))},
    modalities=(
        Modality(id="stop", tier=3),
        Modality(id="ask", tier=2),
        Modality(id="go", tier=1),
    ),
    rules=RULES,
    extensions=(Extension(id="more", when=Ref("safe"), clauses=("five",)),),
    notes=(Note(id="mind", when=Compare("hours", ">", 10)),),
    texts=(
        Text(id="after", after=("stop",), folded_after=("ask",)),
        Text(id="told", answers=Is("trained", ("yes",))),
    ),
    wizards=(
        Wizard(id="all", questions=QUESTIONS),
        Wizard(id="preset", questions=QUESTIONS[1:], preset={"tool": "saw"}),
        Wizard(id="texts", questions=QUESTIONS[1:2], preset={"tool": "drill"}, informative=True),
    ),
)

GOOD = (
    ("all", "{}"),
    ("all", '{"tool":"saw","trained":"no"}'),
    ("all", '{"tool":"saw","trained":"yes","gear":["gloves","mask"],"hours":"9,5"}'),
    ("all", '{"tool":"saw","trained":"yes","gear":"mask","hours":"1","since":"2001-01-31"}'),
    ("all", '{"tool":"?","trained":"yes","gear":"none","hours":"?"}'),
    ("preset", '{"tool":"saw","hours":"7.9"}'),
    ("texts", '{"trained":"yes"}'),
)

BAD = (
    ("nowhere", "{}"),
    ("all", '{"colour":"red"}'),
    ("all", '{"tool":"drill","gear":["none","mask"],"trained":"perhaps","hours":"soon"}'),
    ("all", '{"hours":"99.9","gear":["é"],"tool":[]}'),
    ("all", '{"since":"2001-02-30"}'),
    ("all", '{"since":"1999-12-31"}'),
    ("preset", '{"tool":"drill"}'),
)


def run() -> str:
    """Exercise the core; return its digest, as it gives it itself."""
    for module in pkgutil.iter_modules(rulecore.__path__, "rulecore."):
        import_module(module.name)
    base = rulecore.load(rulecore.dump(BASE))
    for wizard, answers in GOOD:
        _consult_all_ways(base, wizard, json.loads(answers))
    for wizard, answers in BAD:
        _expect(InvalidAnswers, partial(rulecore.consult, base, wizard, json.loads(answers)))
    _expect(ValueError, partial(rulecore.load, "{"))
    _expect(KeyError, partial(rulecore.load, "{}"))
    rulecore.evaluate(base, dict(_defaults(base)))
    return rulecore.core_digest()


def _consult_all_ways(base: RuleBase, wizard: str, answers: dict[str, rulecore.Answer]) -> None:
    for rest in ("unknown", "default"):
        for day in (None, date.today(), date.fromisoformat("2000-12-31")):
            consultation = rulecore.consult(base, wizard, answers, rest=rest, day=day)
            if json.loads(consultation.json())["wizard"] != wizard:
                raise RuntimeError(repr(consultation))


def _defaults(base: RuleBase) -> Iterator[tuple[str, rulecore.Value]]:
    for fact in base.facts:
        if fact.default is not None:
            yield fact.id, fact.default


def _expect(kind: type[Exception], call: Callable[[], object]) -> None:
    """The call must raise this, and the error must be showable."""
    try:
        call()
    except kind as error:
        str(error), repr(error)
    else:
        raise RuntimeError(f"{kind.__name__} was expected")
