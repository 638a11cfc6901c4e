"""The signs of Quebec French and Canadian English, and the normal form that undoes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysite.typography import plain, typeset

NB = "\u00a0"

FRENCH = {
    "Mise à jour le : 8 février 2017": f"Mise à jour le{NB}: 8{NB}février 2017",
    "{label} : {answer}": f"{{label}}{NB}: {{answer}}",
    "Puis-je publier ceci ?": "Puis-je publier ceci?",
    "les sites sociaux de réseautage;": "les sites sociaux de réseautage;",
    "l'image d'autrui": "l’image d’autrui",
    'répondre "oui"': f"répondre «{NB}oui{NB}»",
    "« J'aime »": f"«{NB}J’aime{NB}»",
    "art. 6.2, 3e al., 4e point": f"art.{NB}6.2, 3ᵉ{NB}al., 4ᵉ{NB}point",
    "art. 1, 1er al., 1re phrase": f"art.{NB}1, 1ᵉʳ{NB}al., 1ʳᵉ{NB}phrase",
    "l'article 6.1": f"l’article{NB}6.1",
    "le 1er mars": f"le 1ᵉʳ{NB}mars",
    "à 18 h 30": f"à 18{NB}h{NB}30",
    "à 18:30 précises": "à 18:30 précises",
    "Politique no 53": f"Politique nᵒ{NB}53",
    "62 % de 1 000 $": f"62{NB}% de 1{NB}000{NB}$",
    "voir https://exemple.org/l'a?b=c:d ;": "voir https://exemple.org/l'a?b=c:d;",
    "écrire à l'adresse d'a@exemple.org": "écrire à l’adresse d’a@exemple.org",
    "la commande `policy ask l'x`": "la commande `policy ask l'x`",
    "et ainsi de suite...": "et ainsi de suite…",
    "Demandes d'amitié - FACEBOOK": "Demandes d’amitié - FACEBOOK",
}

ENGLISH = {
    "the Cégep's image": "the Cégep’s image",
    'only react ("Like")': "only react (“Like”)",
    "s. 6.2, para. 3, item 4": f"s.{NB}6.2, para.{NB}3, item{NB}4",
    "in section 6.4": f"in section{NB}6.4",
    "on February 9, 2017": f"on February{NB}9, 2017",
    "at 6:30 p.m.": f"at 6:30{NB}p.m.",
    "the so-called 'right' of others' friends": "the so-called ‘right’ of others’ friends",
    "62% of them: why?": "62% of them: why?",
}


@pytest.mark.parametrize(("source", "page"), FRENCH.items())
def test_french_is_set_as_quebec_sets_it(source: str, page: str) -> None:
    assert typeset(source, "fr") == page


@pytest.mark.parametrize(("source", "page"), ENGLISH.items())
def test_english_is_set_as_canada_sets_it(source: str, page: str) -> None:
    assert typeset(source, "en") == page


def test_a_language_without_rules_is_left_as_it_is() -> None:
    assert typeset('l\'altra "cosa" ?', "it") == 'l\'altra "cosa" ?'


PIECES = [
    *"aeéhl1230 ;:!?'\"«»“”’‘…ᵉ.,()%$`/@-\u00a0\u202f\ue000\n",
    *("er", "re", "ème", "art. ", " mai", " h ", "https://", "s. ", " al.", "no ", "a.m."),
]
SIGNS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
LANGUAGES = st.sampled_from(["fr", "en"])


@given(SIGNS, LANGUAGES)
def test_a_text_set_twice_is_the_text_set_once(text: str, language: str) -> None:
    once = typeset(text, language)
    assert typeset(once, language) == once


@given(SIGNS, LANGUAGES)
def test_the_normal_form_undoes_the_signs(text: str, language: str) -> None:
    assert plain(typeset(text, language)) == plain(text)


@given(st.text(max_size=60), LANGUAGES)
def test_only_signs_change_never_letters_or_digits(text: str, language: str) -> None:
    def letters(value: str) -> str:
        return "".join(c for c in plain(value) if c.isalnum())

    assert letters(typeset(text, language)) == letters(text)


@given(SIGNS)
def test_the_normal_form_is_its_own_normal_form(text: str) -> None:
    assert plain(plain(text)) == plain(text)
