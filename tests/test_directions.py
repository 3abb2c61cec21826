"""Which of the two countries is which: what is in one of them is not in the other."""

import pytest
from small_packs import entry, pack

from knowledge.deciding import Answer, decide
from knowledge.library import Knowledge
from knowledge.words.directions import Direction, is_turned_round
from knowledge.words.synonyms import Synonyms
from knowledge.words.wording import read_wording

IN_RUSSIA, IN_INDIA = Direction("in", "russia"), Direction("in", "india")
TO_RUSSIA, TO_INDIA = Direction("to", "russia"), Direction("to", "india")


def directions_of(text: str) -> frozenset[Direction]:
    return read_wording(text, Synonyms([])).directions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("how many consulates does Russia have in India", {IN_INDIA}),
        ("india me russia ke kitne consulate hain", {IN_INDIA}),
        ("भारत में रूस के कितने वाणिज्य दूतावास हैं", {IN_INDIA}),
        ("сколько консульств у России в Индии", {IN_INDIA}),
        ("रूस भारत के किन शहरों में दूतावास खोलेगा", {IN_INDIA}),
        ("russia ke naye consulate india me kahan khulenge", {IN_INDIA}),
        ("сколько картофеля везут в Россию", {TO_RUSSIA}),
        ("do potatoes go from India to Russia", {Direction("from", "india"), TO_RUSSIA}),
    ],
)
def test_it_tells_in_which_country_something_is_and_where_it_goes(text: str, expected: set[Direction]) -> None:
    assert directions_of(text) == expected


def test_what_is_a_countrys_own_is_told_by_its_term() -> None:
    assert directions_of("do Indian workers go") == {Direction("worker", "india")}


@pytest.mark.parametrize("text", ["when does Putin visit", "talks between India and Russia", "are they Indian"])
def test_a_country_that_is_only_named_has_no_direction(text: str) -> None:
    assert directions_of(text) == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "I live in India, who buys the oil",
        "main india me rehta hu",
        "मैं भारत से पूछ रहा हूँ",
        "я живу в Индии, где консульства",
    ],
)
def test_where_somebody_is_who_asks_is_no_direction(text: str) -> None:
    assert directions_of(text) == frozenset()


@pytest.mark.parametrize(
    ("asked", "known", "expected"),
    [
        ({IN_INDIA}, {IN_RUSSIA: 2}, True),
        ({IN_INDIA}, {IN_RUSSIA: 1}, False),
        ({IN_INDIA}, {IN_RUSSIA: 20, IN_INDIA: 1}, False),
        ({IN_INDIA, IN_RUSSIA}, {IN_RUSSIA: 2}, False),
        ({IN_INDIA}, {TO_RUSSIA: 2}, False),
        ({IN_RUSSIA, TO_INDIA}, {IN_RUSSIA: 2, TO_RUSSIA: 2}, True),
        ({IN_INDIA, TO_RUSSIA}, {IN_RUSSIA: 2, TO_RUSSIA: 2}, False),
        (set(), {IN_RUSSIA: 2}, False),
        ({IN_INDIA}, {}, False),
    ],
)
def test_it_is_turned_round_where_the_entrys_wordings_know_another_country_only(
    asked: set[Direction], known: dict[Direction, int], expected: bool
) -> None:
    assert is_turned_round(asked, known, wordings=40) is expected


def test_what_an_entry_is_known_by_alone_is_its_direction() -> None:
    assert is_turned_round({IN_INDIA}, {IN_RUSSIA: 1}, wordings=1)


def test_what_is_asked_the_other_way_round_is_not_answered_in_a_groups_own_words_either() -> None:
    known = Knowledge(pack(entry("consulates", "How many consulates does India have in Russia?")))
    assert isinstance(decide(known.match("How many consulates does India have in Russia")), Answer)
    assert not isinstance(decide(known.match("How many consulates does Russia have in India?")), Answer)
