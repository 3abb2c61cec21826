"""Whatever the method: bugs of ours are caught, failures come as told, floods are counted."""

from __future__ import annotations

import asyncio

import pytest
import telegram_fixtures
from telegram_double import Chat, Telegram
from telegram_fixtures import Json, keyboard, refusal, result
from telegram_rules import FloodMeter, Silence, forbidden, server_error, too_many_requests
from telegram_shapes import Misshapen

asha, chat, group = telegram_fixtures.asha, telegram_fixtures.chat, telegram_fixtures.group


async def test_an_unknown_method_is_not_found(telegram: Telegram) -> None:
    assert await telegram.answer("sendMesage", {}) == (
        404,
        {"ok": False, "error_code": 404, "description": "Not Found: method not found"},
    )


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"tekst": "x"}, "tekst"),
        ({"text": "x", "reply_parameters": {"mesage_id": 1}}, r"reply_parameters\.mesage_id"),
        ({"text": "x", "reply_markup": keyboard([{"text": "a", "calback": "b"}])}, r"inline_keyboard\.0\.0\.calback"),
        ({"text": "x", "disable_notification": "perhaps"}, "disable_notification"),
    ],
)
async def test_a_misspelt_field_is_our_bug_and_no_wire_error(
    telegram: Telegram, chat: Chat, params: Json, field: str
) -> None:
    with pytest.raises(Misshapen, match=field):
        await telegram.answer("sendMessage", {"chat_id": chat.id, **params})
    with pytest.raises(AssertionError, match=field):
        telegram.check()
    telegram.faults.clear()


async def test_failures_can_be_injected(telegram: Telegram, chat: Chat) -> None:
    telegram.fail("sendMessage", too_many_requests(7), times=2)
    telegram.fail("sendMessage", forbidden("bot was blocked by the user"))
    telegram.fail("sendMessage", server_error())
    answered = [await telegram.answer("sendMessage", {"chat_id": chat.id, "text": "x"}) for _ in range(5)]
    assert [code for code, _ in answered] == [429, 429, 403, 500, 200]
    assert answered[0][1]["description"] == "Too Many Requests: retry after 7"
    assert answered[0][1]["parameters"] == {"retry_after": 7}


async def test_a_call_can_be_held(telegram: Telegram, chat: Chat) -> None:
    gate = telegram.hold("sendMessage")
    held = asyncio.create_task(result(telegram, "sendMessage", chat_id=chat.id, text="held"))
    await telegram.until(lambda: telegram.calls)
    await result(telegram, "sendMessage", chat_id=chat.id, text="x")
    gate.set()
    await held
    assert [message["text"] for message in telegram.sent] == ["x", "held"]


async def test_silence_may_hide_a_sent_message(telegram: Telegram, chat: Chat) -> None:
    telegram.fail("sendMessage", Silence())
    telegram.fail("sendMessage", Silence(carried_out=True))
    for expected in (0, 1):
        with pytest.raises(Silence):
            await telegram.answer("sendMessage", {"chat_id": chat.id, "text": "x"})
        assert len(telegram.sent) == expected


async def test_floods_are_counted_when_asked_for(telegram: Telegram, group: Chat) -> None:
    telegram.flood = FloodMeter()
    telegram.clock.freeze()
    about = {"chat_id": group.id, "text": "x"}
    await result(telegram, "sendMessage", **about)
    assert await refusal(telegram, "sendMessage", **about) == "Too Many Requests: retry after 1"
    for _ in range(19):
        telegram.clock.advance(1)
        await result(telegram, "sendMessage", **about)
    telegram.clock.advance(1)
    assert await refusal(telegram, "sendMessage", **about) == "Too Many Requests: retry after 40"
