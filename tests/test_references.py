"""Computed references of clauses, from printed numbers and positions."""

from policysite.policy import Policy
from policysite.references import citations, paragraph_place, section_label
from policysite.typography import typeset
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


def test_typography_gives_them_their_signs() -> None:
    assert typeset(FRENCH["contenu.inapproprie.d"], "fr") == "art. 6.2, 3ᵉ al., 4ᵉ point"
    assert typeset(ENGLISH["contenu.inapproprie.d"], "en") == "s. 6.2, para. 3, item 4"
