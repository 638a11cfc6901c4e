"""One file to its policy and its problems: read, structure, resolve, check.

Place in the flow: what `cli`, `serve` and `build` call. This is where the file is opened; the
stages themselves are handed values.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from policysite.characters import shown_lines
from policysite.checks import PROOFS, check, code_of
from policysite.policy import Place, Policy
from policysite.problem import Enough, Problem, Problems, Severity, error, in_order, render
from policysite.read import MOST_BYTES, read
from policysite.resolve import resolve
from policysite.schema import check_structure

PROOF_CODES = frozenset(map(code_of, PROOFS))
"""Codes of checks that say no about a source that is well formed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What came of a file.

    `policy`: there where everything could be resolved, even if a check then said no. `problems`: by
    place, warnings included. `content`: the bytes that were read. `lines`: the file's lines, to
    show beside the problems.
    """

    file: str
    policy: Policy | None
    problems: tuple[Problem, ...]
    content: bytes = b""
    lines: tuple[str, ...] = ()

    @property
    def status(self) -> int:
        """The command's exit status: 2 the source is wrong, 1 an example does not hold, 0 good."""
        codes = {p.code for p in self.problems if p.severity is Severity.ERROR}
        return 0 if not codes else 1 if codes <= PROOF_CODES else 2

    def report(self, language: str) -> str:
        """Every problem in words, each with its line and its hint."""
        return "\n\n".join(render(p, self.file, self.lines, language) for p in self.problems)


def load(path: Path) -> Loaded:
    """Everything that can be said about a file, which may not even be there."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as fault:
        problem = error("no-file", Place(1, 1), word=_shown(path), why=_reason(fault))
        return Loaded(file=_shown(path), policy=None, problems=(problem,))
    return examine(data, str(path))


def _reason(fault: OSError) -> str:
    """The word under `reasons` in the locale."""
    match fault:
        case FileNotFoundError():
            return "missing"
        case IsADirectoryError():
            return "folder"
        case PermissionError():
            return "permission"
        case _:
            return "other"


def _shown(path: Path) -> str:
    """The name of a file as any terminal can show it."""
    return str(path).encode("utf-8", "replace").decode()


def examine(data: bytes, file: str) -> Loaded:
    """The same for bytes; `file` is the name that problems are given with."""
    problems = Problems()
    try:
        policy = _policy(data, file, problems)
    except Enough:
        policy = None
    return Loaded(
        file=file,
        policy=policy,
        problems=in_order(problems),
        content=data,
        lines=shown_lines(data),
    )


def understand(data: bytes, file: str, problems: Problems) -> Policy | None:
    """The policy of a source, before any check: what it says, if it can be resolved."""
    source = read(data, file, problems)
    if source is None or not check_structure(source, problems):
        return None
    return resolve(source, problems)


def recall(data: bytes, file: str, problems: Problems) -> Policy | None:
    """The policy of a source that was checked when it was published, and has not changed since."""
    source = read(data, file, problems)
    return None if source is None else resolve(source, problems)


def _policy(data: bytes, file: str, problems: Problems) -> Policy | None:
    """The stages one after the other; one that cannot go on ends them."""
    policy = understand(data, file, problems)
    for problem in check(policy) if policy is not None else ():
        problems.add(problem)
    return policy
