"""The reply to several questions: each answer below its question with its evidence, in one message."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram_texts import parsed

from handlers.buttons import Verb
from handlers.catalogues import LANGUAGES
from handlers.markup import MESSAGE_LIMIT
from handlers.rendering import render
from handlers.replies import Reply
from knowledge import (
    Abstain,
    Answer,
    Asked,
    Clarify,
    Decision,
    Entry,
    Knowledge,
    Match,
    Matches,
    Outcome,
    Quote,
    Reason,
    Several,
    Source,
    SourceKind,
)
from knowledge.matching.signals import Signals
from knowledge.values import Pack

TODAY = date(2026, 1, 1)
SOURCES = (Source(id="s", title={"en": "Paper"}, kind=SourceKind.PRESS),)
NO_SIGNALS = Signals(*(0 for _ in Signals._fields))
ABSTAIN = Abstain(Reason.NOTHING_CLOSE, ())
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1).filter(lambda text: bool(text.strip()))


def entry(id_: str, answer: str = "Yes.\n\nIndeed.", **about: object) -> Entry:
    known = {"id": id_, "question": f"Is it {id_}?", "answer": answer, "sources": ["s"], "as_of": "2025-12-02"}
    return Entry.model_validate({**known, **about})


POOL, BATH = entry("pool", "At ten.\n\nFrom Monday on."), entry("bath", "At noon.\n\nOn Sundays at one.")
TOWN = Knowledge(Pack(id="town", title={"en": "Town"}, sources=SOURCES, entries=(POOL, BATH)))


def found(entry_: Entry) -> Match:
    return Match(entry_, "the phrasing", NO_SIGNALS, 0.9)


def answer(entry_: Entry) -> Answer:
    return Answer(found(entry_))


def several(*decisions: Decision, left_out: int = 0, **worded: str) -> Several:
    asked = [
        Asked(worded.get(f"q{number}", f"question {number}?"), Matches("", "en", True, ()), decision)
        for number, decision in enumerate(decisions, start=1)
    ]
    return Several(tuple(asked), left_out)


def rendered(decision: Outcome, language: str = "en") -> Reply:
    return render(decision, TOWN, language, TODAY)


def buttons(reply: Reply) -> list[list[str]]:
    return [[button.text for button in row] for row in reply.buttons]


def test_each_answer_stands_below_its_question_with_its_sources() -> None:
    reply = rendered(several(answer(POOL), answer(BATH)))
    standing = "Source: Paper (publisher not named)\nAs of 2 December 2025"
    assert reply.text.split("\n\n") == [
        "① question 1?\nAt ten.",
        "From Monday on.",
        standing,
        "② question 2?\nAt noon.",
        "On Sundays at one.",
        standing,
    ]
    assert reply.html.startswith("① <i>question 1?</i>\n<b>At ten.</b>\n\n")


def test_an_answer_that_is_a_quote_is_set_apart_below_its_question() -> None:
    said = Quote(text="At ten.", speaker={"en": "the porter"}, source="s")
    reply = rendered(several(answer(POOL), answer(entry("spa", "At ten.", quotes=[said]))))
    assert "<i>question 2?</i>\n<blockquote>“At ten.”\n— the porter</blockquote>" in reply.html


def test_each_answer_has_a_row_of_buttons_of_its_own() -> None:
    reply = rendered(several(answer(POOL), answer(BATH)))
    assert buttons(reply) == [["① Sources", "① 👍", "① 👎"], ["② Sources", "② 👍", "② 👎"]]
    assert [[button.press.about for button in row] for row in reply.buttons] == [["pool"] * 3, ["bath"] * 3]


def test_an_entry_that_answers_two_questions_stands_once_below_both() -> None:
    reply = rendered(several(answer(POOL), answer(BATH), answer(POOL)))
    assert reply.text.count("At ten.") == 1
    assert reply.text.startswith("① question 1?\nquestion 3?\nAt ten.")
    assert len(reply.buttons) == 2


def test_one_answer_is_told_as_ever_and_one_line_says_what_has_none() -> None:
    reply = rendered(several(answer(POOL), ABSTAIN))
    alone = rendered(answer(POOL))
    assert reply.text == f"{alone.text}\n\nI have no sourced answer to “question 2?”."
    assert reply.buttons == alone.buttons


def test_an_unclear_question_has_its_choices_below_the_answers() -> None:
    reply = rendered(several(answer(POOL), Clarify((found(BATH), found(entry("spa"))))))
    assert reply.text.endswith("② question 2?\nWhich of these do you mean?")
    assert buttons(reply)[1:] == [["② Is it bath?"], ["② Is it spa?"]]
    assert {row[0].press.verb for row in reply.buttons[1:]} == {Verb.RELATED}  # what they lead to leaves the answers


def test_a_single_choice_is_asked_for_as_such() -> None:
    assert "Is this what you mean?" in rendered(several(answer(POOL), Clarify((found(BATH),)))).text


def test_one_line_says_that_there_were_more_questions_than_are_answered_at_a_time() -> None:
    reply = rendered(several(answer(POOL), answer(BATH), left_out=2))
    assert reply.text.endswith("\n\nI answer three questions at a time. Please send me the others again.")


def test_a_long_question_is_repeated_by_its_beginning_and_on_one_line() -> None:
    reply = rendered(several(answer(POOL), answer(BATH), ABSTAIN, q2="when\nis it " + "really " * 90, q3="who " * 90))
    assert "② when is it really really" in reply.text
    assert all(len(line) < 150 + len("I have no sourced answer to") for line in reply.text.split("\n"))


def test_answers_too_long_for_one_message_are_told_in_short_with_their_sources() -> None:
    long = [entry(id_, f"Headline of {id_}.\n\n" + "Detail. " * 200) for id_ in ("pool", "bath", "spa")]
    reply = rendered(several(*map(answer, long), left_out=1))
    assert [f"{mark} question" in reply.text for mark in "①②③"] == [True] * 3
    assert reply.text.count("As of 2 December 2025") == 3
    assert "Detail." not in reply.text
    assert buttons(reply)[:2] == [["① Read it all"], ["① Sources", "① 👍", "① 👎"]]
    assert reply.text.endswith("send me the others again.")


@given(
    st.lists(st.one_of(TEXTS, st.integers(1, 5000).map(lambda signs: "👩‍👩‍👧 <b>&" * signs)), min_size=3, max_size=3),
    st.lists(TEXTS, min_size=3, max_size=3),
    st.sampled_from(sorted(LANGUAGES)),
)
def test_whatever_the_answers_hold_telegram_takes_the_message(
    answers: list[str], questions: list[str], language: str
) -> None:
    told = [answer(entry(f"e{number}", text)) for number, text in enumerate(answers)]
    worded = {f"q{number}": text * 40 for number, text in enumerate(questions, start=1)}
    reply = rendered(several(*told, left_out=1, **worded), language)
    assert 0 < len(parsed(reply.html, "HTML").text) <= MESSAGE_LIMIT


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_lines_are_in_the_language_of_the_reply(language: str) -> None:
    reply = rendered(several(answer(POOL), ABSTAIN, left_out=1), language)
    assert ("I have no sourced answer" in reply.text) is (language == "en")
    assert ("three questions" in reply.text) is (language == "en")
