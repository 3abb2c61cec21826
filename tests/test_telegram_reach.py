"""A bot reaches the chats and topics which Telegram lets it reach, and is refused the rest in its words."""

from __future__ import annotations

import pytest
import telegram_fixtures
from telegram_double import Chat, Telegram, User
from telegram_fixtures import refusal, result
from telegram_shapes import Upload

asha, chat, group = telegram_fixtures.asha, telegram_fixtures.chat, telegram_fixtures.group


@pytest.mark.parametrize("chat_id", [42, -1001, "@nobody", "x"])
async def test_an_unknown_chat_is_not_found(telegram: Telegram, chat_id: int | str) -> None:
    assert await refusal(telegram, "sendMessage", chat_id=chat_id, text="x") == "Bad Request: chat not found"


async def test_a_chat_must_be_named(telegram: Telegram) -> None:
    assert await refusal(telegram, "sendMessage", text="x") == "Bad Request: chat_id is empty"


async def test_a_public_group_is_found_by_its_username(telegram: Telegram) -> None:
    public = telegram.group("Public", username="readers")
    assert (await result(telegram, "sendMessage", chat_id="@readers", text="x"))["chat"]["id"] == public.id


async def test_a_bot_cannot_write_first(telegram: Telegram, group: Chat, asha: User) -> None:
    description = await refusal(telegram, "sendMessage", chat_id=asha.id, text="x")
    assert description == "Forbidden: bot can't initiate conversation with a user"


async def test_who_blocked_the_bot_is_not_reached(telegram: Telegram, chat: Chat, asha: User) -> None:
    telegram.block_bot(asha)
    description = await refusal(telegram, "sendMessage", chat_id=chat.id, text="x")
    assert description == "Forbidden: bot was blocked by the user"
    telegram.unblock_bot(asha)
    assert await result(telegram, "sendMessage", chat_id=chat.id, text="x")


async def test_a_deleted_account_is_not_reached(telegram: Telegram, chat: Chat, asha: User) -> None:
    asha.deactivated = True
    assert await refusal(telegram, "sendMessage", chat_id=chat.id, text="x") == "Forbidden: user is deactivated"
    assert await refusal(telegram, "editMessageText", chat_id=chat.id, message_id=1, text="x") == (
        "Forbidden: user is deactivated"
    )
    assert "permissions" not in await result(telegram, "getChat", chat_id=chat.id)


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_kicked_bot_is_refused(telegram: Telegram, kind: str) -> None:
    group = telegram.group(type=kind)
    telegram.kick_bot(group)
    description = await refusal(telegram, "sendMessage", chat_id=group.id, text="x")
    assert description == f"Forbidden: bot was kicked from the {kind} chat"


async def test_basic_groups_still_show_themselves_to_a_kicked_bot(telegram: Telegram) -> None:
    group = telegram.group(type="group")
    telegram.kick_bot(group)
    assert (await result(telegram, "getChat", chat_id=group.id))["title"] == "Group"
    own = await result(telegram, "getChatMember", chat_id=group.id, user_id=telegram.bot.id)
    assert own["status"] == "kicked"
    members = await refusal(telegram, "getChatMemberCount", chat_id=group.id)
    assert members == "Forbidden: bot was kicked from the group chat"


async def test_public_groups_show_themselves_to_all(telegram: Telegram) -> None:
    public = telegram.group(username="readers")
    assert await result(telegram, "leaveChat", chat_id=public.id)
    assert (await result(telegram, "getChat", chat_id="@readers"))["id"] == public.id
    description = await refusal(telegram, "getChatMemberCount", chat_id=public.id)
    assert description == "Forbidden: bot is not a member of the supergroup chat"


async def test_a_bot_that_left_is_no_member(telegram: Telegram, group: Chat) -> None:
    assert await result(telegram, "leaveChat", chat_id=group.id)
    description = await refusal(telegram, "getChat", chat_id=group.id)
    assert description == "Forbidden: bot is not a member of the supergroup chat"


async def test_a_muted_bot_may_not_write(telegram: Telegram, group: Chat) -> None:
    telegram.mute(group, telegram.bot)
    description = await refusal(telegram, "sendMessage", chat_id=group.id, text="x")
    assert description == "Bad Request: not enough rights to send text messages to the chat"


async def test_a_migrated_group_names_its_successor(telegram: Telegram) -> None:
    old = telegram.group("Old", type="group")
    new = telegram.migrate(old)
    code, body = await telegram.answer("sendMessage", {"chat_id": old.id, "text": "x"})
    assert (code, body["description"]) == (400, "Bad Request: group chat was upgraded to a supergroup chat")
    assert body["parameters"] == {"migrate_to_chat_id": new.id}
    assert await result(telegram, "sendMessage", chat_id=new.id, text="x")
    told = [update["message"] for update in telegram.updates]
    assert (told[0]["migrate_to_chat_id"], told[1]["migrate_from_chat_id"]) == (new.id, old.id)


@pytest.mark.parametrize("thread", [1, 999])
async def test_threads_exist_in_forums_only_and_general_is_none(telegram: Telegram, group: Chat, thread: int) -> None:
    forum = telegram.group("Forum", is_forum=True)
    for place in (group, forum):
        params = {"chat_id": place.id, "text": "x", "message_thread_id": thread}
        assert await refusal(telegram, "sendMessage", **params) == "Bad Request: message thread not found"


async def test_a_message_in_a_topic_is_shown_as_reply_to_its_beginning(telegram: Telegram) -> None:
    forum = telegram.group("Forum", is_forum=True)
    thread = telegram.open_topic(forum, "Questions")
    message = await result(telegram, "sendMessage", chat_id=forum.id, text="x", message_thread_id=thread)
    assert (message["is_topic_message"], message["message_thread_id"]) == (True, thread)
    assert message["reply_to_message"]["forum_topic_created"]["name"] == "Questions"


async def test_a_closed_topic_refuses_and_a_deleted_one_is_gone(telegram: Telegram) -> None:
    forum = telegram.group("Forum", is_forum=True)
    thread = telegram.open_topic(forum, "Questions")
    params = {"chat_id": forum.id, "text": "x", "message_thread_id": thread}
    telegram.close_topic(forum, thread)
    assert await refusal(telegram, "sendMessage", **params) == "Bad Request: TOPIC_CLOSED"
    telegram.delete_topic(forum, thread)
    assert await refusal(telegram, "sendMessage", **params) == "Bad Request: message thread not found"


async def test_all_that_writes_to_a_migrated_group_or_asks_for_its_members_names_its_successor(
    telegram: Telegram, asha: User
) -> None:
    old = telegram.group("Old", [asha], type="group")
    new = telegram.migrate(old)
    calls = {
        "sendMessage": {"text": "x"},
        "sendDocument": {"document": "a", "caption": "x"},
        "getChatAdministrators": {},
        "getChatMember": {"user_id": asha.id},
        "sendChatAction": {"action": "typing"},
    }
    telegram.files["a"] = Upload(b"x", "a.csv")
    for method, params in calls.items():
        _, body = await telegram.answer(method, {"chat_id": old.id, **params})
        assert body["parameters"] == {"migrate_to_chat_id": new.id}, method


async def test_a_message_deleted_in_the_middle_is_neither_replied_to_nor_edited(
    telegram: Telegram, group: Chat, asha: User
) -> None:
    said = telegram.say(group, asha, "when?")
    sent = await result(telegram, "sendMessage", chat_id=group.id, text="wait")
    telegram.delete(said)
    telegram.delete(sent)
    about = {"chat_id": group.id, "text": "then"}
    reply = about | {"reply_parameters": {"message_id": said["message"]["message_id"]}}
    assert await refusal(telegram, "sendMessage", **reply) == "Bad Request: message to be replied not found"
    edit = about | {"message_id": sent["message_id"]}
    assert await refusal(telegram, "editMessageText", **edit) == "Bad Request: message to edit not found"
    reply["reply_parameters"]["allow_sending_without_reply"] = True
    assert "reply_to_message" not in await result(telegram, "sendMessage", **reply)
