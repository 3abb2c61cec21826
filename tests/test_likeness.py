"""How like a question is to each entry: by meaning, by spelling, and by what tells the entries apart."""

from collections.abc import Sequence
from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.vectors.by_owner import UNSEEN
from knowledge.vectors.elsewhere import questions_elsewhere
from knowledge.vectors.embedding import SHIPPED, open_embedder
from knowledge.vectors.learning import FLOOR
from knowledge.vectors.likeness import COMPARED, Likeness, Likenesses, Text

POOL = ["When does the swimming pool open?", "opening hours of the pool", "until when can I swim"]
TICKET = ["How much is a ticket to the pool?", "price of admission", "what does it cost to get in"]
TRAMS = ["Which trams run at night?", "night trams", "can I get home by tram after midnight"]
DOGS = ["Can I bring my dog to the pool?", "are animals allowed", "dogs"]
TOWN = [Text(entry, text) for entry, texts in enumerate([POOL, TICKET, DOGS]) for text in texts]

BY_MEANING, BY_WORDS = True, False
BOTH = pytest.mark.parametrize("by_meaning", [BY_MEANING, BY_WORDS], ids=["by meaning", "by words"])


def likenesses(texts: Sequence[Text], *, by_meaning: bool) -> Likenesses:
    return Likenesses(texts, open_embedder(SHIPPED) if by_meaning else None)


def compared(question: str, texts: Sequence[Text] = TOWN, *, by_meaning: bool) -> list[Likeness]:
    """Return the likeness of a question to each entry of these texts."""
    made = likenesses(texts, by_meaning=by_meaning)
    return made.compare(made.read(question, question), range(max(text.entry for text in texts) + 1))


def share(likeness: Likeness) -> float:
    return exp(likeness.learnt)


def likeliest(found: Sequence[Likeness]) -> int:
    return max(range(len(found)), key=lambda at: found[at].learnt)


# the right one


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("from what time is the bath open in the morning", 0),
        ("what is the entrance fee", 1),
        ("may my puppy come along", 2),
    ],
)
def test_what_means_the_same_is_learnt_best_though_hardly_a_word_is_shared(question: str, meant: int) -> None:
    found = compared(question, by_meaning=True)
    assert likeliest(found) == meant
    assert max(range(3), key=lambda at: found[at].closeness) == meant


@BOTH
@pytest.mark.parametrize(
    ("question", "meant"),
    [("opneing huors of teh pool", 0), ("how mcuh is teh tiket", 1), ("can i brng my dogs", 2)],
)
def test_a_misspelt_question_is_learnt_best_at_its_entry(question: str, meant: int, *, by_meaning: bool) -> None:
    found = compared(question, by_meaning=by_meaning)
    assert likeliest(found) == meant
    assert max(range(3), key=lambda at: found[at].closeness) == meant


@BOTH
def test_every_text_of_an_entry_is_like_that_entry(*, by_meaning: bool) -> None:
    for text in TOWN:
        found = compared(text.text, by_meaning=by_meaning)
        assert likeliest(found) == text.entry, text
        assert share(found[text.entry]) > 0.5, text


@pytest.mark.parametrize("question", ["Когда открывается бассейн?", "तालाब कब खुलता है"])
def test_what_the_encoder_cannot_read_is_like_by_its_spelling(question: str) -> None:
    found = compared(question, [*TOWN, Text(3, question)], by_meaning=True)
    assert likeliest(found) == 3
    assert found[3].closeness == pytest.approx(1, abs=1e-3)
    assert max(one.closeness for one in found[:3]) < 0.5


def test_without_an_encoder_what_only_means_the_same_is_not_close() -> None:
    asked = "may my puppy come along"
    assert compared(asked, by_meaning=False)[2].closeness < 0.2 < compared(asked, by_meaning=True)[2].closeness


@BOTH
def test_what_is_asked_is_found_in_the_answer_too(*, by_meaning: bool) -> None:
    answers = [Text(0, "Ask the lifeguard for a key to the lockers.", 0.4, is_answer=True)]
    with_answers = compared("key to the lockers", [*TOWN, *answers], by_meaning=by_meaning)
    without = compared("key to the lockers", by_meaning=by_meaning)
    assert with_answers[0].learnt > without[0].learnt
    assert with_answers[0].closeness == pytest.approx(without[0].closeness, abs=1e-3)  # an answer is no phrasing
    assert with_answers[0].middle == pytest.approx(without[0].middle, abs=1e-2)


@BOTH
def test_several_phrasings_that_are_like_are_closer_than_one_that_may_be_so_by_chance(*, by_meaning: bool) -> None:
    one_is_like = [Text(0, POOL[0]), Text(0, TICKET[1]), Text(0, DOGS[1])]
    found = compared("When is the swimming pool open?", one_is_like, by_meaning=by_meaning)
    assert compared("When is the swimming pool open?", by_meaning=by_meaning)[0].closeness > found[0].closeness


@BOTH
@pytest.mark.parametrize("question", ["opening hours", "Когда открывается бассейн?"])
@pytest.mark.parametrize("texts", [POOL[:1], POOL, [*POOL, *DOGS]])
def test_how_far_the_middle_of_an_entrys_phrasings_is_follows_its_definition(
    question: str, texts: Sequence[str], *, by_meaning: bool
) -> None:
    made = likenesses([*(Text(0, text) for text in texts), *(Text(1, text) for text in TICKET)], by_meaning=by_meaning)
    asked = made.read(question, question)
    known = np.stack([made.read(text, text).seen[: len(asked.seen)] for text in texts])
    middle = known.sum(axis=0) / (len(texts) + UNSEEN)
    squared = np.sum((asked.seen - middle) ** 2) - np.sum(asked.seen**2)
    assert made.compare(asked, [1, 0])[1].middle == pytest.approx(-squared / 2, abs=2e-2)


# questions elsewhere


@BOTH
@pytest.mark.parametrize("question", ["when does the museum open", "where is the bus stop", "how do I cook rice"])
def test_the_only_entry_of_a_pack_is_not_like_a_question_on_another_subject(question: str, *, by_meaning: bool) -> None:
    (found,) = compared(question, [Text(0, text) for text in TRAMS], by_meaning=by_meaning)
    assert share(found) < 0.2


@BOTH
@pytest.mark.parametrize("question", ["do the trams run at night", "which night trams are there"])
def test_the_only_entry_of_a_pack_is_like_a_question_on_it(question: str, *, by_meaning: bool) -> None:
    (found,) = compared(question, [Text(0, text) for text in TRAMS], by_meaning=by_meaning)
    assert share(found) > 0.5


@BOTH
@pytest.mark.parametrize("question", questions_elsewhere()[::9])
def test_a_question_elsewhere_that_is_one_of_the_packs_own_does_not_stand_beside_it(
    question: str, *, by_meaning: bool
) -> None:
    (found,) = compared(question, [Text(0, question)], by_meaning=by_meaning)
    assert share(found) > 0.75


@BOTH
def test_with_as_many_entries_as_are_compared_none_elsewhere_takes_a_share(*, by_meaning: bool) -> None:
    doors = [Text(number, f"Where is door number {number}?") for number in range(COMPARED)]
    assert sum(map(share, compared("how do I cook rice", doors, by_meaning=by_meaning))) == pytest.approx(1, abs=1e-3)
    assert sum(map(share, compared("how do I cook rice", doors[:3], by_meaning=by_meaning))) < 0.5


def test_questions_elsewhere_are_never_among_the_nearest() -> None:
    made = likenesses(TOWN, by_meaning=True)
    for question in questions_elsewhere():
        assert set(made.nearest(made.read(question, question))) <= set(range(len(TOWN)))


# entries compared


def test_entries_stand_in_the_order_in_which_they_were_asked_for() -> None:
    made = likenesses(TOWN, by_meaning=True)
    asked = made.read("opening hours", "opening hours")
    forward, backward = made.compare(asked, [0, 1, 2]), made.compare(asked, [2, 1, 0])
    for one, other in zip(forward, reversed(backward), strict=True):
        assert one.learnt == pytest.approx(other.learnt, abs=1e-3)
        assert one.closeness == pytest.approx(other.closeness, abs=1e-5)
        assert one.middle == pytest.approx(other.middle, abs=1e-5)


@BOTH
def test_in_whatever_order_texts_are_given_the_likeness_is_the_same(*, by_meaning: bool) -> None:
    for one, other in zip(
        compared("opening hours", by_meaning=by_meaning),
        compared("opening hours", TOWN[::-1], by_meaning=by_meaning),
        strict=True,
    ):
        assert one.learnt == pytest.approx(other.learnt, abs=2e-2)
        assert one.closeness == pytest.approx(other.closeness, abs=1e-3)
        assert one.middle == pytest.approx(other.middle, abs=1e-2)


def test_an_entry_of_many_phrasings_is_not_likelier_for_having_many() -> None:
    wordy = [Text(0, f"Where is door number {number}?") for number in range(40)]
    found = compared("where is the gate", [*wordy, Text(1, "Where is the gate?")], by_meaning=True)
    assert share(found[1]) > 0.8


@BOTH
def test_of_an_entry_that_says_one_thing_many_times_each_counts_less(*, by_meaning: bool) -> None:
    doors = [*[Text(0, "red door")] * 8, Text(1, "blue door")]
    found = compared("door", doors, by_meaning=by_meaning)
    assert share(found[0]) < 0.46  # half of all, if each counted in full


def test_what_tells_entries_apart_is_learnt_from_several_phrasings_of_each() -> None:
    many = compared("is the pool open in summer", by_meaning=True)
    one = compared(
        "is the pool open in summer", [Text(0, POOL[0]), Text(1, TICKET[0]), Text(2, DOGS[0])], by_meaning=True
    )
    assert share(many[0]) > share(one[0]) + 0.1


def test_the_nearest_are_the_phrasings_that_mean_the_most_alike() -> None:
    made = likenesses(TOWN, by_meaning=True)
    near = made.nearest(made.read("entrance fee", "entrance fee"))
    assert [TOWN[place].entry for place in near[:3]] == [1, 1, 1]
    assert sorted(near) == list(range(len(TOWN)))


def test_the_nearest_are_told_by_their_places_among_the_texts_given() -> None:
    mixed = [Text(1, TICKET[0]), Text(0, POOL[0]), Text(1, TICKET[1]), Text(0, "Nine o'clock.", 0.4, is_answer=True)]
    made = likenesses(mixed, by_meaning=True)
    assert made.nearest(made.read("when does it open", "when does it open"))[0] == 1
    assert 3 not in made.nearest(made.read("nine o'clock", "nine o'clock"))  # an answer is no phrasing


def test_by_words_alone_none_are_nearest() -> None:
    made = likenesses(TOWN, by_meaning=False)
    assert made.nearest(made.read("dogs", "dogs")) == []


def test_the_meaning_is_read_from_how_it_should_have_been_spelt() -> None:
    made = likenesses(TOWN, by_meaning=True)
    asked, plain = made.read("tiket prise", "ticket price"), made.read("ticket price", "ticket price")
    assert asked.meaning is not None
    assert plain.meaning is not None
    assert np.array_equal(asked.meaning, plain.meaning)
    assert not np.array_equal(asked.spelling, plain.spelling)


def test_a_word_that_the_encoder_does_not_know_is_misread_and_by_words_none_is() -> None:
    assert likenesses(TOWN, by_meaning=True).misreads("tiket")
    assert not likenesses(TOWN, by_meaning=True).misreads("ticket")
    assert not likenesses(TOWN, by_meaning=False).misreads("tiket")


@BOTH
@given(question=st.text())
def test_whatever_is_asked_the_likeness_is_a_number_on_its_scale(question: str, *, by_meaning: bool) -> None:
    for one in compared(question, by_meaning=by_meaning):
        assert FLOOR <= one.learnt <= 1e-6
        assert -1.001 <= one.closeness <= 1.001


@BOTH
def test_a_pack_without_texts_can_be_asked(*, by_meaning: bool) -> None:
    made = likenesses([], by_meaning=by_meaning)
    assert made.nearest(made.read("dogs", "dogs")) == []
    assert made.compare(made.read("dogs", "dogs"), []) == []


# scripts of which the encoder was taught words


BASSEIN = ["Когда открывается бассейн?", "расписание бассейна"]
TWO_SCRIPTS = [*TOWN, *(Text(0, text) for text in BASSEIN)]


def test_texts_of_a_script_that_was_taught_change_nothing_for_a_question_that_is_read() -> None:
    made = likenesses(TWO_SCRIPTS, by_meaning=True)
    bare, mixed = (compared("swimming times", texts, by_meaning=True)[0] for texts in (TOWN, TWO_SCRIPTS))
    assert mixed.closeness == pytest.approx(bare.closeness, abs=1e-3)
    assert set(made.nearest(made.read("бассейн", "pool"))) == set(range(len(TOWN)))


def test_a_question_in_such_a_script_is_compared_with_the_texts_of_both() -> None:
    made = likenesses(TWO_SCRIPTS, by_meaning=True)
    asked = made.read("сколько стоит вход", "сколько стоит вход", as_taught=True)
    assert set(made.nearest(asked)) == set(range(len(TWO_SCRIPTS)))
    found = made.compare(asked, range(3))
    assert max(found, key=share) == found[1]


def test_it_is_compared_by_its_spelling_unless_it_is_to_be_read_as_taught() -> None:
    made = likenesses(TWO_SCRIPTS, by_meaning=True)
    assert made.read(BASSEIN[0], BASSEIN[0]).meaning is None
    assert made.nearest(made.read(BASSEIN[0], BASSEIN[0])) == []
