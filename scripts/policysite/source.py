"""One file to its policy and its problems: read, structure, resolve, check.

Place in the flow: what `cli`, `serve` and `build` call. This is where the file is opened; the
stages themselves are handed values.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from policysite.checks import check
from policysite.policy import Place, Policy
from policysite.problem import Enough, Problem, Problems, Severity, error, in_order, render
from policysite.read import MOST_BYTES, read
from policysite.resolve import resolve
from policysite.schema import check_structure

PROOFS = frozenset({"example"})
"""Codes of checks that say no about a source that is well formed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What came of a file.

    `policy`: there where everything could be resolved, even if a check then said no. `problems`: by
    place, warnings included. `lines`: the file's lines, to show beside the problems.
    """

    file: str
    policy: Policy | None
    problems: tuple[Problem, ...]
    lines: tuple[str, ...] = ()

    @property
    def status(self) -> int:
        """The command's exit status: 2 the source is wrong, 1 an example does not hold, 0 good."""
        codes = {p.code for p in self.problems if p.severity is Severity.ERROR}
        return 0 if not codes else 1 if codes <= PROOFS else 2

    def report(self, language: str) -> str:
        """Every problem in words, each with its line and its hint."""
        return "\n\n".join(render(p, self.file, self.lines, language) for p in self.problems)


def load(path: Path) -> Loaded:
    """Everything that can be said about a file, which may not even be there."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        problem = error("no-file", Place(1, 1), word=str(path), why=reason)
        return Loaded(file=str(path), policy=None, problems=(problem,))
    return examine(data, str(path))


def examine(data: bytes, file: str) -> Loaded:
    """The same for bytes; `file` is the name that problems are given with."""
    problems = Problems()
    try:
        policy = _policy(data, file, problems)
    except Enough:
        policy = None
    lines = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
    return Loaded(file=file, policy=policy, problems=in_order(problems), lines=tuple(lines))


def _policy(data: bytes, file: str, problems: Problems) -> Policy | None:
    """The stages one after the other; one that cannot go on ends them."""
    source = read(data, file, problems)
    if source is None or not check_structure(source, problems):
        return None
    policy = resolve(source, problems)
    if policy is not None:
        problems += check(policy)
    return policy
