"""Questions without an answer are counted together where they ask the same, and apart where that is in doubt."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.curating import Missed, gather

START = datetime(2025, 12, 1, 12)  # noqa: DTZ001 - whatever the clock


def missed(*asked: str | tuple[str, int]) -> list[Missed]:
    """Return questions with how often each was asked, once if nothing is said, a day apart."""
    pairs = [(one, 1) if isinstance(one, str) else one for one in asked]
    return [Missed(at, text, count, START + timedelta(days=at)) for at, (text, count) in enumerate(pairs)]


def gathered(*asked: str | tuple[str, int]) -> list[list[str]]:
    return [[one.text for one in found.of] for found in gather(missed(*asked))]


OTHERS = ("Which bus goes to the airport?", "Где купить симкарту?", "अस्पताल कहाँ है?", "mess ka khana kaisa hai")


@pytest.mark.parametrize(
    ("often", "seldom"),
    [
        ("When is the swimming pool open?", "when IS the swimming pool open"),
        ("When is the swimming pool open?", "what time does the swimming pool open"),
        ("When is the swimming pool open?", "swiming pool open when"),
        ("When does Asha arrive?", "when is asha arriving"),
        ("Where is the Indian consulate in Kazan?", "Where can I find the Indian consulate in Kazan"),
        ("can students work part time in Russia", "are students allowed to work part-time in russia?"),
        ("how do i open a bank account", "opening a bank account how"),
        ("bus timings for monday", "what are the bus timings on monday"),
        ("स्विमिंग पूल कब खुलता है?", "पूल कब खुलेगा"),
        ("visa ke liye kaun se documents chahiye", "visa k liye konse documents chahiye"),
        ("Когда откроется бассейн в Казани?", "подскажите, когда же откроется басейн в казани"),
        ("Когда начнется приём документов?", "когда начнётся прием документов"),
    ],
)
def test_the_same_question_in_other_words_is_counted_with_it(often: str, seldom: str) -> None:
    found = gather(missed((seldom, 2), *OTHERS, (often, 3)))
    assert (found[0].text, found[0].count) == (often, 5)
    assert [one.text for one in found[0].of] == [often, seldom]
    assert len(found) == 1 + len(OTHERS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("When is the swimming pool open?", "Where is the swimming pool open?"),
        ("Is the swimming pool open?", "When is the swimming pool open?"),
        ("When does Asha arrive?", "When does Boris arrive?"),
        ("When does Asha arrive?", "When does Usha arrive?"),
        ("When does Asha arrive?", "When does Asha leave?"),
        ("Where is the consulate in Kazan?", "Where is the consulate in Samara?"),
        ("Where is the consulate?", "Where is the consulate in Kazan?"),
        ("When will round 2 of the talks begin?", "When will round 3 of the talks begin?"),
        ("When will the talks begin?", "When will round 3 of the talks begin?"),
        ("Is the labour pact signed?", "Is the labour pact not signed?"),
        ("Is the labour pact signed?", "Is the trade pact signed?"),
        ("Is the match on?", "Is the match cancelled?"),
        ("bus timings for tuesday", "bus timings for thursday"),
        ("can students work part time in russia", "can students work full time in russia"),
        ("how do i open a bank account", "how do i close a bank account"),
        ("when is the meeting", "when is the safety meeting"),
        ("visa ke liye kaun se documents chahiye", "passport ke liye kaun se documents chahiye"),
        ("स्विमिंग पूल कब खुलता है?", "स्विमिंग पूल कहाँ है?"),
        ("Сколько стоит виза в Индию?", "Сколько стоит виза в Россию?"),
        ("Когда приедет Маша?", "Когда приедет Миша?"),
    ],
)
def test_another_question_is_counted_apart_however_alike(one: str, other: str) -> None:
    assert sorted(gathered(one, other, *OTHERS)) == sorted([[one], [other], *([text] for text in OTHERS)])


def test_all_ways_to_ask_are_counted_together() -> None:
    asked = ("When is the swimming pool open?", "when does the swimming pool open", "swimming pool open when?")
    assert gathered((asked[0], 3), (asked[1], 2), "Where is Boris?", asked[2]) == [list(asked), ["Where is Boris?"]]


def test_of_questions_asked_as_often_the_latest_comes_first() -> None:
    assert gathered("Where is Boris?", "When does the tram run?") == [["When does the tram run?"], ["Where is Boris?"]]


def test_many_seldom_wordings_come_before_one_that_is_asked_more_often_than_each() -> None:
    found = gather(missed(("Where is Boris?", 3), ("pool open when", 2), ("when is the pool open", 2)))
    assert [one.count for one in found] == [4, 3]


def test_synonyms_of_the_pack_join_what_they_mean_the_same_by() -> None:
    asked = missed("Where is the embassy of Nepal in Moscow?", "Где посольство Непала в Москве?")
    synonyms = [("embassy", "посольство"), ("nepal", "непал"), ("moscow", "москва")]
    assert [len(gather(asked, groups)) for groups in ((), synonyms)] == [2, 1]


@pytest.mark.parametrize("texts", [(), ("???",), ("???", "!!"), ("hello", "hi"), ("", "pool")])
def test_what_is_no_question_is_gathered_as_it_is(texts: tuple[str, ...]) -> None:
    assert sorted(gathered(*texts)) == sorted([text] for text in texts)


WORDS = st.sampled_from(["when", "where", "is", "the", "pool", "tram", "kazan", "2", "3", "not", "कब", "пул", "open"])


@given(st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), st.integers(1, 9)), max_size=8))
def test_nothing_is_lost_and_the_most_asked_comes_first(asked: list[tuple[str, int]]) -> None:
    given_ = missed(*asked)
    found = gather(given_)
    assert sorted(one.id for group in found for one in group.of) == [one.id for one in given_]
    assert all(group.count == sum(one.count for one in group.of) for group in found)
    assert [group.count for group in found] == sorted((group.count for group in found), reverse=True)
    assert all(group.text == group.of[0].text for group in found)
