"""Whatever an entry holds, its reply is a message that Telegram takes, and says how it is known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram_texts import parsed

from handlers.catalogues import LANGUAGES
from handlers.entries import render_entry
from handlers.markup import MESSAGE_LIMIT
from handlers.rendering import render
from knowledge import Abstain, Entry, Knowledge, Quote, Reason, Source, SourceKind, Status
from knowledge.values import Pack

TODAY = date(2026, 1, 1)
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=250).filter(
    lambda text: text.strip().isprintable()
)
STATUSES = st.one_of(st.none(), st.sampled_from(Status))


def source(**about: object) -> Source:
    return Source.model_validate({"id": "s", "title": "Paper", "kind": SourceKind.PRESS, **about})


def knowledge(entry: Entry, of: Source) -> Knowledge:
    return Knowledge(Pack(id="p", title={"en": "P"}, sources=(of,), entries=(entry,)))


def entry(answer: str = "Yes.", **about: object) -> Entry:
    known = {"id": "e", "question": "Is it so?", "answer": answer, "sources": ["s"], "as_of": "2025-12-02"}
    return Entry.model_validate({**known, **about})


@given(TEXTS, TEXTS, TEXTS, STATUSES, st.sampled_from(sorted(LANGUAGES)))
def test_every_entry_makes_a_message_that_telegram_takes(
    answer: str, quoted: str, title: str, status: Status | None, language: str
) -> None:
    made = entry(answer, status=status, quotes=[Quote(text=quoted, speaker={"en": title}, source="s")])
    reply = render_entry(made, knowledge(made, source(title=title)), language, TODAY)
    read = parsed(reply.html, "HTML")
    assert 0 < len(read.text) <= MESSAGE_LIMIT


@pytest.mark.parametrize(
    ("status", "says"),
    [(Status.NOT_ANNOUNCED, "Not announced, as of 2 December 2025"), (None, "As of 2 December 2025")],
)
def test_how_things_stood_is_said_with_the_date_and_only_if_somebody_wrote_it(status: Status | None, says: str) -> None:
    made = entry(status=status)
    assert says in render_entry(made, knowledge(made, source()), "en", TODAY).text


def test_what_a_source_leaves_open_is_said_to_be() -> None:
    made = entry()
    assert "Paper (publisher not named)" in render_entry(made, knowledge(made, source()), "en", TODAY).text


def test_a_source_with_an_address_is_a_link() -> None:
    made = entry()
    reply = render_entry(made, knowledge(made, source(url="https://example.org/a?b=1&c=2")), "en", TODAY)
    assert '<a href="https://example.org/a?b=1&amp;c=2">Paper</a>' in reply.html


@pytest.mark.parametrize(
    ("answer", "quote"),
    [
        ("It is so.", "It is so."),
        ("It is so.", "It is so.\n\nAnd more."),
        ("It is so, as has been…", "It is so, as has been said before."),
    ],
)
def test_a_quote_that_is_the_whole_answer_stands_once_with_its_speaker(answer: str, quote: str) -> None:
    made = entry(answer, quotes=[Quote(text=quote, speaker={"en": "an official"}, source="s")])
    reply = render_entry(made, knowledge(made, source()), "en", TODAY)
    assert reply.text.startswith(f"“{quote}”\n— an official\nSource: Paper")


def test_an_answer_that_a_quote_only_begins_with_is_not_left_out() -> None:
    made = entry("No.", quotes=[Quote(text="No. Not this year.", speaker={"en": "an official"}, source="s")])
    assert render_entry(made, knowledge(made, source()), "en", TODAY).text.startswith("No.\n“No. Not this year.”")


def test_a_quote_from_another_source_names_that_source_too() -> None:
    other = source(id="t", title="Broadcast")
    made = entry(quotes=[Quote(text="Indeed", speaker={"en": "somebody"}, source="t")])
    known = Knowledge(Pack(id="p", title={"en": "P"}, sources=(source(), other), entries=(made,)))
    assert (
        "Sources: Paper (publisher not named); Broadcast (publisher not named)"
        in render_entry(made, known, "en", TODAY).text
    )


@pytest.mark.parametrize(("review_by", "warns"), [("2025-12-31", True), ("2026-01-01", False), (None, False)])
def test_a_reply_warns_from_the_day_after_its_review_was_due(review_by: str | None, *, warns: bool) -> None:
    made = entry(review_by=review_by)
    assert ("It may have changed since." in render_entry(made, knowledge(made, source()), "en", TODAY).text) is warns


def test_a_quote_keeps_its_words_and_shows_our_translation_as_ours() -> None:
    quote = Quote(text="It is so,", speaker={"en": "an official"}, source="s", translation={"ru": "Это так"})
    made = entry(quotes=[quote])
    shown = {language: render_entry(made, knowledge(made, source()), language, TODAY).text for language in ("en", "ru")}
    assert "“It is so”\n— an official" in shown["en"]
    assert "Это так" in shown["ru"]
    assert "“It is so”" in shown["ru"]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_without_an_answer_the_reply_is_one_line(language: str) -> None:
    made = entry()
    reply = render(Abstain(Reason.NOTHING_CLOSE, ()), knowledge(made, source()), language, TODAY)
    assert "\n" not in reply.text
