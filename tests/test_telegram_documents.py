"""Documents travel both ways: people's to the bot, which fetches them, and the bot's to where tests read them."""

from __future__ import annotations

from typing import Any

import pytest
import telegram_fixtures
from telegram import Update
from telegram_double import Chat, Telegram, User
from telegram_fixtures import refusal, result
from telegram_shapes import Upload
from test_telegram_wires import in_process, over_http

asha, chat, group = telegram_fixtures.asha, telegram_fixtures.chat, telegram_fixtures.group


@pytest.mark.parametrize("wired", [in_process, over_http])
async def test_the_library_fetches_what_a_person_uploads(
    telegram: Telegram, chat: Chat, asha: User, wired: Any
) -> None:
    async with wired(telegram) as app:
        update = Update.de_json(telegram.upload(chat, asha, "faq.csv", b"\xefquestion,answer"), app.bot)
        assert update.message
        assert update.message.document
        file = await update.message.document.get_file()
        assert await file.download_as_bytearray() == b"\xefquestion,answer"
    document = update.message.document
    assert (document.file_name, document.mime_type, document.file_size) == ("faq.csv", "text/csv", 16)


@pytest.mark.parametrize("wired", [in_process, over_http])
async def test_what_the_bot_sends_is_read_back_even_after_it_was_deleted(
    telegram: Telegram, chat: Chat, wired: Any
) -> None:
    async with wired(telegram) as app:
        await app.bot.send_document(chat.id, b"question,answer", filename="faq.csv")
    (sent,) = telegram.sent
    assert telegram.document(sent) == b"question,answer"
    telegram.delete(sent)
    assert telegram.document(sent) == b"question,answer"


async def test_a_document_has_a_caption_only_if_given_one(telegram: Telegram, group: Chat, asha: User) -> None:
    asked = await result(telegram, "sendMessage", chat_id=group.id, text="send me the file")
    bare = telegram.upload(group, asha, "facts", b"x")["message"]
    assert bare["document"]["mime_type"] == "application/octet-stream"
    assert not bare.keys() & {"text", "caption", "photo", "reply_to_message"}
    update = telegram.upload(group, asha, "a.bin", b"x", caption="/import now", reply_to=asked, mime_type="text/yaml")
    told = update["message"]
    assert (told["caption"], told["caption_entities"][0]["type"]) == ("/import now", "bot_command")
    assert (told["reply_to_message"]["text"], told["document"]["mime_type"]) == ("send me the file", "text/yaml")
    assert telegram.document(update) == b"x"


async def test_a_caption_is_edited_as_one(telegram: Telegram, group: Chat, asha: User) -> None:
    edited = telegram.edit(telegram.upload(group, asha, "a.csv", b"x"), "now with words")["edited_message"]
    assert (edited["caption"], edited.get("text")) == ("now with words", None)


async def test_a_forwarded_document_stays_the_same_file(telegram: Telegram, group: Chat, asha: User) -> None:
    forwarded = telegram.forward(group, asha, telegram.upload(group, asha, "a.csv", b"x"))
    assert telegram.document(forwarded) == b"x"


async def test_what_is_too_large_is_announced_but_not_handed_out(telegram: Telegram, chat: Chat, asha: User) -> None:
    size = (20 << 20) + 1
    document = telegram.upload(chat, asha, "all.csv", bytes(size))["message"]["document"]
    assert document["file_size"] == size
    assert await refusal(telegram, "getFile", file_id=document["file_id"]) == "Bad Request: file is too big"


async def test_a_document_is_sent_again_by_its_id(telegram: Telegram, chat: Chat) -> None:
    first = await result(telegram, "sendDocument", chat_id=chat.id, document=Upload(b"x", "a.csv"))
    again = await result(telegram, "sendDocument", chat_id=chat.id, document=first["document"]["file_id"])
    assert again["document"] == first["document"]
