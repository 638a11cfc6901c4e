"""The element's worker, asked directly: many consultations on one page, their JSON as it came."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.runtime.node import Case

ASK = """({ worker, policy, cases }) => new Promise((resolve, reject) => {
    const one = new Worker(new URL(worker, location.href), { type: "module" });
    const replies = [];
    one.onerror = reject;
    one.onmessage = ({ data }) => {
        if (data.kind === "failed") reject(new Error(data.reason));
        if (data.kind !== "answer") return;
        replies[data.number] = data.json ?? data.problems;
        if (replies.length === cases.length) resolve(replies);
    };
    one.postMessage({ kind: "start", policy: new URL(policy, location.href).href });
    cases.forEach(({ wizard, answers }, number) => one.postMessage(
        { kind: "consult", number, wizard, answers: JSON.stringify(answers) }));
})"""


def answers_in_browser(page: Page, root: str, folder: Path, cases: list[Case]) -> list[str]:
    """What the worker of the site in `folder`, served at `root`, answers: JSON texts.

    The page must be one of that site: its security policy holds for the worker.
    """
    [worker] = folder.glob("assets/wizard/*/worker.js")
    [manifest] = folder.glob("assets/policy/*/manifest.json")
    job = {
        "worker": root + worker.relative_to(folder).as_posix(),
        "policy": f"{root}{manifest.parent.relative_to(folder).as_posix()}/",
        "cases": cases,
    }
    replies: list[str] = page.evaluate(ASK, job)
    return replies
