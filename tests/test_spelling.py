"""A misspelt word is near the word that was meant, and a short or wholly other word is near nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.words.spelling import CUTOFF, MOST, SHORTEST, Spelling

KNOWN = ["consulate", "consulates", "fertiliser", "kazan", "pact", "potatoes", "sign", "соглашение", "उर्वरक"]

DOUBLED = re.compile(r"(.)\1+", re.DOTALL)
LETTERS = st.sampled_from("abcdefghxyz0123абвгдежкखगािीुेो्ं़")
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=30, unique=True)


def near(word: str, known: list[str]) -> list[tuple[str, float]]:
    return Spelling(known).near(word)


def compared_with_all(word: str, known: list[str]) -> list[tuple[str, float]]:
    """Return what `near` is to find, the slow way."""
    edited = process.extract(word, known, scorer=OSA.normalized_similarity, score_cutoff=CUTOFF, limit=MOST)
    found = {candidate: similarity for candidate, similarity, _ in edited}
    for one in known:
        if abs(len(one) - len(word)) <= 1 and DOUBLED.sub(r"\1", one) == DOUBLED.sub(r"\1", word):
            found.setdefault(one, CUTOFF)
    return sorted(found.items(), key=lambda one: (-one[1], sorted(one[0]) != sorted(word)))[:MOST]


def nearest(word: str) -> str | None:
    return next((known for known, _ in near(word, KNOWN)), None)


@pytest.mark.parametrize(
    ("typed", "meant", "slip"),
    [
        ("consulat", "consulate", "one letter lost"),
        ("consulaate", "consulate", "one letter too many"),
        ("consukate", "consulate", "one letter changed"),
        ("fertilsier", "fertiliser", "neighbours swapped"),
        ("ferilizer", "fertiliser", "two slips in a long word"),
        ("kzan", "kazan", "one letter lost"),
        ("pcat", "pact", "neighbours swapped"),
        ("consullate", "consulate", "one letter doubled"),
        ("соглашние", "соглашение", "one letter lost"),
        ("उर्वक", "उर्वरक", "one letter lost"),
    ],
)
def test_a_misspelt_word_is_nearest_to_the_one_that_was_meant(typed: str, meant: str, slip: str) -> None:
    assert nearest(typed) == meant, slip


@pytest.mark.parametrize("word", ["biryani", "signal", "pa", "k", "", "sung", "मौसम"])
def test_another_word_is_near_none(word: str) -> None:
    assert nearest(word) is None


def test_a_number_is_never_a_misspelt_number() -> None:
    assert near("2025", ["2024", "2026"]) == []
    assert near("٢٠٢٥", ["٢٠٢٤"]) == []


def test_the_word_itself_is_wholly_like_itself() -> None:
    assert near("consulate", KNOWN)[0] == ("consulate", 1.0)


def test_a_closer_word_stands_before_one_further_off() -> None:
    assert [known for known, _ in near("consulatess", KNOWN)] == ["consulates", "consulate"]


def test_swapped_letters_are_likelier_than_a_changed_one() -> None:
    assert near("pirce", ["piece", "price"])[0][0] == "price"


def test_a_letter_doubled_in_the_wrong_place_is_one_slip() -> None:
    assert near("tarrif", ["tariff", "target"]) == [("tariff", CUTOFF)]


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert near("consulate", []) == []


@given(st.text(min_size=0, max_size=12), st.lists(st.text(min_size=1, max_size=12), max_size=20))
def test_what_is_near_is_known_alike_enough_few_and_best_first(word: str, known: list[str]) -> None:
    found = near(word, known)
    likenesses = [likeness for _, likeness in found]
    assert {one for one, _ in found} <= set(known)
    assert all(CUTOFF <= likeness <= 1 for likeness in likenesses)
    assert likenesses == sorted(likenesses, reverse=True)
    assert len(found) <= MOST


@given(WORDS, st.data())
def test_nothing_that_is_near_is_ruled_out_unseen(known: list[str], data: st.DataObject) -> None:
    slipped = list(data.draw(st.sampled_from(known)))
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(slipped)))
        slipped[at : at + data.draw(st.integers(0, 2))] = data.draw(st.text(LETTERS, max_size=2))
    word = "".join(slipped)
    if len(word) >= SHORTEST and not word.isdecimal():
        assert near(word, known) == compared_with_all(word, known)


@given(st.text("ab", min_size=3, max_size=16), st.lists(st.text("ab", max_size=20), max_size=40, unique=True))
def test_words_of_the_same_few_letters_are_told_apart_as_well(word: str, known: list[str]) -> None:
    assert near(word, known) == compared_with_all(word, known)


def test_of_many_near_words_the_first_few_are_returned() -> None:
    known = [f"consulate{letter}" for letter in "abcdefghijklmnopqrst"]
    assert near("consulate", known) == compared_with_all("consulate", known)
    assert len(near("consulate", known)) == MOST


@given(st.text("abcdefgh", min_size=8, max_size=12), st.data())
def test_any_single_slip_in_a_long_word_is_forgiven(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    slips = [word[:at] + word[at + 1 :], word[:at] + "x" + word[at:], word[:at] + "x" + word[at + 1 :]]
    assert near(data.draw(st.sampled_from(slips)), [word])
