"""Chats and their members are shown as at Telegram."""

from __future__ import annotations

import telegram_fixtures
from telegram_double import Chat, Telegram, User
from telegram_fixtures import refusal, result

asha, chat, group = telegram_fixtures.asha, telegram_fixtures.chat, telegram_fixtures.group


async def test_members_are_shown_with_status_and_rights(telegram: Telegram, group: Chat, asha: User) -> None:
    about = {"chat_id": group.id, "user_id": asha.id}
    assert (await result(telegram, "getChatMember", **about))["status"] == "member"
    telegram.promote(group, asha, can_change_info=True)
    admin = await result(telegram, "getChatMember", **about)
    assert (admin["can_change_info"], admin["can_delete_messages"]) == (True, False)
    ruling = await result(telegram, "getChatAdministrators", chat_id=group.id)
    assert {member["status"] for member in ruling} == {"creator", "administrator"}
    assert await result(telegram, "getChatMemberCount", chat_id=group.id) == 3


async def test_a_stranger_is_not_found_and_an_acquaintance_has_left(telegram: Telegram, group: Chat) -> None:
    stranger = telegram.user("Ravi")
    about = {"chat_id": group.id, "user_id": stranger.id}
    assert await refusal(telegram, "getChatMember", **about) == "Bad Request: user not found"
    telegram.private(stranger)
    assert (await result(telegram, "getChatMember", **about))["status"] == "left"


async def test_private_chats_have_no_administrators(telegram: Telegram, chat: Chat) -> None:
    description = await refusal(telegram, "getChatAdministrators", chat_id=chat.id)
    assert description == "Bad Request: there are no administrators in the private chat"


async def test_a_chat_is_shown_in_full(telegram: Telegram, group: Chat) -> None:
    channel = telegram.channel("News")
    telegram.automatic_forward(group, channel, "x")
    assert (await result(telegram, "getChat", chat_id=group.id))["linked_chat_id"] == channel.id
