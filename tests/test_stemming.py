"""Inflected forms of a word meet in one stem; a word of a script without a stemmer is left as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.normalising import words
from knowledge.words.stemming import script_of, stem

ANY_WORD = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    "forms",
    [
        ["sign", "signs", "signed", "signing"],
        ["consulate", "consulates"],
        ["договор", "договора", "договору", "договоры"],
        ["консульство", "консульства", "консульств"],
        ["समझौता", "समझौते", "समझौतों"],
        ["लड़की", "लड़के"],
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: list[str]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("sign", "sell"), ("договор", "довод"), ("औषधि", "अवधि")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("accented", "plain"), [("café", "cafe"), ("ещё", "еще"), ("ёлка", "елка"), ("naïve", "naive")]
)
def test_accents_that_people_leave_out_do_not_part_two_words(accented: str, plain: str) -> None:
    assert stem(accented) == stem(plain)


@pytest.mark.parametrize(("accented", "plain"), [("İstanbul", "istanbul"), ("за\u0301мок", "замок")])
def test_accents_without_a_letter_of_their_own_go_as_well(accented: str, plain: str) -> None:
    assert stem(*words(accented)) == stem(plain)


def test_the_breve_of_a_cyrillic_letter_is_no_accent() -> None:
    assert stem("йод") != stem("иод")


@pytest.mark.parametrize("word", ["東京", "תל", "தமிழ்", "2026", ""])
def test_a_word_of_a_script_without_a_stemmer_is_its_own_stem(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(
    ("word", "script"), [("pact", "LATIN"), ("договор", "CYRILLIC"), ("2रुपये", "DEVANAGARI"), ("42", ""), ("", "")]
)
def test_the_first_letter_tells_the_script(word: str, script: str) -> None:
    assert script_of(word) == script


@given(ANY_WORD)
def test_every_word_has_a_stem_and_no_longer_one(word: str) -> None:
    assert all(0 < len(stem(part)) <= len(part) for part in words(word))
