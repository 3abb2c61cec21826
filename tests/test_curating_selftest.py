"""The stored wordings are asked as a member would ask them, and what is answered wrongly is told."""

import pytest
from small_packs import entry, pack

from knowledge import Knowledge
from knowledge.curating import Failure, SelfTest, breaks, self_test
from knowledge.packs.loading import BASE, load_pack

POOL = entry("pool", "When is the swimming pool open?", "pool opening hours")
TRAM = entry("tram", "Which trams run at night?", "night trams")
TOWN = pack(POOL, TRAM)
ONE, TWIN = (entry(id_, "When is the bath open?", "bath opening hours") for id_ in ("b1", "b2"))


def test_wordings_that_lead_to_their_entries_are_no_failures() -> None:
    assert self_test(Knowledge(TOWN, own=["pool", "tram"])) == SelfTest(4, ())


def test_only_own_entries_are_asked() -> None:
    assert self_test(Knowledge(TOWN, own=["tram"])).asked == 2
    assert self_test(Knowledge(TOWN)).asked == 0


def test_only_the_entries_named_are_asked_if_any_are() -> None:
    assert self_test(Knowledge(TOWN, own=["pool", "tram"]), of=["tram"]).asked == 2
    assert self_test(Knowledge(TOWN, own=["pool", "tram"]), of=[]).asked == 0


@pytest.mark.parametrize("id_", ["consulates-why", "consulates-where"])
def test_an_entry_of_the_base_pack_is_answered_in_all_its_languages(id_: str) -> None:
    done = self_test(Knowledge(load_pack(BASE).pack), of=[id_])
    assert done.asked > 50
    assert done.failures == ()


def test_a_wording_that_two_entries_have_fails_with_what_is_offered_first() -> None:
    done = self_test(Knowledge(pack(ONE, TWIN), own=["b1", "b2"]))
    assert [(failure.question, failure.expected) for failure in done.failures] == [
        ("When is the bath open?", ONE),
        ("bath opening hours", ONE),
        ("When is the bath open?", TWIN),
        ("bath opening hours", TWIN),
    ]
    assert all(failure.given in (ONE, TWIN) and failure.is_offered for failure in done.failures)


def test_a_wording_without_a_word_fails_with_no_answer() -> None:
    made = entry("dots", "???")
    assert self_test(Knowledge(pack(made), own=["dots"])) == SelfTest(1, (Failure("???", made, None),))


def test_a_predecessor_is_answered_by_its_successor() -> None:
    newer = entry("pool-2026", "When is the new pool open?", supersedes="pool")
    assert self_test(Knowledge(pack(POOL, TRAM, newer), own=["pool"])) == SelfTest(2, ())


@pytest.mark.parametrize("question", ["When does the swimming pool open?", "который трамвай, night trams?"])
def test_a_negative_that_is_answered_fails_with_the_answer(question: str) -> None:
    (failure,) = self_test(Knowledge(TOWN), [question]).failures
    assert (failure.question, failure.expected, failure.given in (POOL, TRAM)) == (question, None, True)


def test_a_negative_that_the_knowledge_was_told_of_does_not_fail() -> None:
    marked = ["When does the swimming pool open?", "Где лучшая пицца?", "सबसे अच्छा पिज़्ज़ा कहाँ है?"]
    assert self_test(Knowledge(TOWN, negatives=marked), marked) == SelfTest(3, ())


def test_a_negative_that_an_entry_asks_word_for_word_is_a_wording_of_it() -> None:
    assert self_test(Knowledge(TOWN, own=["tram"]), ["NIGHT trams!"]) == SelfTest(2, ())


def test_an_edit_breaks_what_failed_only_after_it() -> None:
    negatives = ["???", "when does the bath open"]
    before, after = (self_test(Knowledge(of, own=["b1"]), negatives) for of in (pack(ONE), pack(ONE, TWIN)))
    assert [failure.question for failure in before.failures] == ["when does the bath open"]
    broken = breaks(before, after)
    assert [failure.question for failure in broken] == ["When is the bath open?", "bath opening hours"]


def test_what_failed_before_is_not_broken_by_an_edit_of_its_entry() -> None:
    edited = ONE.model_copy(update={"answer": {"en": "From nine."}})
    before, after = (self_test(Knowledge(of, own=["b1"])) for of in (pack(ONE, TWIN), pack(edited, TWIN)))
    assert before.failures
    assert breaks(before, after) == ()


def test_an_edit_that_mends_breaks_nothing() -> None:
    broken, mended = (self_test(Knowledge(of, own=["b1"])) for of in (pack(ONE, TWIN), pack(ONE, TRAM)))
    assert (len(broken.failures), mended.failures) == (2, ())
    assert breaks(broken, mended) == ()
