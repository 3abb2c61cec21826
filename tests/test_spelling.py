"""A misspelt word is near the word that was meant, and a short or wholly other word is near nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.spelling import CUTOFF, near

KNOWN = ["consulate", "consulates", "fertiliser", "kazan", "pact", "potatoes", "sign", "соглашение", "उर्वरक"]


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


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert near("consulate", []) == []


@given(st.text(min_size=0, max_size=12), st.lists(st.text(min_size=1, max_size=12), max_size=20))
def test_what_is_near_is_known_alike_enough_few_and_best_first(word: str, known: list[str]) -> None:
    found = near(word, known)
    likenesses = [likeness for _, likeness in found]
    assert {one for one, _ in found} <= set(known)
    assert all(CUTOFF <= likeness <= 1 for likeness in likenesses)
    assert likenesses == sorted(likenesses, reverse=True)
    assert len(found) <= 6


@given(st.text("abcdefgh", min_size=8, max_size=12), st.data())
def test_any_single_slip_in_a_long_word_is_forgiven(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    slips = [word[:at] + word[at + 1 :], word[:at] + "x" + word[at:], word[:at] + "x" + word[at + 1 :]]
    assert near(data.draw(st.sampled_from(slips)), [word])
