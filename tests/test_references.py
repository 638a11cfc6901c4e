"""Computed references of clauses, from printed numbers and positions."""

from policysite.policy import Policy
from policysite.references import citations, paragraph_place, section_label
from policysite.source import examine
from tests.sources import OTHER, REAL, policy

FRENCH = {
    "meta.titre": "page couverture",
    "objet.discernement": "art. 1, 1er al., 2e phrase",
    "note.cegep": "note 1",
    "preambule.def": "art. 2, 2e al.",
    "contenu.reserve": "art. 6.2, 1er al. (a)",
    "contenu.loyaute": "art. 6.2, 1er al. (b)",
    "contenu.inapproprie": "art. 6.2, 3e al.",
    "contenu.inapproprie.d": "art. 6.2, 3e al., 4e point",
    "responsabilite.opinion": "art. 6.3, 1er al., 1re phrase (a)",
    "responsabilite.auteur": "art. 6.3, 1er al., 2e phrase",
    "sanctions.gravite": "art. 8, 1er al., 2e phrase",
}
ENGLISH = {
    "meta.titre": "cover",
    "objet.discernement": "s. 1, para. 1, sentence 2",
    "note.cegep": "note 1",
    "contenu.loyaute": "s. 6.2, para. 1 (b)",
    "contenu.inapproprie.d": "s. 6.2, para. 3, item 4",
    "responsabilite.opinion": "s. 6.3, para. 1, sentence 1 (a)",
}


def full(of: Policy, language: str) -> dict[str, str]:
    return {clause: citation.full for clause, citation in citations(of, language).items()}


def test_a_clause_is_cited_by_its_section_and_its_place() -> None:
    assert full(policy(REAL), "fr").items() >= FRENCH.items()
    assert full(policy(REAL), "en").items() >= ENGLISH.items()


def test_every_clause_has_a_citation_of_its_own_outside_the_cover() -> None:
    cited = citations(policy(REAL), "fr")
    assert list(cited) == list(policy(REAL).clauses)
    inside = [citation.full for citation in cited.values() if citation.short != "page couverture"]
    assert len(set(inside)) == len(inside)


def test_the_short_form_is_the_section() -> None:
    cited = citations(policy(REAL), "en")
    assert cited["contenu.inapproprie.d"].short == "s. 6.2"
    assert cited["contenu.inapproprie.d"].place == "para. 3, item 4"
    assert cited["note.cegep"].short == "note 1"


def test_a_unit_that_ends_no_sentence_shares_it_with_the_next() -> None:
    cited = full(policy(OTHER), "fr")
    assert cited["pret.age"] == "art. 1, 2e al. (a)"
    assert cited["pret.depot"] == "art. 1, 2e al. (b)"


def test_paragraphs_and_sections_have_words_too() -> None:
    assert paragraph_place(1, "fr") == "1er al."
    assert paragraph_place(3, "en") == "para. 3"
    section = next(s for s in policy(REAL).sections if s.id == "mandat")
    assert section_label(section, "fr") == "art. 5"


def a_section(section: str) -> dict[str, str]:
    """The citations of a policy in French that is one section."""
    text = OTHER.read_text(encoding="utf-8")
    loaded = examine(text.replace("\ntext:\n", f"\ntext:\n{section}", 1).encode(), "inline")
    assert loaded.policy is not None, loaded.problems
    return full(loaded.policy, "fr")


def test_a_printed_number_that_says_what_it_is_stands_by_itself() -> None:
    cited = a_section(
        """
  - section: but
    number: ARTICLE 1
    title: {fr: But}
    body: [{clause: but.un, fr: Un but., kind: purpose}]
"""
    )
    assert cited["but.un"] == "ARTICLE 1, 1er al."


def test_a_section_without_a_number_is_found_by_its_title() -> None:
    cited = a_section(
        """
  - section: preambule
    title: {fr: Préambule}
    body: [{clause: pre.un, fr: Un., kind: purpose}]
    sections:
      - section: dedans
        title: {fr: Dedans}
        body:
          - clause: pre.liste
            fr: "Une liste :"
            kind: purpose
            items:
              - clause: pre.liste.a
                fr: "dont :"
                kind: purpose
                items: [{clause: pre.liste.a.i, fr: ceci., kind: purpose}]
"""
    )
    assert cited["pre.un"] == "« Préambule », 1er al."
    assert cited["pre.liste.a.i"] == "« Préambule », « Dedans », 1er al., 1er point, 1er sous-point"
