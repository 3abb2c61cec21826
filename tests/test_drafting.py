"""What a curator writes piece by piece makes an entry, and dates are read as people write them."""

from datetime import date

import pytest

from knowledge import Entry, OwnEntry, PartialDate, Quote, Source, SourceKind, Status
from knowledge.curating import (
    Written,
    entry_of,
    in_other_language,
    in_place_of,
    quotable,
    read_date,
    read_day,
    source_named,
    with_answer,
    with_former_evidence,
    with_phrasings,
    with_question,
    with_quote,
    with_source,
    with_speaker,
    without_quote,
    without_source,
    written_of,
)

TODAY = date(2026, 1, 20)
BOARD = Source(id="board", title={"en": "Our board"}, kind=SourceKind.COMMUNITY)
SAID = Quote(text="We meet at noon.", speaker={"en": "Asha"}, source="nowhere")
STOOD = OwnEntry(
    entry=Entry(
        id="meeting",
        question={"en": "When do we meet?", "ru": "Когда встреча?"},
        answer={"en": "At noon.", "ru": "В полдень."},
        phrasings={"en": ("time of the meeting",)},
        quotes=(Quote(text="We meet at noon.", speaker={"en": "Asha"}, source="board"),),
        as_of=date(2025, 12, 2),
        status=Status.PLANNED,
        review_by=date(2026, 2, 1),
        related=("pool",),
    ),
    sources=(BOARD,),
)


def started(question: str = "When do we meet?", answer: str = "At noon.") -> Written:
    return with_answer(with_question(Written(), question, "en"), answer, "en")


# --- dates


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-15",
        "15.1.2026",
        "15/01/2026",
        "15.1.26",
        "15 Jan 2026",
        "January 15th, 2026",
        "15 January",
        "15 января 2026 г.",
        "15 янв 2026",
        "15 जनवरी 2026",
        "१५ जनवरी २०२६",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_day(text, TODAY) == date(2026, 1, 15)


@pytest.mark.parametrize(
    ("text", "day"),
    [("today", 20), ("Yesterday", 19), ("сегодня", 20), ("вчера", 19), ("आज", 20), ("कल", 19)],
)
def test_days_are_named_from_today(text: str, day: int) -> None:
    assert read_day(text, TODAY) == date(2026, 1, day)


@pytest.mark.parametrize(
    ("text", "month"), [("5 मार्च 2025", 3), ("5 फ़रवरी 2025", 2), ("5 мая 2025", 5), ("5 May 2025", 5)]
)
def test_months_that_begin_alike_are_told_apart(text: str, month: int) -> None:
    assert read_day(text, TODAY) == date(2025, month, 5)


def test_a_day_without_a_year_is_the_last_there_was() -> None:
    assert read_day("21 January", TODAY) == date(2025, 1, 21)


@pytest.mark.parametrize(
    ("text", "known"),
    [("2025", PartialDate(2025)), ("May 2025", PartialDate(2025, 5)), ("2025-05", PartialDate(2025, 5))],
)
def test_a_date_is_as_precise_as_it_is_written(text: str, known: PartialDate) -> None:
    assert read_date(text, TODAY) == known
    assert read_day(text, TODAY) is None


@pytest.mark.parametrize(
    "text", ["", "soon", "31.2.2026", "15", "1.2.3.4", "15 Foo 2026", "2026-00-01", "in May or June 2025", "0.1.2026"]
)
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert read_date(text, TODAY) is None


# --- an entry


def test_an_entry_is_ready_with_a_question_and_an_answer() -> None:
    assert started().is_ready
    assert not with_question(Written(), "When?", "en").is_ready
    assert not with_answer(Written(), "Now.", "en").is_ready


def test_a_new_entry_holds_today_under_a_new_id() -> None:
    own = entry_of(started(), {"when-do-we-meet"}, TODAY)
    assert (own.entry.id, own.entry.as_of) == ("when-do-we-meet-2", TODAY)


def test_a_quote_stands_for_the_answer_that_is_missing() -> None:
    quoted = with_source(with_quote(with_question(Written(), "When?", "en"), SAID), BOARD)
    assert quoted.is_ready
    assert entry_of(quoted, (), TODAY).entry.answer == {"en": "We meet at noon."}


def test_a_long_quote_stands_for_the_answer_with_its_beginning() -> None:
    long = SAID.model_copy(update={"text": "We meet at noon. " * 30})
    quoted = with_source(with_quote(with_question(Written(), "When?", "en"), long), BOARD)
    headline = entry_of(quoted, (), TODAY).entry.answer["en"]
    assert len(headline) <= 200
    assert headline.endswith("…")


def test_a_quote_without_a_source_is_left_out() -> None:
    assert entry_of(with_quote(started(), SAID), (), TODAY).entry.quotes == ()


def test_a_quote_is_from_the_source_that_is_named_after_it() -> None:
    own = entry_of(with_source(with_quote(started(), SAID), BOARD), (), TODAY)
    assert own.entry.quotes[0].source == own.sources[0].id


def test_without_its_source_a_quote_is_gone_too() -> None:
    left = without_source(with_source(with_quote(started(), SAID), BOARD))
    assert (left.sources, left.quotes) == ((), ())


def test_without_its_quote_an_entry_keeps_the_source() -> None:
    own = entry_of(without_quote(with_source(with_quote(started(), SAID), BOARD)), (), TODAY)
    assert (own.entry.quotes, own.entry.all_sources) == ((), (own.sources[0].id,))


def test_a_speaker_is_named_with_the_day() -> None:
    said = with_speaker(with_quote(started(), SAID), "Boris", PartialDate(2025, 5), "en").quotes[0]
    assert (said.speaker, said.said_on) == ({"en": "Boris"}, PartialDate(2025, 5))


def test_phrasings_are_added_once_and_taken_out_by_a_minus() -> None:
    written = with_phrasings(
        written_of(STOOD), [("en", "our meeting"), ("en", "time of the meeting"), ("ru", "встреча")]
    )
    assert written.phrasings == {"en": ("time of the meeting", "our meeting"), "ru": ("встреча",)}
    left = with_phrasings(written, [("ru", "- встреча")])
    assert entry_of(left, (), TODAY).entry.phrasings == {"en": ("time of the meeting", "our meeting")}


def test_all_new_texts_move_to_the_language_that_is_named() -> None:
    written = in_other_language(with_phrasings(started("baithak kab hai", "dopahar"), [("en", "samay")]), "hi-Latn")
    assert (written.question, written.answer, written.phrasings) == (
        {"hi-Latn": "baithak kab hai"},
        {"hi-Latn": "dopahar"},
        {"hi-Latn": ("samay",)},
    )


# --- an edit


def test_an_edit_that_changes_nothing_leaves_an_entry_as_it_stood() -> None:
    assert entry_of(written_of(STOOD), (), TODAY) == STOOD


def test_another_answer_holds_today_and_drops_translation_status_and_review_of_the_former() -> None:
    entry = entry_of(with_answer(written_of(STOOD), "At one.", "en"), (), TODAY).entry
    assert (entry.answer, entry.as_of, entry.status, entry.review_by) == ({"en": "At one."}, TODAY, None, None)
    assert (entry.question, entry.related) == (STOOD.entry.question, ("pool",))


def test_another_answer_rests_on_nothing_until_the_former_evidence_is_kept() -> None:
    written = with_answer(written_of(STOOD), "At one.", "en")
    own = entry_of(written, (), TODAY)
    assert (own.entry.quotes, own.sources) == ((), ())
    kept = with_former_evidence(written)
    assert (kept.quotes, kept.sources, kept.former) == (STOOD.entry.quotes, STOOD.sources, None)
    assert with_former_evidence(kept) == kept


def test_the_same_answer_changes_nothing() -> None:
    assert with_answer(written_of(STOOD), "At noon.", "en").changes_nothing
    assert not with_answer(written_of(STOOD), "At one.", "en").changes_nothing
    assert not started().changes_nothing


def test_an_answer_in_place_of_the_quote_that_stood_for_it_rests_on_nothing() -> None:
    quoted = with_source(with_quote(with_question(Written(), "When?", "en"), SAID), BOARD)
    assert with_answer(quoted, "At one.", "en").sources == ()
    assert with_answer(with_source(with_question(Written(), "When?", "en"), BOARD), "At one.", "en").sources


def test_a_new_entry_in_place_of_another_keeps_its_id_its_wordings_and_no_word_of_its_answer() -> None:
    written = in_place_of(STOOD, with_phrasings(started("when do we meet", "At one."), [("en", "our meeting")]))
    own = entry_of(written, (), TODAY)
    assert (own.entry.id, own.entry.question, own.entry.answer) == (
        "meeting",
        STOOD.entry.question,
        {"en": "At one."},
    )
    assert own.entry.phrasings == {"en": ("time of the meeting", "our meeting")}
    assert (own.sources, own.entry.as_of, own.entry.status) == ((), TODAY, None)


def test_an_answer_in_another_language_is_a_translation() -> None:
    written = with_answer(written_of(STOOD), "दोपहर में।", "hi")
    entry = entry_of(written, (), TODAY).entry
    assert list(entry.answer) == ["en", "ru", "hi"]
    assert (entry.as_of, entry.status) == (STOOD.entry.as_of, STOOD.entry.status)


def test_another_source_takes_the_place_of_the_first_and_keeps_its_quotes() -> None:
    other = BOARD.model_copy(update={"id": "other", "title": {"en": "Minutes"}})
    own = entry_of(with_source(written_of(STOOD), other), (), TODAY)
    assert [source.title for source in own.sources] == [{"en": "Minutes"}]
    assert own.entry.quotes == STOOD.entry.quotes


# --- sources and quotes in words


@pytest.mark.parametrize(
    ("text", "title", "url"),
    [
        ("Notice of the club https://example.org/a", "Notice of the club", "https://example.org/a"),
        ("https://example.org/a – Notice", "Notice", "https://example.org/a"),
        ("https://example.org/a", "https://example.org/a", "https://example.org/a"),
        ("The porter", "The porter", None),
    ],
)
def test_a_source_is_named_by_a_title_an_address_or_both(text: str, title: str, url: str | None) -> None:
    source = source_named(text, "en")
    assert source
    assert (source.title, source.url) == ({"en": title}, url)


def test_no_words_name_no_source_and_too_many_are_cut() -> None:
    assert source_named("  ", "en") is None
    long = source_named("word " * 100, "en")
    assert long
    assert len(long.title["en"]) <= 256


def test_a_quote_is_cut_between_words_from_its_beginning() -> None:
    text = "word " * 400
    assert len(quotable(text)) <= 1000
    assert text.startswith(quotable(text))
    assert quotable(text).endswith("word")
    assert len(quotable("x" * 2000)) == 1000
