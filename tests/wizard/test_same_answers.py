"""The worked scenarios, byte for byte: in this Python, in the runtime under Node, in Chromium."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page

from policysite.bundle.runtime import packed_runtime
from policysite.policy import Policy
from policysite.progress import Silent
from tests.runtime.node import Case, answers_here, answers_there
from tests.site.addresses import address
from tests.site.browser import served
from tests.site.sites import site
from tests.sources import OTHER, REAL, policy
from tests.wizard.disguised import disguised
from tests.wizard.walks import completed, given
from tests.wizard.worker import answers_in_browser


def cases(policy: Policy) -> list[Case]:
    """Every example twice: as it is given, and with every question answered that is asked."""
    return [
        {"base": policy.id, "wizard": example.wizard, "answers": answers, "rest": "unknown"}
        for answers_of in (lambda _, example: given(example), completed)
        for example in policy.examples
        for answers in [answers_of(policy, example)]
    ]


def expect_examples(policy: Policy, found: list[str]) -> None:
    """The second half, with every question answered, ends as the examples say."""
    results = [json.loads(text) for text in found[len(policy.examples) :]]
    for example, result in zip(policy.examples, results, strict=True):
        assert result["outcome"] == example.outcome, example.id
        if example.outcome is None:
            assert result["could_be"] == list(example.could_be), example.id
            assert set(result["missing"]) == set(example.missing), example.id
        assert set(example.rules) <= set(result["rules"]), example.id
        assert set(example.clauses) <= set(result["clauses"]), example.id


def test_the_scenarios_of_the_real_policy(page: Page, root: str, folder: Path) -> None:
    real = policy(REAL)
    asked = cases(real)
    here = answers_here({real.id: real.base}, asked)
    expect_examples(real, here)
    packed = packed_runtime(Silent())
    assert answers_there(packed, packed, {real.id: real.base}, asked) == here
    page.goto(root + address("privacy"))
    assert answers_in_browser(page, root, folder, asked) == here


def test_the_scenarios_of_another_policy(page: Page) -> None:
    other, folder = policy(OTHER), site("other")
    asked = cases(other)
    here = answers_here({other.id: other.base}, asked)
    expect_examples(other, here)
    with served(folder) as root:
        page.goto(f"{root}fr/{other.revision.id}/")
        assert answers_in_browser(page, root, folder, asked) == here


def test_the_scenarios_under_other_names(page: Page) -> None:
    hidden, folder = disguised()
    asked = cases(hidden)
    here = answers_here({hidden.id: hidden.base}, asked)
    expect_examples(hidden, here)
    with served(folder) as root:
        page.goto(f"{root}fr/{hidden.revision.id}/")
        assert answers_in_browser(page, root, folder, asked) == here
