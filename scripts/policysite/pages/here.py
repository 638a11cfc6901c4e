"""One page as the templates see it: its voice, its links, its other languages.

Place in the flow: `pages` makes one for each page; `markdown` turns a template into the page's
Markdown file, with its front matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from policysite.pages.edition import Edition
from policysite.pages.voice import Voice, inert
from policysite.policy import Policy, WizardText


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """The page `key` of an edition; `others` are the editions in the other languages."""

    key: str
    voice: Voice
    edition: Edition
    others: tuple[Edition, ...]

    @property
    def policy(self) -> Policy:
        return self.voice.policy

    def link(self, page: str, anchor: str = "") -> str:
        return self.edition.link(self.key, page, anchor)

    def clause(self, clause: str, *, short: bool = False) -> Markup:
        """A link to the clause, named by its reference."""
        return self.named(clause, self.voice.short(clause) if short else self.voice.cite(clause))

    def named(self, clause: str, name: str) -> Markup:
        """A link to the clause under that name."""
        return Markup('<a href="{}">{}</a>').format(self.link("text", clause), name)

    def clauses(self, clauses: Iterable[str]) -> Markup:
        """Links to clauses, separated by semicolons because references hold commas."""
        return Markup("; ").join(self.clause(clause) for clause in clauses)

    def sections(self, clauses: Iterable[str]) -> Markup:
        """Links to the clauses' sections, each section once: "art. 5; art. 6.2"."""
        first = {self.voice.short(clause): clause for clause in reversed(list(clauses))}
        links = [self.clause(clause, short=True) for clause in reversed(first.values())]
        return Markup("; ").join(links)

    def wizard(self, wizard: str) -> Markup:
        """A link to the wizard's page, named by its title."""
        return Markup('<a href="{}">{}</a>').format(
            self.link(f"check/{wizard}"), self.voice.say(self.told(wizard).title)
        )

    def told(self, wizard: str) -> WizardText:
        """What is said of the wizard."""
        return next(told for told in self.policy.wizards if told.id == wizard)

    def alternates(self) -> list[dict[str, str]]:
        """This page in the other languages: `url` from the root of this edition, `address` from the
        site's.
        """
        return [
            {
                "code": other.language.code,
                "tag": other.language.tag,
                "url": _from_root(self.edition, other.address(self.key)),
                "address": other.address(self.key),
            }
            for other in self.others
        ]


def _from_root(edition: Edition, address: str) -> str:
    """An address from the site's root, seen from the root of the edition."""
    return "../" * edition.root.count("/") + address


def markdown(
    here: Here,
    template: str,
    *,
    title: str,
    description: str,
    contents: bool = False,
    wizard: bool = False,
    **values: Any,
) -> str:
    """The page's Markdown file. `title`, `description`: plain text.

    `contents`: its headings are listed beside it. `wizard`: it holds one.
    """
    front: Mapping[str, Any] = {
        "title": title,
        "description": description,
        "key": here.key,
        "address": here.edition.address(here.key),
        "contents": contents,
        "wizard": wizard,
        "alternates": here.alternates(),
    }
    body = (
        templates()
        .get_template(f"{template}.md.jinja")
        .render(here=here, v=here.voice, w=here.voice.w, policy=here.policy, **values)
    )
    head = yaml.safe_dump(dict(front), allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{head}---\n\n{body}"


@cache
def templates() -> Environment:
    """The templates, with HTML escaped unless it is marked as such; compiled once a process."""
    environment = Environment(
        loader=PackageLoader("policysite.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["inert"] = inert
    return environment
