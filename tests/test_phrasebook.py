"""Wordings are found in running words: open endings, gaps, the longest first, none overlapping."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.normalising import words
from knowledge.words.phrasebook import MOST_IN_GAP, Found, Phrasebook

WORD = st.sampled_from(["how", "long", "which", "new", "city", "cities", "is", "it"])
SAID = st.lists(WORD, max_size=12)


def found(book: Phrasebook[str], text: str) -> list[Found[str]]:
    return list(book.find(words(text)))


def meanings(book: Phrasebook[str], text: str) -> list[str]:
    return [one.meaning for one in found(book, text)]


def test_a_wording_is_found_with_the_words_that_it_stands_on() -> None:
    book = Phrasebook([("how long", "when")])
    assert found(book, "So, how long is it?") == [Found("when", 1, 3)]


def test_the_longest_of_those_that_begin_together_counts() -> None:
    book = Phrasebook([("how", "how"), ("how long", "when"), ("how long a road", "length")])
    assert meanings(book, "how long does it take") == ["when"]
    assert meanings(book, "how long a road is it") == ["length"]
    assert meanings(book, "how is it") == ["how"]


def test_words_of_one_wording_are_not_read_again_in_another() -> None:
    book = Phrasebook([("how long", "when"), ("long", "length")])
    assert meanings(book, "how long") == ["when"]
    assert meanings(book, "long ago") == ["length"]


def test_every_wording_of_a_text_is_found_in_order() -> None:
    book = Phrasebook([("where", "place"), ("when", "time")])
    assert meanings(book, "when and where, and when again") == ["time", "place", "time"]


def test_a_star_stands_for_any_ending_and_for_none() -> None:
    book = Phrasebook([("cancel*", "cancelled")])
    assert [meanings(book, word) for word in ("cancel", "Cancelled", "cancellation", "canoe")] == [
        ["cancelled"],
        ["cancelled"],
        ["cancelled"],
        [],
    ]


def test_a_star_after_two_letters_stands_for_any_ending_too() -> None:
    assert meanings(Phrasebook([("eu*", "europe")]), "european") == ["europe"]


@pytest.mark.parametrize("between", range(MOST_IN_GAP + 1))
def test_a_gap_holds_from_no_word_up_to_the_most(between: int) -> None:
    book = Phrasebook([("which .. cit*", "where")])
    assert meanings(book, " ".join(["which", *["new"] * between, "cities"])) == ["where"]


def test_a_gap_holds_no_more_than_the_most() -> None:
    book = Phrasebook([("which .. cit*", "where")])
    assert meanings(book, " ".join(["which", *["new"] * (MOST_IN_GAP + 1), "cities"])) == []


def test_a_gap_is_as_short_as_it_can_be() -> None:
    book = Phrasebook([("which .. city", "where")])
    assert found(book, "which city or city") == [Found("where", 0, 2)]


def test_wordings_are_normalised_as_the_words_said_are() -> None:
    assert meanings(Phrasebook([("В каком ГОРОДЕ", "where")]), "в каком городе?") == ["where"]
    assert meanings(Phrasebook([("कहा\u0901", "where")]), "कहाँ है") == ["where"]


def test_no_words_hold_no_wording() -> None:
    assert meanings(Phrasebook([("when", "time")]), "") == []
    assert meanings(Phrasebook([]), "when is it") == []


@given(SAID)
def test_what_is_found_never_overlaps_and_lies_within_the_words(said: list[str]) -> None:
    book = Phrasebook([("how", "a"), ("how long", "b"), ("which .. cit*", "c"), ("is it", "d"), ("it", "e")])
    ends = [0]
    for one in book.find(said):
        assert ends[-1] <= one.start < one.end <= len(said)
        ends.append(one.end)


@given(SAID, SAID, st.lists(WORD, min_size=1, max_size=4))
def test_a_plain_wording_is_found_wherever_it_stands(before: list[str], after: list[str], wording: list[str]) -> None:
    book = Phrasebook([(" ".join(wording), "it")])
    assert any(said for said in book.find([*before, *wording, *after]))
