"""A question that the curators marked as none of theirs is not answered; what an entry asks word for word is."""

import pytest
from small_packs import entry, pack

from knowledge import Abstain, Answer, Knowledge, Reason, decide
from knowledge.packs.loading import BASE, load_pack

TOWN = pack(
    entry("pool", "When is the swimming pool open?", "pool opening hours"),
    entry("tram", "Which trams run at night?", "night trams"),
)
NOT_OURS = Abstain(Reason.NOT_OURS, ())


@pytest.fixture(scope="module")
def base() -> Knowledge:
    """The base pack in a group that marked a few questions, some of them near to its entries."""
    return Knowledge(
        load_pack(BASE).pack,
        negatives=[
            "When is the labour day parade?",
            "Who is the Indian consul in Kazan?",
            "पुतिन की पत्नी कौन है?",
            "Сколько стоит билет в Казань?",
            "visa ke liye kitna paisa lagta hai",
        ],
    )


@pytest.mark.parametrize(
    "asked",
    [
        "When is the labour day parade?",
        "when IS the labour-day parade",
        "what time is the labour day parade",
        "who's the indian consul in kazan",
        "पुतिन की पत्नी कौन हैं",
        "сколько стоит билет в казань",
        "visa k liye kitna paisa lgta hai",
    ],
)
def test_a_marked_question_is_not_answered_in_these_or_other_words(base: Knowledge, asked: str) -> None:
    assert decide(base.match(asked)) == NOT_OURS


@pytest.mark.parametrize(
    ("asked", "id_"),
    [
        ("when will the labour pact be signed", "labour-pact-signing"),
        ("where will the new Indian consulates open", "consulates-where"),
        ("Когда будет подписано соглашение о трудовой мобильности?", "labour-pact-signing"),
        ("नए भारतीय वाणिज्य दूतावास कहाँ खुलेंगे?", "consulates-where"),
    ],
)
def test_a_marked_question_leaves_its_neighbours_to_their_entries(base: Knowledge, asked: str, id_: str) -> None:
    decision = decide(base.match(asked))
    assert isinstance(decision, Answer)
    assert decision.match.entry.id == id_


def test_a_marked_question_that_an_entry_used_to_answer_is_no_longer_answered() -> None:
    asked = "When is the swimming pool in Kazan open?"
    assert not isinstance(decide(Knowledge(TOWN).match(asked)), Abstain)
    assert decide(Knowledge(TOWN, negatives=[asked]).match(asked)) == NOT_OURS


@pytest.mark.parametrize("marked", ["Pool: opening hours!", "what are the pool opening hours"])
def test_what_an_entry_asks_word_for_word_is_answered_all_the_same(marked: str) -> None:
    decision = decide(Knowledge(TOWN, negatives=[marked]).match("pool opening hours"))
    assert isinstance(decision, Answer)
    assert decision.match.entry.id == "pool"


def test_what_was_marked_is_told_as_evidence() -> None:
    found = Knowledge(TOWN, negatives=["Where is the best pizza?"]).match("where's the best pizza")
    assert found.not_ours
    assert found.not_ours.phrasing == "Where is the best pizza?"


@pytest.mark.parametrize(("asked", "is_ours"), [("когда починят лифт?", True), ("когда покрасят лифт?", False)])
def test_a_marked_question_is_told_from_its_neighbour_in_another_language_as_well(asked: str, is_ours: bool) -> None:
    house = pack(entry("lift", "When will the lift be fixed?"), entry("parking", "Where can guests park?"))
    known = Knowledge(house, negatives=["When will the lift be painted?"])
    assert isinstance(decide(known.match(asked)), Answer if is_ours else Abstain)


def test_a_question_far_from_all_that_was_marked_has_nothing_close() -> None:
    decision = decide(Knowledge(TOWN, negatives=["Where is the best pizza?"]).match("how do magnets work"))
    assert decision == Abstain(Reason.NOTHING_CLOSE, ())


def test_what_is_marked_is_no_entry() -> None:
    knowledge = Knowledge(TOWN, negatives=["Where is the best pizza?", "pizza please, where"])
    shown = {match.entry.id for match in knowledge.match("where is the best pizza at night").ranked}
    assert shown <= {"pool", "tram"}
    assert knowledge.pack == TOWN
    assert [one.id for one in knowledge.entries] == ["pool", "tram"]


@pytest.mark.parametrize("marked", ["hello", "", "???", "thanks"])
def test_small_talk_that_was_marked_stays_small_talk(marked: str) -> None:
    assert decide(Knowledge(TOWN, negatives=[marked]).match("hello")) == Abstain(Reason.NOT_A_QUESTION, ())


def test_marking_in_hindi_leaves_the_language_of_english_questions_as_it_is() -> None:
    knowledge = Knowledge(TOWN, negatives=["kal match kab hoga", "kab kahan milte hain"])
    assert knowledge.match("kab khulega pool").language == "hi"
    assert knowledge.match("When is the swimming pool open?").language == "en"


def test_a_question_marked_twice_is_marked_once() -> None:
    marked = "Where is the best pizza?"
    assert decide(Knowledge(TOWN, negatives=[marked] * 3 + ["where is the BEST pizza"]).match(marked)) == NOT_OURS


def test_only_the_entries_of_the_group_are_its_own() -> None:
    knowledge = Knowledge(TOWN, own=["pool"])
    assert [knowledge.is_own(one) for one in TOWN.entries] == [True, False]


def test_what_is_not_known_by_heart_is_found_by_what_it_says() -> None:
    best = Knowledge(TOWN).match("night trams", knows_by_heart=False).best
    assert best
    assert (best.entry.id, best.signals.is_verbatim) == ("tram", False)
