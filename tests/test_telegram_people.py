"""What people do reaches the bot in the form, and to the extent, that it does at Telegram."""

from __future__ import annotations

import pytest
import telegram_fixtures
from telegram import Update
from telegram_double import Chat, Telegram, User
from telegram_fixtures import result
from telegram_shapes import Misshapen

asha, chat, group = telegram_fixtures.asha, telegram_fixtures.chat, telegram_fixtures.group


def test_every_deed_makes_an_update_that_the_library_takes(telegram: Telegram, asha: User) -> None:
    forum, channel = telegram.group("Forum", [asha], is_forum=True), telegram.channel("News")
    said = telegram.say(forum, asha, "when?", thread=telegram.open_topic(forum, "Topic"))
    telegram.say(forum, asha, "then", reply_to=said, quote="when")
    telegram.say(forum, asha, "a picture", caption=True)
    telegram.say_as_anonymous_admin(forum, "/addfaq", author_signature="Editor")
    telegram.say_as_channel(forum, channel, "hi")
    telegram.forward(forum, asha, telegram.automatic_forward(forum, channel, "News of today"))
    telegram.forward(forum, asha, said, hidden=True)
    telegram.edit(said, "when is lunch?")
    telegram.promote(forum, asha)
    telegram.demote(forum, asha)
    telegram.leave(forum, asha)
    telegram.join(forum, asha)
    telegram.kick_bot(forum)
    telegram.add_bot(forum)
    parsed = [Update.de_json(update) for update in telegram.updates]
    assert all(update.effective_chat == parsed[0].effective_chat for update in parsed)


def test_senders_who_are_no_persons_look_as_at_telegram(telegram: Telegram, group: Chat) -> None:
    channel = telegram.channel("News")
    anonymous = telegram.say_as_anonymous_admin(group, "x")["message"]
    assert (anonymous["from"]["id"], anonymous["sender_chat"]["id"]) == (1087968824, group.id)
    posing = telegram.say_as_channel(group, channel, "x")["message"]
    assert (posing["from"]["id"], posing["sender_chat"]["id"]) == (136817688, channel.id)
    post = telegram.automatic_forward(group, channel, "x")["message"]
    assert (post["from"]["id"], post["is_automatic_forward"]) == (777000, True)
    assert post["forward_origin"]["type"] == "channel"


def test_an_author_may_hide_when_forwarded(telegram: Telegram, group: Chat, asha: User) -> None:
    said = telegram.say(group, asha, "x")
    forwards = [telegram.forward(group, asha, said, hidden=hidden)["message"] for hidden in (True, False)]
    assert forwards[0]["forward_origin"]["sender_user_name"] == "Asha"
    assert forwards[1]["forward_origin"]["sender_user"]["id"] == asha.id


def test_a_caption_comes_under_a_picture_unless_another_medium_is_given(
    telegram: Telegram, group: Chat, asha: User
) -> None:
    assert telegram.say(group, asha, "x", caption=True)["message"]["photo"]
    document = {"file_id": "a", "file_unique_id": "b"}
    message = telegram.say(group, asha, "see a.org", caption=True, document=document)["message"]
    assert ("photo" in message, message["caption"], message["document"]) == (False, "see a.org", document)
    assert [entity["type"] for entity in message["caption_entities"]] == ["url"]


def test_ids_are_those_of_their_kind(telegram: Telegram, asha: User) -> None:
    forum, basic = telegram.group(members=[asha], is_forum=True), telegram.group(members=[asha], type="group")
    assert forum.id < -1_000_000_000_000 < basic.id < 0
    places = [forum, basic, telegram.private(asha)]
    said = [telegram.say(place, asha, "x")["message"] for place in places]
    assert [message["chat"].get("is_forum") for message in said] == [True, None, None]
    first, second, third = (message["message_id"] for message in said)
    assert first == second == third - 1  # a supergroup counts for itself, other chats together


async def test_a_deleted_topic_takes_only_its_own_messages(telegram: Telegram, asha: User) -> None:
    forums = [telegram.group(members=[asha], is_forum=True) for _ in range(2)]
    threads = [telegram.open_topic(forum, "Topic") for forum in forums]
    assert threads[0] == threads[1]
    telegram.delete_topic(forums[0], threads[0])
    assert [key[0] for key in telegram.messages] == [forums[1].id]


def test_a_misspelt_field_of_a_message_is_caught(telegram: Telegram, group: Chat, asha: User) -> None:
    with pytest.raises(Misshapen, match=r"unknown field message\.is_from_ofline"):
        telegram.say(group, asha, "x", is_from_ofline=True)


def test_who_is_not_there_cannot_speak(telegram: Telegram, group: Chat) -> None:
    with pytest.raises(AssertionError, match="Ravi is not in Readers"):
        telegram.say(group, telegram.user("Ravi"), "x")


async def test_in_privacy_mode_a_bot_hears_only_what_is_meant_for_it(
    telegram: Telegram, group: Chat, asha: User
) -> None:
    telegram.reads_all_group_messages = False
    sent = await result(telegram, "sendMessage", chat_id=group.id, text="x")
    telegram.say(group, asha, "not for the bot, nor for @PramanaBot")
    telegram.say(group, asha, "/ask@OtherBot")
    heard = [telegram.say(group, asha, "/ask@pramanabot"), telegram.say(group, asha, "/ask")]
    heard.append(telegram.say(group, asha, "a reply", reply_to=sent))
    assert await result(telegram, "getUpdates") == heard


def test_a_link_starts_the_bot_with_its_payload(telegram: Telegram, asha: User) -> None:
    message = telegram.open_link(asha, "add_Zm9v-1")["message"]
    assert (message["text"], message["chat"]["type"], message["from"]["id"]) == (
        "/start add_Zm9v-1",
        "private",
        asha.id,
    )
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert telegram.open_link(asha)["message"]["text"] == "/start"


async def test_a_link_unblocks_the_bot(telegram: Telegram, chat: Chat, asha: User) -> None:
    blocked = telegram.block_bot(asha)
    started = telegram.open_link(asha, "x")
    first, unblocked, last = await result(telegram, "getUpdates")
    assert (first, last) == (blocked, started)
    assert unblocked["my_chat_member"]["new_chat_member"]["status"] == "member"


@pytest.mark.parametrize("payload", ["a b", "ä", "x" * 65, "x=1", "x\n"])
def test_no_client_passes_on_what_is_no_payload(telegram: Telegram, asha: User, payload: str) -> None:
    with pytest.raises(AssertionError, match="no client passes"):
        telegram.open_link(asha, payload)
