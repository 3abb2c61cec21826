"""A bot's messages reply, quote, change, go and carry files as at Telegram."""

from __future__ import annotations

import telegram_fixtures
from telegram_double import Chat, Telegram, User, buttons
from telegram_fixtures import Json, button, keyboard, refusal, result
from telegram_shapes import Upload

asha, chat, group = telegram_fixtures.asha, telegram_fixtures.chat, telegram_fixtures.group
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a"
    " current content and reply markup of the message"
)


# --- replies and quotes


async def test_a_reply_needs_its_message_unless_told_otherwise(telegram: Telegram, chat: Chat) -> None:
    params: Json = {"chat_id": chat.id, "text": "x"}
    gone = {"message_id": 999}
    description = await refusal(telegram, "sendMessage", **params, reply_parameters=gone)
    assert description == "Bad Request: message to be replied not found"
    tolerant = gone | {"allow_sending_without_reply": True}
    assert "reply_to_message" not in await result(telegram, "sendMessage", **params, reply_parameters=tolerant)


async def test_a_quote_must_be_what_was_said(telegram: Telegram, chat: Chat, asha: User) -> None:
    said = telegram.say(chat, asha, "😀 when is lunch?")["message"]
    params: Json = {"chat_id": chat.id, "text": "At one."}
    about = {"message_id": said["message_id"], "quote": "lunch"}
    message = await result(telegram, "sendMessage", **params, reply_parameters=about)
    assert message["quote"] == {"text": "lunch", "position": 11, "is_manual": True}
    description = await refusal(telegram, "sendMessage", **params, reply_parameters=about | {"quote": "dinner"})
    assert description == "Bad Request: QUOTE_TEXT_INVALID"
    about["message_id"] = telegram.say(chat, asha, "x" * 2000)["message"]["message_id"]
    assert await result(telegram, "sendMessage", **params, reply_parameters=about | {"quote": "x" * 1024})
    description = await refusal(telegram, "sendMessage", **params, reply_parameters=about | {"quote": "x" * 1025})
    assert description == "Bad Request: QUOTE_TEXT_INVALID"


async def test_protected_content_is_marked(telegram: Telegram, chat: Chat) -> None:
    protected = await result(telegram, "sendMessage", chat_id=chat.id, text="x", protect_content=True)
    plain = await result(telegram, "sendMessage", chat_id=chat.id, text="x")
    assert ("has_protected_content" in protected, "has_protected_content" in plain) == (True, False)


# --- editing and deleting


async def test_an_edit_replaces_text_and_keyboard(telegram: Telegram, chat: Chat) -> None:
    markup = keyboard([button()])
    sent = await result(telegram, "sendMessage", chat_id=chat.id, text="x", reply_markup=markup)
    about = {"chat_id": chat.id, "message_id": sent["message_id"]}
    edited = await result(telegram, "editMessageText", **about, text="<b>y</b>", parse_mode="HTML")
    assert (edited["text"], edited["entities"][0]["type"], "reply_markup" in edited) == ("y", "bold", False)
    assert edited["edit_date"] >= edited["date"]
    assert telegram.sent == [edited]
    again = await result(telegram, "editMessageReplyMarkup", **about, reply_markup=markup)
    assert buttons(again) == [button()]


async def test_an_edit_must_change_something(telegram: Telegram, chat: Chat) -> None:
    sent = await result(telegram, "sendMessage", chat_id=chat.id, text="x")
    about = {"chat_id": chat.id, "message_id": sent["message_id"]}
    assert await refusal(telegram, "editMessageText", **about, text=" x ") == NOT_MODIFIED
    assert await refusal(telegram, "editMessageReplyMarkup", **about) == NOT_MODIFIED


async def test_only_own_messages_that_exist_can_be_edited(telegram: Telegram, chat: Chat, asha: User) -> None:
    said = telegram.say(chat, asha, "x")["message"]
    about: Json = {"chat_id": chat.id, "text": "y"}
    foreign = await refusal(telegram, "editMessageText", **about, message_id=said["message_id"])
    assert foreign == "Bad Request: message can't be edited"
    missing = await refusal(telegram, "editMessageText", **about, message_id=999)
    assert missing == "Bad Request: message to edit not found"


async def test_a_message_is_deleted_once(telegram: Telegram, chat: Chat) -> None:
    sent = await result(telegram, "sendMessage", chat_id=chat.id, text="x")
    about = {"chat_id": chat.id, "message_id": sent["message_id"]}
    assert await result(telegram, "deleteMessage", **about)
    assert await refusal(telegram, "deleteMessage", **about) == "Bad Request: message to delete not found"
    assert telegram.sent == []


async def test_others_messages_are_deleted_by_administrators_only(telegram: Telegram, group: Chat, asha: User) -> None:
    said = telegram.say(group, asha, "x")["message"]
    about = {"chat_id": group.id, "message_id": said["message_id"]}
    assert await refusal(telegram, "deleteMessage", **about) == "Bad Request: message can't be deleted"
    telegram.promote(group, telegram.bot, can_delete_messages=True)
    assert await result(telegram, "deleteMessage", **about)


async def test_own_messages_are_deletable_for_two_days(telegram: Telegram, group: Chat) -> None:
    sent = await result(telegram, "sendMessage", chat_id=group.id, text="x")
    telegram.clock.freeze(sent["date"] + 48 * 3600)
    about = {"chat_id": group.id, "message_id": sent["message_id"]}
    assert await refusal(telegram, "deleteMessage", **about) == "Bad Request: message can't be deleted"
    telegram.clock.advance(-1)
    assert await result(telegram, "deleteMessage", **about)


# --- reactions and files


async def test_reactions_and_actions_must_be_telegrams(telegram: Telegram, chat: Chat, asha: User) -> None:
    said = telegram.say(chat, asha, "x")["message"]
    about = {"chat_id": chat.id, "message_id": said["message_id"]}
    eyes, apple = ([{"type": "emoji", "emoji": emoji}] for emoji in "👀🍏")
    assert await result(telegram, "setMessageReaction", **about, reaction=eyes)
    assert await refusal(telegram, "setMessageReaction", **about, reaction=apple) == "Bad Request: REACTION_INVALID"
    assert await result(telegram, "sendChatAction", chat_id=chat.id, action="typing")
    wrong = await refusal(telegram, "sendChatAction", chat_id=chat.id, action="thinking")
    assert wrong == "Bad Request: wrong parameter action in request"


async def test_a_document_can_be_sent_and_fetched(telegram: Telegram, chat: Chat) -> None:
    upload = Upload(b"question,answer", "faq.csv")
    message = await result(
        telegram, "sendDocument", chat_id=chat.id, document=upload, caption="<b>All</b>", parse_mode="HTML"
    )
    assert (message["document"]["file_name"], message["caption"]) == ("faq.csv", "All")
    file = await result(telegram, "getFile", file_id=message["document"]["file_id"])
    assert telegram.file_at(file["file_path"]) == b"question,answer"
    assert await refusal(telegram, "getFile", file_id="x") == "Bad Request: invalid file_id"
    missing = await refusal(telegram, "sendDocument", chat_id=chat.id)
    assert missing == "Bad Request: there is no document in the request"
    assert await result(telegram, "sendDocument", chat_id=chat.id, document=upload, caption="x" * 1024)
    long = await refusal(telegram, "sendDocument", chat_id=chat.id, document=upload, caption="x" * 1025)
    assert long == "Bad Request: message caption is too long"
