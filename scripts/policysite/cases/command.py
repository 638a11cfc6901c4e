"""The sheet of cases as files, one a language, or as JSON.

Place in the flow: `cli` calls it with a policy whose rules are in order.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from policysite.cases.sheet import Sheet, as_json, sheet
from policysite.interface import interface
from policysite.pages.cases import page
from policysite.pages.edition import site_languages
from policysite.policy import Policy


class CasesError(ValueError):
    """A language or a place that the sheet cannot have; the message says which."""


def cases_json(policy: Policy) -> str:
    """The sheet for machines."""
    return json.dumps(as_json(sheet(policy)), ensure_ascii=False, indent=2)


def write_cases(policy: Policy, out: Path, only: str | None, language: str) -> str:
    """Write the sheet in every language of the policy, or in one; returns what was done.

    `out`: a folder, or a file that ends in `.html`. `language`: of the message. Raises
    `CasesError`.
    """
    words: Mapping[str, str] = interface(language, "command")["cases"]
    spoken = [each.code for each in site_languages(policy)]
    if only is not None and only not in spoken:
        raise CasesError(words["language"].format(language=only, languages=", ".join(spoken)))
    wanted = [only] if only else spoken
    if out.suffix == ".html" and len(wanted) > 1:
        raise CasesError(words["one"].format(out=out))
    files = {code: out if out.suffix == ".html" else out / f"cases.{code}.html" for code in wanted}
    found = sheet(policy)
    _write(found, files)
    return words["written"].format(
        goals=len(found.goals), cases=len(found.cases), files=", ".join(map(str, files.values()))
    )


def _write(found: Sheet, files: Mapping[str, Path]) -> None:
    try:
        for code, file in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(page(found, code), encoding="utf-8")
    except OSError as error:
        raise CasesError(str(error)) from None
