"""Buttons are judged, cut, pressed and answered as at Telegram."""

from __future__ import annotations

import pytest
import telegram_fixtures
from telegram import Update
from telegram_double import Chat, Telegram, User, buttons
from telegram_fixtures import Json, button, keyboard, refusal, result
from telegram_shapes import Misshapen

asha, chat, group = telegram_fixtures.asha, telegram_fixtures.chat, telegram_fixtures.group
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.mark.parametrize(
    ("buttons", "words"),
    [
        ([button(data="x" * 65)], "BUTTON_DATA_INVALID"),
        ([button(data="я" * 33)], "BUTTON_DATA_INVALID"),
        ([{"text": "x", "copy_text": {"text": "x" * 257}}], "BUTTON_COPY_TEXT_INVALID"),
        (
            [{"text": "Only text"}],
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ([button(data="")], "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        ([{"callback_data": "x"}], "can't parse inline keyboard button: Can't find field \"text\""),
        ([{"text": ["x"]}], 'can\'t parse inline keyboard button: Field "text" must be of type String'),
        (
            [{"text": "x", "url": "no url"}],
            "inline keyboard button URL 'no url' is invalid: Disallowed character in URL host",
        ),
        ([{"text": "x", "web_app": {"url": "https://a.org"}}], "BUTTON_TYPE_INVALID"),
    ],
)
async def test_a_button_is_refused(telegram: Telegram, group: Chat, buttons: list[Json], words: str) -> None:
    params = {"chat_id": group.id, "text": "x", "reply_markup": keyboard(buttons)}
    assert await refusal(telegram, "sendMessage", **params) == f"Bad Request: {words}"


async def test_64_bytes_of_data_are_accepted(telegram: Telegram, chat: Chat) -> None:
    markup = keyboard([button(data="я" * 32)])
    message = await result(telegram, "sendMessage", chat_id=chat.id, text="x", reply_markup=markup)
    assert message["reply_markup"] == markup


@pytest.mark.parametrize("rows", [[[button()]] * 101, [[button("x" * 100, "y" * 64)]] * 60])
async def test_a_keyboard_may_be_too_long(telegram: Telegram, chat: Chat, rows: list[list[Json]]) -> None:
    params = {"chat_id": chat.id, "text": "x", "reply_markup": keyboard(*rows)}
    assert await refusal(telegram, "sendMessage", **params) == "Bad Request: reply markup is too long"


async def test_a_keyboard_may_have_a_hundred_buttons(telegram: Telegram, chat: Chat) -> None:
    markup = keyboard(*[[button()] * 10] * 10)
    message = await result(telegram, "sendMessage", chat_id=chat.id, text="x", reply_markup=markup)
    assert len(buttons(message)) == 100


async def test_long_rows_are_cut_and_empty_buttons_dropped_silently(telegram: Telegram, chat: Chat) -> None:
    rows = [[button()] * 13, [button("")]]
    message = await result(telegram, "sendMessage", chat_id=chat.id, text="x", reply_markup=keyboard(*rows))
    assert [len(row) for row in message["reply_markup"]["inline_keyboard"]] == [12]


async def test_an_edit_takes_inline_keyboards_only(telegram: Telegram, chat: Chat) -> None:
    sent = await result(telegram, "sendMessage", chat_id=chat.id, text="x")
    params = {"chat_id": chat.id, "message_id": sent["message_id"], "text": "y"}
    with pytest.raises(Misshapen, match="reply_markup"):
        await telegram.answer("editMessageText", params | {"reply_markup": {"keyboard": [[{"text": "z"}]]}})
    telegram.faults.clear()


# --- presses


async def test_a_press_brings_the_message_as_it_stands(telegram: Telegram, chat: Chat, asha: User) -> None:
    sent = await result(telegram, "sendMessage", chat_id=chat.id, text="x", reply_markup=keyboard([button()]))
    query = telegram.press(sent, "Yes", asha)["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]) == ("yes", asha.id, sent)
    with pytest.raises(AssertionError, match="no button 'No'"):
        telegram.press(sent, "No", asha)


async def test_a_press_is_answered_once_and_in_time(telegram: Telegram, chat: Chat, asha: User) -> None:
    sent = await result(telegram, "sendMessage", chat_id=chat.id, text="x", reply_markup=keyboard([button()]))
    first = telegram.press(sent, "yes", asha)["callback_query"]["id"]
    assert await refusal(telegram, "answerCallbackQuery", callback_query_id="17") == TOO_OLD
    long = await refusal(telegram, "answerCallbackQuery", callback_query_id=first, text="x" * 201)
    assert long == "Bad Request: MESSAGE_TOO_LONG"
    assert await result(telegram, "answerCallbackQuery", callback_query_id=first, text="x" * 200)
    assert await refusal(telegram, "answerCallbackQuery", callback_query_id=first) == TOO_OLD
    telegram.clock.freeze()
    timely, late = (telegram.press(sent, "yes", asha)["callback_query"]["id"] for _ in range(2))
    telegram.clock.advance(150)
    assert await result(telegram, "answerCallbackQuery", callback_query_id=timely)
    telegram.clock.advance(1)
    assert await refusal(telegram, "answerCallbackQuery", callback_query_id=late) == TOO_OLD


async def test_the_message_of_a_press_may_be_gone(telegram: Telegram, chat: Chat, asha: User) -> None:
    sent = await result(telegram, "sendMessage", chat_id=chat.id, text="x", reply_markup=keyboard([button()]))
    telegram.delete(sent)
    update = telegram.press(sent, "Yes", asha)
    gone = {"chat": chat.json(), "message_id": sent["message_id"], "date": 0}
    assert update["callback_query"]["message"] == gone
    query = Update.de_json(update).callback_query
    assert query
    assert query.message
    assert not query.message.is_accessible
