"""An id is made of the question's own words: readable, short enough for a button, and never one that is taken."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.naming import MOST_BYTES, id_for, unused
from knowledge.values import ID_BYTES_LIMIT, Topic


@pytest.mark.parametrize(
    ("question", "id_"),
    [
        ("When is the pool open?", "when-is-the-pool-open"),
        ("What's NEW?", "what-new"),
        ("Когда подпишут соглашение?", "когда-подпишут"),
        ("यात्रा कब है?", "यात्रा-कब-है"),
        ("2025", "2025"),
        ("one/two: three|four", "one-two-three-four"),
        ("??? 🎉", "entry"),
        ("", "entry"),
        ("a" * 50, "a" * 40),
        ("a " * 50, "-".join("a" * 20)),
        ("क्षि" * 10, "क्षि" * 3),
    ],
)
def test_an_id_is_made_of_whole_words_of_the_question_as_far_as_they_fit(question: str, id_: str) -> None:
    assert id_for(question, ()) == id_


@given(st.text() | st.text("कि्ж-: é\u0301|/"), st.integers(0, 30))
def test_every_question_has_an_id_that_fits_and_is_free(question: str, many: int) -> None:
    taken: set[str] = set()
    for _ in range(many):
        taken.add(id_for(question, taken))
    id_ = id_for(question, taken)
    assert Topic(id=id_, title={"en": "T"}).id == id_
    assert len(id_.encode()) <= MOST_BYTES + 3 < ID_BYTES_LIMIT
    assert (id_ not in taken, len(taken)) == (True, many)


def test_a_letter_with_more_marks_than_fit_still_has_an_id() -> None:
    assert id_for("e" + "\u0316" * 100, ()).startswith("e\u0316")


def test_a_number_is_added_from_two_on() -> None:
    assert [id_for("When?", taken) for taken in ((), {"when"}, {"when", "when-2"})] == ["when", "when-2", "when-3"]


@given(st.sets(st.integers(2, 40)))
def test_a_name_with_a_number_is_free_whatever_numbers_are_taken(numbers: set[int]) -> None:
    taken = {"board", *(f"board-{number}" for number in numbers)}
    assert unused("board", taken) not in taken


def test_many_of_the_same_question_are_named_quickly() -> None:
    taken: set[str] = set()
    began = time.process_time()
    for _ in range(20_000):
        taken.add(id_for("When?", taken))
    assert len(taken) == 20_000
    assert time.process_time() - began < 10  # one by one it would take minutes
