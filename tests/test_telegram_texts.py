"""Texts are read, measured and refused as Telegram does: TDLib decides, the double asks it."""

from __future__ import annotations

import pytest
import telegram_fixtures
from telegram_double import Chat, Telegram, User
from telegram_fixtures import refusal, result

asha, chat, group = telegram_fixtures.asha, telegram_fixtures.chat, telegram_fixtures.group


async def test_html_is_read_by_tdlib(telegram: Telegram, chat: Chat) -> None:
    html = "<b>Bold</b> &amp; <a href='https://example.org/'>link</a> 😀 <i>x</i>"
    message = await result(telegram, "sendMessage", chat_id=chat.id, text=html, parse_mode="HTML")
    assert message["text"] == "Bold & link 😀 x"
    assert message["entities"] == [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "text_link", "offset": 7, "length": 4, "url": "https://example.org/"},
        {"type": "italic", "offset": 15, "length": 1},
    ]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<b>x", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ("<foo>x</foo>", 'can\'t parse entities: Unsupported start tag "foo" at byte offset 0'),
        ("a < b", 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
        ("<b></b>", "text must be non-empty"),
        (" \n ", "text must be non-empty"),
        ("", "message text is empty"),
        ("x" * 4097, "message is too long"),
        ("<b>" + "😀" * 4097 + "</b>", "message is too long"),
        ("x" * 32768, "message is too long"),
        ("x" * 32769, "text is too long"),
        ("я" * 16385, "text is too long"),
    ],
)
async def test_a_text_is_refused_in_telegrams_words(telegram: Telegram, chat: Chat, html: str, words: str) -> None:
    description = await refusal(telegram, "sendMessage", chat_id=chat.id, text=html, parse_mode="HTML")
    assert description == f"Bad Request: {words}"


@pytest.mark.parametrize("html", ["<b>" + "x" * 4096 + "</b>", "😀" * 4096, "R&D &foo; x"])
async def test_a_text_is_measured_in_code_points_after_parsing(telegram: Telegram, chat: Chat, html: str) -> None:
    assert await result(telegram, "sendMessage", chat_id=chat.id, text=html, parse_mode="HTML")


async def test_an_unknown_parse_mode_is_refused(telegram: Telegram, chat: Chat) -> None:
    description = await refusal(telegram, "sendMessage", chat_id=chat.id, text="x", parse_mode="BBCode")
    assert description == "Bad Request: unsupported parse_mode"


async def test_entities_beyond_a_hundred_are_dropped(telegram: Telegram, chat: Chat) -> None:
    html = "<b>b</b> " * 60 + "<code>c</code> " * 60
    message = await result(telegram, "sendMessage", chat_id=chat.id, text=html, parse_mode="HTML")
    kinds = [entity["type"] for entity in message["entities"]]
    assert (kinds.count("code"), kinds.count("bold")) == (60, 40)


async def test_listed_entities_are_checked_by_tdlib(telegram: Telegram, chat: Chat) -> None:
    split = [{"type": "bold", "offset": 1, "length": 1}]
    description = await refusal(telegram, "sendMessage", chat_id=chat.id, text="😀", entities=split)
    assert description == "Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 4"


async def test_a_sent_text_is_trimmed_and_links_in_it_are_found(telegram: Telegram, chat: Chat) -> None:
    message = await result(telegram, "sendMessage", chat_id=chat.id, text="\n see a.org\r\n")
    assert message["text"] == "see a.org"
    assert message["entities"] == [{"type": "url", "offset": 4, "length": 5}]


async def test_links_are_found_inside_quotations_but_not_inside_code(telegram: Telegram, chat: Chat) -> None:
    html = "<code>a.org</code> <blockquote>b.org</blockquote>"
    message = await result(telegram, "sendMessage", chat_id=chat.id, text=html, parse_mode="HTML")
    assert [entity["type"] for entity in message["entities"]] == ["code", "blockquote", "url"]


async def test_marks_over_blanks_only_are_dropped(telegram: Telegram, chat: Chat) -> None:
    html = "x <b> </b><i> y</i>\x1f<u>z </u> "
    message = await result(telegram, "sendMessage", chat_id=chat.id, text=html, parse_mode="HTML")
    assert (message["text"], message["entities"]) == (
        "x   y z",
        [{"type": "italic", "offset": 4, "length": 1}, {"type": "underline", "offset": 6, "length": 1}],
    )


async def test_markdown_is_read_as_well(telegram: Telegram, chat: Chat) -> None:
    params = {"chat_id": chat.id, "parse_mode": "MarkdownV2"}
    message = await result(telegram, "sendMessage", **params, text="*b* ||s||")
    assert [entity["type"] for entity in message["entities"]] == ["bold", "spoiler"]
    reserved = "Character '.' is reserved and must be escaped with the preceding '\\'"
    expected = f"Bad Request: can't parse entities: {reserved}"
    assert await refusal(telegram, "sendMessage", **params, text="a.") == expected


async def test_a_time_is_an_entity(telegram: Telegram, chat: Chat) -> None:
    html = "<tg-time unix='1700000000' format='wDt'>14 November</tg-time>"
    message = await result(telegram, "sendMessage", chat_id=chat.id, text=html, parse_mode="HTML")
    (entity,) = message["entities"]
    assert (entity["type"], entity["unix_time"], entity["date_time_format"]) == ("date_time", 1700000000, "wDt")


async def test_a_mention_by_id_shows_the_whole_user(telegram: Telegram, chat: Chat, asha: User) -> None:
    html = f"<a href='tg://user?id={asha.id}'>you</a> <a href='tg://user?id=42'>stranger</a>"
    message = await result(telegram, "sendMessage", chat_id=chat.id, text=html, parse_mode="HTML")
    assert [entity["user"]["first_name"] for entity in message["entities"]] == ["Asha"]


def test_entities_of_people_are_found_by_tdlib(telegram: Telegram, group: Chat, asha: User) -> None:
    message = telegram.say(group, asha, "😀 /ask@PramanaBot hi @asha a.org")["message"]
    assert message["entities"] == [
        {"type": "bot_command", "offset": 3, "length": 15},
        {"type": "mention", "offset": 22, "length": 5},
        {"type": "url", "offset": 28, "length": 5},
    ]
