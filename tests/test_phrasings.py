"""Entries are found by all their phrasings, by those they stand for, and by what else tells of them."""

import pytest
from small_packs import entry, pack

from knowledge import Entry, Slot, Status
from knowledge.matching.phrasings import OF_ANSWER, EntryWordings, Phrasing, further_texts, phrasings_of, read_entries
from knowledge.matching.vocabulary import Vocabulary
from knowledge.succession import current_entries
from knowledge.values import Pack
from knowledge.vectors.likeness import Text
from knowledge.words.synonyms import Synonyms

NO_SYNONYMS = Synonyms(())


def known(of: Pack) -> list[EntryWordings]:
    return read_entries(current_entries(of), of, Synonyms(of.synonyms))


def phrasings(one: Entry, *others: Entry) -> list[Phrasing]:
    """Return the phrasings of the first of these entries."""
    read = known(pack(one, *others))
    return list(phrasings_of(0, read[0], Vocabulary((each.wordings for each in read), NO_SYNONYMS)))


def texts_beside(one: Entry) -> list[Text]:
    return list(further_texts(0, one))


# phrasings


def test_an_entry_is_known_by_its_question_and_its_phrasings_in_every_language() -> None:
    (hours,) = known(pack(entry("hours", "When?", phrasings={"en": ["hours"], "ru": ["часы"]})))
    assert list(hours.texts) == ["When?", "hours", "часы"]
    assert [wording.words for wording in hours.wordings] == [("when",), ("hours",), ("часы",)]


def test_an_entry_is_known_by_the_phrasings_of_those_that_it_stands_for_too() -> None:
    old, newer = entry("old", "old words", "older words"), entry("newer", "newer words", supersedes="old")
    newest = entry("newest", "newest words", supersedes="newer")
    (found,) = known(pack(newest, old, newer))
    assert found.entry == newest
    assert sorted(found.texts) == ["newer words", "newest words", "old words", "older words"]


def test_each_phrasing_keeps_its_text_its_words_and_the_weight_of_its_terms() -> None:
    (found,) = phrasings(entry("pool", "When does the pool open?"), entry("gym", "When does the gym open?"))
    assert (found.entry, found.text, found.words) == (
        0,
        "When does the pool open?",
        ("when", "does", "the", "pool", "open"),
    )
    assert set(found.terms) == {"pool", "open"}
    assert found.weights["pool"] > found.weights["open"] > 0


def test_all_terms_of_its_phrasings_are_those_of_the_entry() -> None:
    (hours,) = known(pack(entry("hours", "When does the pool open?", "swimming times")))
    assert hours.terms >= {"pool", "open", "swim"}


def test_what_a_phrasing_asks_is_what_its_entry_answers_where_that_is_left_open() -> None:
    (found,) = phrasings(entry("pool", "When and where does the pool open?"))
    assert found.asked == found.answered == {Slot.WHEN, Slot.WHERE}


def test_where_an_entry_says_what_it_answers_stray_question_words_ask_nothing() -> None:
    (found,) = phrasings(entry("rules", "What do guards check when opening the pool?", answers_to=["what"]))
    assert Slot.WHEN not in found.asked | found.answered
    assert Slot.WHAT in found.answered


def test_the_leading_question_word_is_asked_though_the_entry_does_not_say_so() -> None:
    (found,) = phrasings(entry("pool", "When does the pool open?", answers_to=["whether"]))
    assert found.answered == {Slot.WHEN, Slot.WHETHER}


def test_an_entry_answers_what_it_says_though_a_phrasing_asks_nothing() -> None:
    (_, found) = phrasings(entry("pool", "When does the pool open?", "pool", answers_to=["when", "whether"]))
    assert not found.asked
    assert found.answered == {Slot.WHEN, Slot.WHETHER}


@pytest.mark.parametrize(
    ("status", "stance"),
    [(Status.CANCELLED, "cancelled"), (Status.POSTPONED, "postponed"), (Status.DENIED, "negated"), (None, None)],
)
def test_the_status_of_an_entry_is_taken_for_granted_by_its_phrasings(
    status: Status | None, stance: str | None
) -> None:
    (found,) = phrasings(entry("concert", "When is the concert?", status=status))
    assert found.stances == ({stance} if stance else frozenset())


# what else tells of it


@pytest.mark.parametrize(("id_", "name"), [("pool-hours", "pool hours"), ("Öffnungszeiten_3", "offnungszeiten 3")])
def test_the_id_of_an_entry_tells_of_it_as_a_phrasing_does(id_: str, name: str) -> None:
    (found, *_) = texts_beside(entry(id_, "When?"))
    assert found.text.replace("ö", "o") == name
    assert (found.entry, found.weight, found.is_answer) == (0, 1.0, False)


@pytest.mark.parametrize("id_", ["17", "q1", "e-1", "2025-12-02"])
def test_an_id_that_is_no_name_tells_nothing(id_: str) -> None:
    assert [text for text in texts_beside(entry(id_, "When?")) if not text.is_answer] == []


def answers(answer: str | dict[str, str], id_: str = "hours") -> list[str]:
    return [text.text for text in texts_beside(entry(id_, "When?", answer=answer)) if text.is_answer]


def test_every_sentence_of_an_answer_tells_of_it_but_counts_less() -> None:
    assert answers("It opens at ten. On Sundays it is shut!\n\nBring a towel") == [
        "It opens at ten.",
        "On Sundays it is shut!",
        "Bring a towel",
    ]
    (found,) = (text for text in texts_beside(entry("17", "When?", answer="It opens at ten.")))
    assert (found.weight, found.is_answer) == (OF_ANSWER, True)


def test_the_answers_of_all_languages_tell_of_it() -> None:
    assert answers({"en": "It opens at ten.", "hi": "यह दस बजे खुलता है। रविवार को बंद रहता है।"}) == [
        "It opens at ten.",
        "यह दस बजे खुलता है।",
        "रविवार को बंद रहता है।",
    ]


@pytest.mark.parametrize("answer", ["Yes.", "1. 2. 3.", "e.g. no"])
def test_what_is_too_short_to_be_a_sentence_tells_nothing(answer: str) -> None:
    assert answers(answer) == []


def test_an_answer_that_only_repeats_the_id_tells_nothing_more() -> None:
    assert answers("opening-hours", "opening-hours") == []
