"""Of several questions in one message each is decided by itself, and one decision is made where that says as much."""

import pytest
from small_packs import entry

from knowledge import Abstain, Answer, Clarify, Decision, Match, Matches, Outcome, Reason, Several, consult
from knowledge.deciding import SHIPPED
from knowledge.matching.signals import Signals

NO_SIGNALS = Signals(*(0 for _ in Signals._fields))
POOL, BATH, LIBRARY, MUSEUM, NOTHING = (
    "When is the pool open?",
    "When is the bath open?",
    "When is the library open?",
    "Where is the museum?",
    "Who won the match?",
)
TICKET, CARD = "How much is a ticket?", "Who lost a card?"
SURE = {POOL: "pool", BATH: "pool", LIBRARY: "library", MUSEUM: "museum"}
TORN = {TICKET: ["pool", "fee"], CARD: ["pool", "pool-card"]}
FRIENDLY = "Who is this bot?"


def found(id_: str, phrasing: str, confidence: float) -> Match:
    return Match(entry(id_, phrasing), phrasing, NO_SIGNALS, confidence)


def look_up(text: str) -> Matches:
    """Return what a knowledge would that knows whole questions by heart and nothing else."""
    sure = [found(SURE[text], "the phrasing", 0.9)] if text in SURE else []
    torn = [found(id_, "the phrasing", 0.4) for id_ in TORN.get(text, [])]
    return Matches(text, "en", text != FRIENDLY, (*sure, *torn))


def outcome(*questions: str) -> Outcome:
    return consult(" ".join(questions), look_up)[1]


def several(*questions: str) -> Several:
    decided = outcome(*questions)
    assert isinstance(decided, Several)
    return decided


def told(decision: Decision) -> list[str]:
    """Return the entries that a decision leads to."""
    match decision:
        case Answer(match):
            return [match.entry.id]
        case Clarify(choices):
            return [choice.entry.id for choice in choices]
    return []


def test_each_of_several_questions_has_its_own_decision() -> None:
    decided = several(POOL, NOTHING, MUSEUM)
    assert [asked.text for asked in decided.questions] == [POOL, NOTHING, MUSEUM]
    assert [told(asked.decision) for asked in decided.questions] == [["pool"], [], ["museum"]]
    assert decided.left_out == 0


def test_of_more_than_three_the_first_three_are_looked_up_and_the_others_counted() -> None:
    decided = several(POOL, LIBRARY, MUSEUM, NOTHING, TICKET)
    assert [told(asked.decision) for asked in decided.questions] == [["pool"], ["library"], ["museum"]]
    assert decided.left_out == 2


def test_questions_that_all_mean_one_entry_get_one_answer() -> None:
    assert isinstance(outcome(POOL, BATH), Answer)
    assert isinstance(outcome(POOL, BATH, NOTHING), Several)
    assert isinstance(outcome(POOL, BATH, POOL, LIBRARY), Several)


def test_where_no_question_leads_anywhere_the_message_is_decided_as_a_whole() -> None:
    assert outcome(NOTHING, "Who sang the song?") == Abstain(Reason.NOTHING_CLOSE, ())


def test_a_whole_that_is_answered_outweighs_parts_that_are_not() -> None:
    def look_up_whole(text: str) -> Matches:
        return Matches(text, "en", True, (found("pool", "the phrasing", 0.9),) if text == whole else ())

    whole = f"{NOTHING} {CARD}"
    _, decided = consult(whole, look_up_whole)
    assert isinstance(decided, Answer)


def test_one_unclear_question_beside_one_without_an_answer_is_asked_back() -> None:
    decided = several(NOTHING, TICKET)
    assert [told(asked.decision) for asked in decided.questions] == [[], ["pool", "fee"]]


def test_what_answers_one_question_is_no_choice_for_another() -> None:
    decided = several(POOL, TICKET, CARD)
    assert [told(asked.decision) for asked in decided.questions] == [["pool"], ["fee"], ["pool-card"]]


def test_a_story_must_be_surer_for_an_answer_than_a_question() -> None:
    def look_up_likely(text: str) -> Matches:
        likely = Match(entry("pool", POOL), POOL, NO_SIGNALS._replace(is_declared=True), SHIPPED.answer)
        return Matches(text, "en", is_question=True, ranked=(likely,))

    story = "my little sister who learnt to swim last year at the lake and " * 3 + "asks when the pool opens"
    assert isinstance(consult("when the pool opens", look_up_likely)[1], Answer)
    assert isinstance(consult(story, look_up_likely)[1], Clarify)


def test_the_question_in_a_story_is_answered_where_it_is_surer_than_the_story() -> None:
    def look_up_surer(text: str) -> Matches:
        confidence = SHIPPED.answer_undeclared if text.strip() == POOL else SHIPPED.answer
        likely = Match(entry("pool", POOL), POOL, NO_SIGNALS._replace(is_declared=True), confidence)
        return Matches(text, "en", is_question=True, ranked=(likely,))

    story = "My little sister learnt to swim last year at the lake and likes it there. " * 3 + POOL
    matches, found = consult(story, look_up_surer)
    assert isinstance(found, Answer)
    assert matches.question.strip() == POOL


def test_small_talk_between_questions_is_no_question() -> None:
    assert [asked.text for asked in several(FRIENDLY, POOL, MUSEUM).questions] == [POOL, MUSEUM]


def test_what_a_curator_wrote_down_as_one_question_is_one() -> None:
    def look_up_phrasing(text: str) -> Matches:
        return Matches(text, "en", True, (found("pool", f"{POOL} {MUSEUM}", 0.9),))

    _, decided = consult(f"{POOL.lower()} {MUSEUM}", look_up_phrasing)
    assert isinstance(decided, Answer)


def test_a_message_that_a_curator_disowned_is_not_answered_in_parts() -> None:
    def look_up_disowned(text: str) -> Matches:
        negative = found("not-ours", text, 0.9)
        best = found("pool", POOL, 0.9)
        return Matches(text, "en", True, (best,), not_ours=negative if MUSEUM in text and POOL in text else None)

    _, decided = consult(f"{POOL} {MUSEUM}", look_up_disowned)
    assert decided == Abstain(Reason.NOT_OURS, ())


def test_what_only_says_it_is_looked_up_with_what_it_stands_for() -> None:
    asked: list[str] = []

    def listen(text: str) -> Matches:
        asked.append(text)
        return look_up(text)

    consult("Where is the museum? When does it open?", listen)
    assert asked[1:] == ["Where is the museum?", "museum When does it open?"]


@pytest.mark.parametrize("message", [POOL, "hello", ""])
def test_one_question_is_looked_up_once(message: str) -> None:
    matches, _ = consult(message, look_up)
    assert matches == look_up(message)
