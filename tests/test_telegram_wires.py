"""Both wires, in process and HTTP, carry the double's answers unchanged, also to the real library."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import telegram_fixtures
from aiohttp import ClientError, ClientSession, FormData
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, InvalidToken, TimedOut
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, ContextTypes, MessageHandler, filters
from telegram.request import BaseRequest
from telegram_double import Chat, Telegram, User
from telegram_fixtures import Json, button, keyboard
from telegram_http import serve, serve_in_thread
from telegram_rules import Silence
from telegram_wire import DirectWire

asha, chat, group = telegram_fixtures.asha, telegram_fixtures.chat, telegram_fixtures.group


async def _post_form(base_url: str, token: str, method: str, **form: str) -> tuple[int, Json]:
    async with ClientSession() as session, session.post(f"{base_url}{token}/{method}", data=form) as response:
        return response.status, await response.json()


async def test_http_answers_as_the_double_does(telegram: Telegram, chat: Chat) -> None:
    params = {"chat_id": str(chat.id), "text": "123", "reply_markup": json.dumps(keyboard([button("", "x")]))}
    async with serve(telegram) as base_url:
        code, body = await _post_form(base_url, telegram.token, "sendMessage", **params)
        wrong = await _post_form(base_url, "1:wrong", "getMe")
        missing = await _post_form(base_url, telegram.token, "getmi")
    _, direct = await telegram.answer("sendMessage", params)
    own = {"message_id", "date"}
    assert code == 200
    assert {k: v for k, v in body["result"].items() if k not in own} == {
        k: v for k, v in direct["result"].items() if k not in own
    }
    assert wrong == (401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
    assert missing[0] == 404


async def test_http_takes_json_and_files_and_serves_files(telegram: Telegram, chat: Chat) -> None:
    form = FormData({"chat_id": str(chat.id)})
    form.add_field("document", b"content", filename="a.txt")
    async with serve(telegram) as base_url, ClientSession() as session:
        bot = base_url + telegram.token
        async with session.post(f"{bot}/sendMessage", json={"chat_id": chat.id, "text": "x"}) as response:
            assert (await response.json())["result"]["text"] == "x"
        async with session.post(f"{bot}/sendDocument", data=form) as response:
            file_id = (await response.json())["result"]["document"]["file_id"]
        async with session.get(f"{bot}/getFile", params={"file_id": file_id}) as response:
            path = (await response.json())["result"]["file_path"]
        async with session.get(f"{bot.replace('/bot', '/file/bot')}/{path}") as response:
            assert await response.read() == b"content"


async def test_http_polls_for_real_and_ends_polls_when_serving_ends(telegram: Telegram, chat: Chat, asha: User) -> None:
    async with serve(telegram) as base_url:
        poll = asyncio.create_task(_post_form(base_url, telegram.token, "getUpdates", timeout="50"))
        await telegram.until(lambda: telegram.calls)
        assert (telegram.calls[0].code, telegram.calls[0].params) == (0, {"timeout": 50})  # seen before it is answered
        made = telegram.say(chat, asha, "x")
        assert await poll == (200, {"ok": True, "result": [made]})
        assert (telegram.calls[0].code, telegram.calls[0].result) == (200, [made])
        offset = str(made["update_id"] + 1)
        poll = asyncio.create_task(_post_form(base_url, telegram.token, "getUpdates", timeout="50", offset=offset))
        await telegram.until(lambda: len(telegram.calls) == 2)
    with pytest.raises(ClientError):
        await asyncio.wait_for(poll, 1)


async def test_http_shows_a_bug_of_ours_as_a_500(telegram: Telegram, chat: Chat) -> None:
    async with serve(telegram) as base_url:
        code, body = await _post_form(base_url, telegram.token, "sendMessage", chat_id=str(chat.id), tekst="x")
    assert (code, body["description"]) == (500, "Internal Server Error: sendMessage: unknown field tekst")
    assert telegram.faults == ["sendMessage: unknown field tekst"]
    telegram.faults.clear()


# --- the library on both wires


async def test_silence_is_a_timeout_to_the_library(telegram: Telegram, chat: Chat) -> None:
    telegram.fail("sendMessage", Silence(carried_out=True))
    async with in_process(telegram) as app:
        with pytest.raises(TimedOut):
            await app.bot.send_message(chat.id, "x")
    assert len(telegram.sent) == 1


async def test_calls_in_flight_are_counted(telegram: Telegram, chat: Chat) -> None:
    wire = DirectWire(telegram, latency=0.01)
    async with in_process(telegram, wire) as app:
        await asyncio.gather(*(app.bot.send_message(chat.id, str(number)) for number in range(5)))
    assert (wire.max_in_flight, wire.in_flight) == (5, 0)


async def _echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.effective_message
    more = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more")]])
    await update.effective_message.reply_html(f"<i>{update.effective_message.text}</i>", reply_markup=more)


async def _more(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query
    await update.callback_query.answer("Here is more")
    await update.callback_query.edit_message_text("More")


def _echoing(builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any]) -> Application[Any, Any, Any, Any, Any, Any]:
    app = builder.build()
    app.add_handlers([MessageHandler(filters.TEXT, _echo), CallbackQueryHandler(_more)])
    return app


@asynccontextmanager
async def in_process(telegram: Telegram, wire: BaseRequest | None = None) -> AsyncIterator[Any]:
    wire = wire or DirectWire(telegram)
    app = _echoing(Application.builder().token(telegram.token).request(wire).get_updates_request(wire))
    async with app:
        yield app


@asynccontextmanager
async def over_http(telegram: Telegram) -> AsyncIterator[Any]:
    async with serve(telegram) as base_url:
        builder = Application.builder().token(telegram.token).base_url(base_url)
        async with _echoing(builder.base_file_url(base_url.replace("/bot", "/file/bot"))) as app:
            yield app


@pytest.mark.parametrize("wired", [in_process, over_http])
async def test_an_application_polls_sends_edits_and_is_pressed(
    telegram: Telegram, group: Chat, asha: User, wired: Any
) -> None:
    async with wired(telegram) as app:
        await app.updater.start_polling()
        await app.start()
        said = telegram.say(group, asha, "hello")
        await telegram.until(lambda: telegram.sent)
        assert telegram.sent[0]["text"] == "hello"
        assert telegram.sent[0]["entities"] == [{"type": "italic", "offset": 0, "length": 5}]
        telegram.press(telegram.sent[0], "More", asha)
        await telegram.until(lambda: telegram.sent[0]["text"] == "More")
        await app.updater.stop()
        await app.stop()
    assert telegram.calls_of("answerCallbackQuery")[0].params["text"] == "Here is more"
    assert telegram.pending == 0
    assert telegram.sent[0]["message_id"] > said["message"]["message_id"]


@pytest.mark.parametrize("wired", [in_process, over_http])
async def test_the_library_gets_telegrams_errors(telegram: Telegram, wired: Any) -> None:
    async with wired(telegram) as app:
        with pytest.raises(BadRequest, match="Chat not found"):
            await app.bot.send_message(42, "x")


@pytest.mark.parametrize("wired", [in_process, over_http])
async def test_the_library_sends_and_fetches_files(telegram: Telegram, chat: Chat, wired: Any) -> None:
    async with wired(telegram) as app:
        message = await app.bot.send_document(chat.id, b"question,answer", filename="faq.csv")
        file = await app.bot.get_file(message.document)
        assert await file.download_as_bytearray() == b"question,answer"
    assert message.document.file_name == "faq.csv"


async def test_the_library_gets_unauthorized_with_a_wrong_token(telegram: Telegram) -> None:
    with pytest.raises(InvalidToken):
        await Bot("1:wrong", request=DirectWire(telegram)).get_me()


PROCESS = """
import sys
from telegram.ext import Application, MessageHandler, filters
async def echo(update, context): await update.message.reply_text(update.message.text.upper())
app = Application.builder().base_url(sys.argv[1]).token(sys.argv[2]).build()
app.add_handler(MessageHandler(filters.TEXT, echo))
app.run_polling()
"""


def test_a_bot_in_a_process_of_its_own_is_driven_from_a_thread(telegram: Telegram, group: Chat, asha: User) -> None:
    with serve_in_thread(telegram) as base_url:
        bot = subprocess.Popen([sys.executable, "-c", PROCESS, base_url, telegram.token])
        try:
            telegram.say(group, asha, "hello")
            telegram.wait_until(lambda: telegram.sent)
        finally:
            bot.terminate()
            bot.wait(timeout=60)
    assert [message["text"] for message in telegram.sent] == ["HELLO"]
