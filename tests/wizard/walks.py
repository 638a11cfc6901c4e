"""The ways of `walks.yaml`, with what stands at their end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from policysite.policy import Example, Policy
from rulecore import Consultation, consult
from tests.wizard.names import Answer, Given, default

TABLE = Path(__file__).with_name("walks.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Answers, and where they lead: an outcome's id, `undetermined`, or the ids of texts."""

    name: str
    wizard: str
    given: Given
    outcome: str
    texts: tuple[str, ...] = ()


def walks(policy: Policy) -> Iterator[Walk]:
    examples = {example.id: example for example in policy.examples}
    for number, line in enumerate(yaml.safe_load(TABLE.read_text(encoding="utf-8")), start=1):
        if "example" in line:
            yield of_example(examples[line["example"]])
            continue
        yield Walk(
            name=f"{line['wizard']}-{number}",
            wizard=line["wizard"],
            given=line["given"],
            outcome=line.get("outcome", "informative"),
            texts=tuple(line.get("texts", ())),
        )


def pages(policy: Policy, walk: Walk) -> list[tuple[Consultation, Given]]:
    """What is known on each page of the walk, the last one too, and the answers until there.

    Questions that the walk does not name have their declared default.
    """
    answers: dict[str, Answer] = {}
    found = consult(policy.base, walk.wizard, answers)
    taken: list[tuple[Consultation, Given]] = [(found, {})]
    while found.ask_together:
        answers |= {f: walk.given.get(f) or default(policy, f) for f in found.ask_together}
        found = consult(policy.base, walk.wizard, answers)
        taken.append((found, dict(answers)))
    return taken


def of_example(example: Example) -> Walk:
    return Walk(
        name=f"{example.wizard}-{example.id}",
        wizard=example.wizard,
        given=given(example),
        outcome=example.outcome or "undetermined",
    )


def given(example: Example) -> Given:
    return {fact: v if isinstance(v, str) else list(v) for fact, v in example.given.items()}


def completed(policy: Policy, example: Example) -> Given:
    """The example's answers, and the default of every other question that a person is asked."""
    answers = dict(given(example))
    while together := consult(policy.base, example.wizard, answers).ask_together:
        answers |= {id_: default(policy, id_) for id_ in together}
    return answers
