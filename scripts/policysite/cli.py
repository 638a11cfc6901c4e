"""The command `policy`: the edge where files, terminals and exit statuses are.

Place in the flow: it calls each stage and prints what comes back. Problems go to stderr, results to
stdout. Exit status: 0 done; 1 a proof or an example says no, `diff --exit-code` found a difference
or no exact comparison was possible; 2 the source or the usage is wrong; 70 a failure of ours; 130
and 141, as shells have it, where somebody ended it or stopped reading.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TextIO

from policysite.archive import Archive, ArchiveError, archive_beside, archive_of
from policysite.archive.beside import refuse_inside
from policysite.archive.errors import reason
from policysite.ask import AskError, ask
from policysite.check_report import everything, summary
from policysite.compare import compare
from policysite.compare.data import to_json
from policysite.compare.report import report
from policysite.interface import interface, interface_languages
from policysite.policy import Policy
from policysite.progress import progress
from policysite.source import Loaded, load

DONE, REFUSED, WRONG, OURS = 0, 1, 2, 70
ENDED, UNREAD = 130, 141
SOURCE = Path("policy_src/policy.yaml")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    # A stream that whoever started this has closed says nothing to nobody.
    sys.stdout, sys.stderr = sys.stdout or StringIO(), sys.stderr or StringIO()
    try:
        options = _parser().parse_args(arguments)
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        _give_up(sys.stdout, sys.stderr)
        return UNREAD
    except KeyboardInterrupt:
        return ENDED
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else WRONG
    except Exception as fault:
        if isinstance(fault, OSError) and fault.filename is None:
            # Of a stream, which has no name: what was to be printed has no room.
            print(f"policy: {reason(fault)}", file=sys.stderr)
            _give_up(sys.stdout)
            return WRONG
        traceback.print_exc()
        return OURS


def _give_up(*streams: TextIO) -> None:
    """What is left in the buffers goes nowhere, without a word at the end."""
    for stream in streams:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _parser() -> argparse.ArgumentParser:
    words = interface(_environment_language(), "command")["help"]
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--source", type=Path, default=SOURCE, metavar="FILE", help=words["source"])
    common.add_argument("--lang", choices=interface_languages(), help=words["lang"])
    parser = argparse.ArgumentParser(prog="policy", description=words["policy"])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", parents=[common], help=words["check"])
    check.add_argument("--json", action="store_true", help=words["json"])
    check.set_defaults(run=_check)

    build_ = commands.add_parser("build", parents=[common], help=words["build"])
    build_.add_argument("--out", type=Path, default=Path("site"), metavar="DIR", help=words["out"])
    build_.add_argument("--draft", action="store_true", help=words["draft"])
    build_.set_defaults(run=_build)

    publish = commands.add_parser("publish", parents=[common], help=words["publish"])
    where = publish.add_mutually_exclusive_group()
    where.add_argument("--to", type=Path, default=Path("site"), metavar="DIR", help=words["to"])
    where.add_argument("--branch", metavar="NAME", help=words["branch"])
    publish.add_argument("--dry-run", action="store_true", help=words["dry-run"])
    publish.add_argument("--older", action="store_true", help=words["older"])
    publish.set_defaults(run=_publish)

    verify = commands.add_parser("verify", parents=[common], help=words["verify"])
    verify.add_argument("site", nargs="?", type=Path, metavar="SITE", help=words["site"])
    verify.add_argument("--expect", metavar="DIGEST", help=words["expect"])
    verify.set_defaults(run=_verify)

    withdraw = commands.add_parser("withdraw", parents=[common], help=words["withdraw"])
    withdraw.add_argument("revision", metavar="REVISION", help=words["revision"])
    withdraw.add_argument("--reason", required=True, metavar="TEXT", help=words["reason"])
    withdraw.set_defaults(run=_withdraw)

    serve_ = commands.add_parser("serve", parents=[common], help=words["serve"])
    serve_.add_argument("--port", type=int, default=8000, help=words["port"])
    serve_.set_defaults(run=_serve)

    ask_ = commands.add_parser("ask", parents=[common], help=words["ask"])
    ask_.add_argument("wizard", metavar="WIZARD", help=words["wizard"])
    ask_.add_argument("answers", nargs="*", metavar="fact=value", help=words["answers"])
    ask_.add_argument(
        "--rest", choices=["unknown", "default"], default="unknown", help=words["rest"]
    )
    ask_.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help=words["date"])
    ask_.add_argument("--json", action="store_true", help=words["json"])
    ask_.set_defaults(run=_ask)

    cases = commands.add_parser("cases", parents=[common], help=words["cases"])
    cases.add_argument(
        "--out", type=Path, default=Path(), metavar="DIR|FILE", help=words["cases_out"]
    )
    cases.add_argument("--json", action="store_true", help=words["json"])
    cases.set_defaults(run=_cases)

    diff = commands.add_parser("diff", help=words["diff"])
    diff.add_argument("old", type=Path, metavar="OLD", help=words["old"])
    diff.add_argument("new", type=Path, metavar="NEW", help=words["new"])
    diff.add_argument("--lang", choices=interface_languages(), help=words["lang"])
    diff.add_argument("--json", action="store_true", help=words["json"])
    diff.add_argument("--exit-code", action="store_true", help=words["exit-code"])
    diff.set_defaults(run=_diff)
    return parser


def _environment_language() -> str:
    """The language of the messages where none is asked for: the terminal's, else English."""
    wanted = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return wanted[:2] if wanted[:2] in interface_languages() else "en"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: YYYY-MM-DD") from None


def _check(options: argparse.Namespace) -> int:
    loaded = load(options.source)
    language = options.lang or _environment_language()
    if options.json:
        print(json.dumps(everything(loaded, language), ensure_ascii=False, indent=2))
        return loaded.status
    _show(loaded, language)
    if loaded.policy is not None and loaded.status == DONE:
        print(summary(loaded.policy, language))
    return loaded.status


def _build(options: argparse.Namespace) -> int:
    # MkDocs takes longer to import than a check takes to run: only those who build pay for it.
    from policysite.build import BuildError, build
    from policysite.build.shown import is_draft

    language = options.lang or _environment_language()
    policy = _good(options)
    if isinstance(policy, int):
        return policy
    words = interface(language, "command")
    try:
        archive = archive_beside(options.source, policy, language)
        refuse_inside(archive.folder, options.out)
        with progress(words["progress"]) as steps:
            build(policy, options.out, progress=steps, archive=archive, draft=options.draft)
    except ArchiveError as error:
        print(f"policy build: {error.say(language)}", file=sys.stderr)
        return WRONG
    except BuildError as error:
        print(f"policy build: {error}", file=sys.stderr)
        return WRONG
    print(words["built"].format(out=options.out))
    if is_draft(policy, archive) and not options.draft:
        print(words["left_out"].format(source=options.source))
    return DONE


def _publish(options: argparse.Namespace) -> int:
    from policysite.publish.command import run

    language = options.lang or _environment_language()
    loaded = load(options.source)
    _show(loaded, language)
    if loaded.policy is None or loaded.status > DONE:
        return loaded.status
    return run(
        loaded.policy,
        loaded.content,
        options.source,
        language,
        folder=options.to,
        branch=options.branch,
        dry=options.dry_run,
        older=options.older,
    )


def _verify(options: argparse.Namespace) -> int:
    from policysite.verify.report import run

    language = options.lang or _environment_language()
    archive = archive_of(options.source)
    return run(options.site, archive, options.expect, language)


def _withdraw(options: argparse.Namespace) -> int:
    from policysite.archive.withdraw import run

    language = options.lang or _environment_language()
    return run(archive_of(options.source), options.revision, options.reason, language)


def _serve(options: argparse.Namespace) -> int:
    from policysite.serve import serve

    return serve(options.source, options.port, language=options.lang or _environment_language())


def _ask(options: argparse.Namespace) -> int:
    # A proof or an example that fails is a reason to ask, not to be silent.
    policy = _good(options, worst=REFUSED)
    if isinstance(policy, int):
        return policy
    language = options.lang or policy.authoritative.code
    try:
        if options.date:
            archive = archive_beside(options.source, policy, language)
            policy = _as_of(options.date, archive) or policy
        ask(
            policy,
            options.wizard,
            options.answers,
            language=language,
            rest=options.rest,
            day=options.date,
            as_json=options.json,
        )
    except AskError as error:
        print(f"policy ask: {error}", file=sys.stderr)
        return WRONG
    except ArchiveError as error:
        print(f"policy ask: {error.say(language)}", file=sys.stderr)
        return WRONG
    return DONE


def _as_of(day: date, archive: Archive) -> Policy | None:
    """The published policy that was in force on a day; nothing where nothing is published."""
    name = archive.in_force(day)
    found = next((one.policy for one in archive.revisions if one.id == name), None)
    if name and not found:
        gone = next(one.record for one in archive.withdrawals if one.revision == name)
        if day < date.fromisoformat(gone["in_force"]):
            return None
        raise ArchiveError("gone", revision=name)
    return found


def _cases(options: argparse.Namespace) -> int:
    from policysite.cases.command import CasesError, cases_json, write_cases

    # A case that has changed since it was ratified is a reason to print the sheet.
    policy = _good(options, worst=REFUSED)
    if isinstance(policy, int):
        return policy
    language = options.lang or _environment_language()
    try:
        if options.json:
            print(cases_json(policy))
        else:
            print(write_cases(policy, options.out, options.lang, language))
    except CasesError as error:
        print(f"policy cases: {error}", file=sys.stderr)
        return WRONG
    return DONE


def _diff(options: argparse.Namespace) -> int:
    """A source whose examples do not hold is compared like any other: an edit may be why."""
    sides = [load(_named(path)) for path in (options.old, options.new)]
    wrong = [side for side in sides if side.status != DONE]
    for side in wrong:
        _show(side, options.lang or _environment_language())
    old, new = (side.policy for side in sides)
    if old is None or new is None or any(side.status == WRONG for side in wrong):
        return WRONG
    found = compare(old, new)
    language = options.lang or new.authoritative.code
    print(to_json(found) if options.json else report(found, language))
    refused = not found.complete or (options.exit_code and found.differs)
    return REFUSED if refused else DONE


def _named(source: Path) -> Path:
    """A source, or that of the published revision of this name."""
    frozen = archive_of(SOURCE) / source / "policy.yaml"
    return frozen if not source.exists() and frozen.is_file() else source


def _good(options: argparse.Namespace, worst: int = DONE) -> Policy | int:
    """The policy of a source, or the exit status if that is worse, after showing its problems."""
    loaded = load(options.source)
    _show(loaded, options.lang or _environment_language())
    if loaded.policy is None or loaded.status > worst:
        return loaded.status
    return loaded.policy


def _show(loaded: Loaded, language: str) -> None:
    if loaded.problems:
        print(loaded.report(language), file=sys.stderr)
