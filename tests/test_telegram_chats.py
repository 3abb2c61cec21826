"""Chats and their members are shown as at Telegram."""

from __future__ import annotations

import pytest
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


@pytest.mark.parametrize("method", ["getChatMember", "getChatAdministrators"])
async def test_an_anonymous_administrator_has_all_flags_and_only_the_given_rights(
    telegram: Telegram, group: Chat, asha: User, method: str
) -> None:
    telegram.promote(group, asha, is_anonymous=True, can_change_info=True)
    shown = await result(telegram, method, chat_id=group.id, **({"user_id": asha.id} if method[-1] == "r" else {}))
    (member,) = (one for one in (shown if isinstance(shown, list) else [shown]) if one["user"]["id"] == asha.id)
    flags = {name for name, value in member.items() if isinstance(value, bool)}
    assert {name for name in flags if member[name]} == {"is_anonymous", "can_change_info", "can_manage_chat"}
    assert flags >= {"can_be_edited", "can_delete_messages", "can_restrict_members", "can_promote_members"}


async def test_a_creator_has_no_rights_to_show_but_may_be_anonymous(telegram: Telegram, group: Chat) -> None:
    creator = telegram.creator(group)
    about = {"chat_id": group.id, "user_id": creator.id}
    expected = {"status": "creator", "user": creator.json(), "is_anonymous": False}
    assert await result(telegram, "getChatMember", **about) == expected
    telegram.hide_identity(group, creator)
    assert await result(telegram, "getChatAdministrators", chat_id=group.id) == [expected | {"is_anonymous": True}]
    with pytest.raises(AssertionError, match="Creator created Readers"):
        telegram.promote(group, creator)


def test_only_who_rules_may_be_anonymous(telegram: Telegram, group: Chat, asha: User) -> None:
    with pytest.raises(AssertionError, match="Asha does not rule Readers"):
        telegram.hide_identity(group, asha)


async def test_hidden_members_are_shown_to_administrators_only_but_administrators_to_all(
    telegram: Telegram, group: Chat, asha: User
) -> None:
    telegram.hides_members = True
    about = {"chat_id": group.id, "user_id": asha.id}
    assert await refusal(telegram, "getChatMember", **about) == "Bad Request: CHAT_ADMIN_REQUIRED"
    own = await result(telegram, "getChatMember", chat_id=group.id, user_id=telegram.bot.id)
    assert own["status"] == "member"
    (creator,) = await result(telegram, "getChatAdministrators", chat_id=group.id)
    assert creator["status"] == "creator"
    telegram.promote(group, telegram.bot)
    assert (await result(telegram, "getChatMember", **about))["status"] == "member"


async def test_basic_groups_and_private_chats_hide_nobody(telegram: Telegram, chat: Chat, asha: User) -> None:
    telegram.hides_members = True
    for place in (chat, telegram.group(members=[asha], type="group")):
        assert (await result(telegram, "getChatMember", chat_id=place.id, user_id=asha.id))["status"] == "member"
