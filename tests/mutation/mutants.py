"""The mutants of a module of the core: the same code with one small change, as mutmut makes them.

Mutmut's own runner leaves decorated functions out, and what it puts around every function would
make the core several times slower; so only its changes are taken: each makes a core of its own.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from itertools import zip_longest
from pathlib import Path

import libcst as cst
from libcst.metadata import ByteSpanPositionProvider, CodeSpan, MetadataWrapper
from mutmut.mutation.file_mutation import Mutation, MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

CORE = Path(__file__).parents[2] / "wizard" / "rulecore"

LEFT_ALONE = (cst.Decorator, cst.Annotation, cst.TypeAlias, cst.Assert, cst.Raise)
"""What no test is to see: sizes of caches, types, what the type checker reads, words of errors."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a mutant changes: in which function, and the lines before and after, unindented.

    It names the mutant for as long as the code stays what it is.
    """

    module: str
    function: str
    lines: str


@dataclass(frozen=True, slots=True)
class Mutant:
    change: Change
    source: str


def modules() -> list[str]:
    """The modules that have mutants: `__init__` only names, `__main__` only prints."""
    return sorted(path.stem for path in CORE.glob("*.py") if not path.stem.startswith("__"))


def mutants(module: str) -> Iterator[Mutant]:
    """Every mutant of the module that means something else."""
    source = (CORE / f"{module}.py").read_text(encoding="utf-8")
    tree = MetadataWrapper(cst.parse_module(source))
    visitor = _Visitor(mutation_operators, IgnoredCode(set(), set(), set()))
    tree.visit(visitor)
    spans = tree.resolve(ByteSpanPositionProvider)
    seen = {None, _meaning(source)}
    functions = _functions(source)
    for mutation in visitor.mutations:
        changed = _changed(source, tree.module, mutation, spans[mutation.original_node])
        meaning = _meaning(changed)
        if meaning not in seen:
            seen.add(meaning)
            yield Mutant(_change(module, functions, source, changed), changed)


def _changed(source: str, tree: cst.Module, mutation: Mutation, span: CodeSpan) -> str:
    """The source with one piece of it replaced; a whole `match` needs its indentation."""
    if isinstance(mutation.original_node, cst.Match):
        changed = tree.deep_replace(mutation.original_node, mutation.mutated_node)
        assert isinstance(changed, cst.Module)
        return changed.code
    content, end = source.encode(), span.start + span.length
    old = content[span.start : end]
    indent = old[: len(old) - len(old.lstrip())]
    new = indent + tree.code_for_node(mutation.mutated_node).strip().encode()
    return (content[: span.start] + new + content[end:]).decode()


class _Visitor(MutationVisitor):
    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef):
            return False
        return isinstance(node, LEFT_ALONE) or super()._skip_node_and_children(node)


def _meaning(source: str) -> str | None:
    """The code without its layout, and without what only `zip` reads; None where it is none.

    Mutmut may leave a call without an argument that its syntax needs.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            node.keywords = [keyword for keyword in node.keywords if keyword.arg != "strict"]
    return ast.dump(tree)


def _change(module: str, functions: Sequence[str], before: str, after: str) -> Change:
    one, other = before.splitlines(), after.splitlines()
    first = next(at for at, (a, b) in enumerate(zip_longest(one, other)) if a != b)
    _, _, *found = unified_diff(one, other, n=0)
    changed = [f"{line[0]} {line[1:].strip()}" for line in found if line[0] in "-+"]
    return Change(module, functions[first], "\n".join(changed))


def _functions(source: str) -> list[str]:
    """For each line the innermost function or class, with those around it."""
    names = [""] * len(source.splitlines())
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            assert node.end_lineno is not None
            for line in range(node.lineno - 1, node.end_lineno):
                names[line] = f"{names[line]}.{node.name}".removeprefix(".")
    return names
