"""A rule base that has everything once: every type of fact, of condition, of passage, of wizard.

Every id is used for one thing alone, so that a text may be searched for it.
"""

from datetime import date

from rulecore import (
    And,
    Compare,
    Extension,
    Fact,
    FactType,
    Has,
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

DAY = date(2024, 2, 24).toordinal()

ROLES = Fact(
    id="roles",
    type=FactType.SEVERAL,
    options=("staff", "pupil", "nobody"),
    exclusive=("nobody",),
    default=frozenset({"nobody"}),
    change=frozenset({"pupil", "staff"}),
)
IMAGE = Fact(
    id="image",
    type=FactType.CHOICE,
    options=("nothing", "self", "others"),
    default="nothing",
    change="self",
)
CONSENT = Fact(
    id="consent",
    type=FactType.YES_NO,
    options=("yes", "no"),
    default="yes",
    ask_if=Is("image", ("self", "others")),
)
FEE = Fact(id="fee", type=FactType.NUMBER, low=0, high=1000, decimals=1, default=25, change=0)
START = Fact(id="start", type=FactType.DATE, low=DAY, high=DAY + 9, default=DAY, change=DAY + 3)
COUNT = Fact(id="count", type=FactType.NUMBER)

WHOLE = Wizard(
    id="whole",
    questions=(
        Question(fact="roles", options=ROLES.options, page="first"),
        Question(fact="image", options=IMAGE.options, page="first"),
        Question(fact="consent", options=CONSENT.options),
        Question(fact="fee"),
        Question(fact="start"),
        Question(fact="count"),
    ),
)
NARROW = Wizard(
    id="narrow",
    full="whole",
    soonest=True,
    preset={"roles": frozenset({"staff"}), "fee": 30, "consent": "yes"},
    questions=(
        Question(
            fact="image", options=("others",), leads_to={"nothing": "telling", "self": "whole"}
        ),
        Question(fact="start"),
    ),
)
TELLING = Wizard(
    id="telling", informative=True, questions=(Question(fact="image", options=IMAGE.options),)
)

EVERYTHING = RuleBase(
    policy="0" * 64,
    revision="2001-01-02",
    decided=date(2001, 1, 1),
    in_force=date(2001, 1, 3),
    facts=(ROLES, IMAGE, CONSENT, FEE, START, COUNT),
    conditions={"été": Or((Compare("start", ">=", DAY + 2), Not(Has("roles", "staff"))))},
    modalities=(
        Modality(id="never", tier=3),
        Modality(id="ask", tier=2),
        Modality(id="tell", tier=2),
        Modality(id="fine", tier=1),
    ),
    rules=(
        Rule(
            id="r-image",
            modality="never",
            when=And((Is("image", ("others",)), Is("consent", ("no",)))),
            clauses=("c1", "c2"),
        ),
        Rule(id="r-fee", modality="ask", when=Compare("fee", "!=", 25), clauses=("c3",)),
        Rule(id="r-named", modality="tell", when=Ref("été"), clauses=("c1",)),
        Rule(id="r-count", modality="tell", when=Compare("count", "==", 7), clauses=("c4",)),
        Rule(id="r-base", modality="fine", when=And(()), clauses=("c5",), base=True),
    ),
    extensions=(Extension(id="e-pupil", when=Has("roles", "pupil"), clauses=("c6", "c7")),),
    notes=(Note(id="n-self", when=Is("image", ("self",))),),
    texts=(
        Text(
            id="t-after",
            after=("never", "ask"),
            folded_after=("tell",),
            after_if=Compare("fee", "<=", 40),
        ),
        Text(id="t-answer", answers=Is("image", ("nothing", "others"))),
    ),
    wizards=(WHOLE, NARROW, TELLING),
)
