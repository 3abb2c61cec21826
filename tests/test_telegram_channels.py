"""Channels, and what is forwarded from them and from others, look as at Telegram."""

from __future__ import annotations

import telegram_fixtures
from telegram import MessageOriginChannel, Update
from telegram_double import Chat, Telegram, User
from telegram_fixtures import Json, result

asha, chat, group = telegram_fixtures.asha, telegram_fixtures.chat, telegram_fixtures.group


def origin_of(update: Json) -> Json:
    """Where the forwarded message in an update came from first."""
    origin: Json = update["message"]["forward_origin"]
    return origin


def permalink(update: Json) -> str | None:
    """The link to the post that was forwarded, as the library makes it."""
    message = Update.de_json(update).message
    assert message
    origin = message.forward_origin
    assert isinstance(origin, MessageOriginChannel)
    return origin.chat.link and f"{origin.chat.link}/{origin.message_id}"


async def test_a_bot_in_a_channel_hears_its_posts_and_one_outside_does_not(telegram: Telegram) -> None:
    channel = telegram.channel("News")
    telegram.post(channel, "unheard")
    promoted = telegram.promote(channel, telegram.bot)
    posted = telegram.post(channel, "heard", author_signature="Ravi")
    assert await result(telegram, "getUpdates") == [promoted, posted]
    assert posted["channel_post"].get("from") is None
    assert posted["channel_post"]["author_signature"] == "Ravi"
    edited = telegram.edit(posted, "corrected")
    assert edited["edited_channel_post"]["message_id"] == posted["channel_post"]["message_id"]
    assert telegram.edit(edited, "again")["edited_channel_post"]["text"] == "again"


def test_administrators_of_channels_have_the_rights_of_channels(telegram: Telegram, group: Chat, asha: User) -> None:
    channel = telegram.channel()
    telegram.promote(channel, telegram.bot)
    telegram.promote(group, asha)
    assert channel.members[telegram.bot.id]["can_post_messages"]
    assert "can_pin_messages" not in channel.members[telegram.bot.id]
    assert group.members[asha.id]["can_pin_messages"]
    assert "can_post_messages" not in group.members[asha.id]


async def test_a_post_of_the_linked_channel_tells_where_it_is(telegram: Telegram, group: Chat) -> None:
    channel = telegram.channel("News", username="news")
    telegram.post(channel, "an earlier one")
    update = telegram.automatic_forward(group, channel, "signed today", author_signature="Ravi")
    origin = origin_of(update)
    assert (origin["type"], origin["chat"]["username"], origin["author_signature"]) == ("channel", "news", "Ravi")
    assert telegram.messages[channel.id, origin["message_id"]]["text"] == "signed today"
    assert permalink(update) == f"https://t.me/news/{origin['message_id']}"


async def test_a_private_channel_has_no_username_to_link_to(telegram: Telegram, group: Chat) -> None:
    channel = telegram.channel("Staff")
    update = telegram.automatic_forward(group, channel, "signed today")
    assert origin_of(update)["chat"] == {"id": channel.id, "type": "channel", "title": "Staff"}
    assert "author_signature" not in origin_of(update)
    assert str(channel.id).startswith("-100")
    assert permalink(update) is None


async def test_what_is_forwarded_names_its_first_origin(telegram: Telegram, group: Chat, asha: User) -> None:
    channel = telegram.channel("News", username="news")
    post = telegram.post(channel, "signed today", author_signature="Ravi")
    origin = origin_of(telegram.forward(group, asha, post))
    assert (origin["type"], origin["message_id"]) == ("channel", post["channel_post"]["message_id"])
    assert (origin["chat"]["username"], origin["author_signature"]) == ("news", "Ravi")
    again = telegram.forward(group, asha, telegram.forward(group, asha, post))
    assert origin_of(again) == origin


async def test_other_origins_are_people_hidden_people_and_chats(telegram: Telegram, group: Chat, asha: User) -> None:
    said = telegram.say(group, asha, "x")
    anonymous = telegram.say_as_anonymous_admin(group, "x", author_signature="Editor")
    person = origin_of(telegram.forward(group, asha, said))
    hidden = origin_of(telegram.forward(group, asha, said, hidden=True))
    ruling = origin_of(telegram.forward(group, asha, anonymous))
    assert (person["type"], person["sender_user"]["id"]) == ("user", asha.id)
    assert (hidden["type"], hidden["sender_user_name"]) == ("hidden_user", "Asha")
    assert (ruling["type"], ruling["sender_chat"]["id"], ruling["author_signature"]) == ("chat", group.id, "Editor")
