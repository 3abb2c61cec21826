"""A text that rambles is cut so that its question is whole in one of the pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.normalising import words
from knowledge.questions.pieces import FEWEST, LONGEST, pieces

QUESTION = "when is the pool open tomorrow"
ASIDE = "my aunt came over on sunday"
TEXTS = st.text(alphabet="ab कि що ,.?!\n-0", max_size=300)


@pytest.mark.parametrize("stop", [", ", ". ", "? ", " - ", " — ", "\n", "; ", "। ", "... "])
def test_a_text_is_cut_at_its_stops(stop: str) -> None:
    assert QUESTION in pieces(f"{ASIDE}{stop}{QUESTION}{stop}{ASIDE}")


def test_a_piece_is_also_joined_with_what_follows_it() -> None:
    assert f"{QUESTION}, the one in the old town" in pieces(f"{ASIDE}, {QUESTION}, the one in the old town")


@pytest.mark.parametrize("before", range(0, 40, 3))
def test_without_stops_a_short_question_is_whole_in_one_of_the_stretches(before: int) -> None:
    text = " ".join([*["well"] * before, QUESTION, *["so"] * 20])
    assert any(QUESTION in piece and len(words(piece)) <= LONGEST for piece in pieces(text))


@pytest.mark.parametrize("text", ["", "   ", "?!", "when is it", "no, yes, no"])
def test_what_is_too_short_to_mean_one_thing_is_no_piece(text: str) -> None:
    assert pieces(text) == ()


@pytest.mark.parametrize("number", ["4.5", "10,000", "3:30"])
def test_a_number_is_not_cut(number: str) -> None:
    assert pieces(f"is it true that {number} came") == (f"is it true that {number} came",)


@given(TEXTS)
def test_every_piece_says_enough_and_nothing_that_the_text_does_not(text: str) -> None:
    said = set(words(text))
    for piece in pieces(text):
        assert len(words(piece)) >= FEWEST
        assert set(words(piece)) <= said
