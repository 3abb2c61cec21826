"""A question in Hindi or Russian word by word in English, and what that finds where only English is known."""

import csv
from collections import Counter

import pytest
from small_packs import entry, pack

from knowledge.deciding import Abstain, Answer, Clarify, Reason, decide
from knowledge.library import Knowledge
from knowledge.normalising import words
from knowledge.vectors.embedding import WORDS_ALONE
from knowledge.words.glossing import DICTIONARY, in_english


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("अगली बैठक कब है", "next meeting when"),
        ("kiraya kab tak dena hai", "rent when until give"),
        ("когда починят лифт", "when repair lift"),
        ("сколько стоит парковка", "how much cost parking"),
    ],
)
def test_the_words_of_a_question_are_given_in_english(question: str, english: str) -> None:
    assert in_english(words(question)) == english


@pytest.mark.parametrize(
    ("inflected", "english"),
    [("летом", "summer"), ("в порту", "port"), ("нет договора", "contract"), ("छुटियां", "holiday")],
)
def test_an_inflected_word_is_that_of_its_stem_which_is_spelt_the_shortest(inflected: str, english: str) -> None:
    assert in_english(words(inflected)) == english


@pytest.mark.parametrize("question", ["сколько автобус ждать", "сколько ждать автобус"])
def test_what_stands_within_a_question_word_is_not_lost(question: str) -> None:
    assert in_english(words(question)) == "when bus"


def test_of_several_words_the_longest_wording_counts() -> None:
    assert in_english(words("деньги вернут завтра")) == "money back tomorrow"


def test_what_the_dictionary_has_not_is_left_as_it_is() -> None:
    assert in_english(words("где лифт бухенвальдский")) == "where lift бухенвальдский"


@pytest.mark.parametrize("question", ["", "абырвалг", "when is the meeting", "кто это"])
def test_what_has_no_word_of_the_dictionary_has_no_gloss(question: str) -> None:
    assert in_english(words(question)) is None


def test_each_word_stands_in_the_dictionary_once_and_each_line_has_one() -> None:
    with DICTIONARY.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, delimiter="\t"))
    assert {len(line) for line in lines} == {4}
    assert all(any(line[1:]) for line in lines)
    for column in zip(*lines[1:], strict=True):
        assert [word for word, times in Counter(", ".join(filter(None, column)).split(", ")).items() if times > 1] == []


LIFT = entry("lift", "When will the lift be repaired?", "lift not working")
MEETING = entry("meeting", "When is the next residents' meeting?")
HOUSE = Knowledge(pack(LIFT, MEETING, entry("pets", "Are pets allowed?"), entry("rent", "When is the rent due?")))


@pytest.mark.parametrize(
    ("question", "language", "id_"),
    [
        ("когда починят лифт?", "ru", "lift"),
        ("लिफ्ट कब ठीक होगी", "hi", "lift"),
        ("собрание жильцов когда?", "ru", "meeting"),
        ("kiraya kab tak dena hai", "hi", "rent"),
    ],
)
def test_what_is_known_in_english_only_is_found_in_another_language(question: str, language: str, id_: str) -> None:
    match decide(found := HOUSE.match(question)):
        case Answer(best) | Clarify((best, *_)):
            assert best.entry.id == id_
            assert best.signals.is_translated != question.isascii()  # the encoder reads Latin script at once
        case _:
            pytest.fail(f"nothing was found: {found.ranked}")
    assert (found.question, found.language) == (question, language)


@pytest.mark.parametrize(
    "question", ["когда починят машину?", "आज मौसम कैसा है", "привет, как дела", "mujhe neend aa rahi hai"]
)
def test_what_is_not_known_is_not_found_in_another_language_either(question: str) -> None:
    found = HOUSE.match(question)
    assert isinstance(decide(found), Abstain)
    assert all(not match.signals.is_glossed for match in found.ranked)


@pytest.mark.parametrize(
    ("phrasing", "question"), [("water", "нет воды"), ("pay rent", "не платить аренду"), ("fire", "его уволили")]
)
def test_a_gloss_is_not_taken_for_what_a_curator_wrote(phrasing: str, question: str) -> None:
    known = Knowledge(pack(entry("it", phrasing), MEETING))
    assert isinstance(decide(known.match(phrasing)), Answer)
    assert not isinstance(decide(known.match(question)), Answer)


def test_what_is_not_ours_is_not_ours_in_another_language_either() -> None:
    found = Knowledge(pack(MEETING), negatives=["When does the swimming pool open?"]).match("когда откроют бассейн")
    assert decide(found) == Abstain(Reason.NOT_OURS, ())


def test_what_in_english_would_be_small_talk_is_a_question_still() -> None:
    known = Knowledge(pack(entry("test", "When is the test?"), MEETING))
    assert not isinstance(decide(known.match("контрольная когда")), Abstain)


def test_english_is_not_read_as_if_it_were_hindi() -> None:
    son = Knowledge(pack(entry("son", "May my son come along?"), MEETING))
    found = son.match("when is the beta released")
    assert found.best is not None
    assert not found.best.signals.is_glossed


def test_small_talk_has_no_gloss() -> None:
    greeting = Knowledge(pack(entry("thanks", "Whom do we thank?"), MEETING)).match("спасибо")
    assert greeting.is_thanks
    assert all(not match.signals.is_glossed for match in greeting.ranked)


def test_by_words_alone_a_gloss_finds_something_too() -> None:
    house = Knowledge(pack(LIFT, MEETING), WORDS_ALONE)
    best = house.match("когда починят лифт").best
    assert best is not None
    assert best.entry == LIFT


def test_what_is_known_in_the_language_of_the_question_needs_no_gloss() -> None:
    russian = entry("lift", "When will the lift be repaired?", phrasings={"ru": ("Когда починят лифт?",)})
    found = Knowledge(pack(russian, MEETING)).match("когда починят лифт")
    assert found.best is not None
    assert not found.best.signals.is_glossed


def test_what_a_question_takes_for_granted_is_not_lost_in_the_gloss() -> None:
    found = HOUSE.match("почему лифт снова открыт после ремонта")
    assert found.best is not None
    assert found.best.signals.stance_clashes
