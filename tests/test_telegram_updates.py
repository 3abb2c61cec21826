"""Updates wait, expire and are delivered as at Telegram."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import telegram_fixtures
from telegram_double import Chat, Telegram, User
from telegram_fixtures import Json, button, keyboard, refusal, result

asha, chat, group = telegram_fixtures.asha, telegram_fixtures.chat, telegram_fixtures.group


async def test_updates_come_in_order_until_acknowledged(telegram: Telegram, chat: Chat, asha: User) -> None:
    made = [telegram.say(chat, asha, str(number)) for number in range(3)]
    assert await result(telegram, "getUpdates") == made
    assert await result(telegram, "getUpdates", limit=1) == made[:1]
    assert await result(telegram, "getUpdates", offset=made[1]["update_id"]) == made[1:]
    assert telegram.pending == 2
    assert await result(telegram, "getUpdates", offset=-1) == made[2:]


async def test_a_poll_waits_until_something_happens(telegram: Telegram, chat: Chat, asha: User) -> None:
    poll = asyncio.create_task(result(telegram, "getUpdates", timeout=50))
    await asyncio.sleep(0)
    made = telegram.say(chat, asha, "x")
    assert await asyncio.wait_for(poll, 1) == [made]


async def test_a_poll_waits_for_50_seconds_at_most(telegram: Telegram, monkeypatch: pytest.MonkeyPatch) -> None:
    waits = []

    async def heard(seen: Any, seconds: float) -> bool:
        waits.append(seconds)
        return True

    monkeypatch.setattr(telegram.bell, "heard", heard)
    assert await result(telegram, "getUpdates", timeout=600) == []
    assert waits == [50]


async def test_a_second_poll_ends_the_first(telegram: Telegram) -> None:
    first = asyncio.create_task(refusal(telegram, "getUpdates", timeout=50))
    await asyncio.sleep(0)
    second = asyncio.create_task(result(telegram, "getUpdates", timeout=50))
    expected = "terminated by other getUpdates request; make sure that only one bot instance is running"
    assert await asyncio.wait_for(first, 1) == f"Conflict: {expected}"
    second.cancel()


async def test_polls_are_refused_beside_a_webhook(telegram: Telegram) -> None:
    plain = await refusal(telegram, "setWebhook", url="http://example.org")
    assert plain == "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    for secret, words in {"x" * 257: "is too long", "ä": "contains unallowed characters"}.items():
        description = await refusal(telegram, "setWebhook", url="https://example.org", secret_token=secret)
        assert description == f"Bad Request: secret token {words}"
    assert await result(telegram, "setWebhook", url="https://example.org", secret_token="s" * 256)
    assert (await result(telegram, "getWebhookInfo"))["url"] == "https://example.org"
    remedy = "use deleteWebhook to delete the webhook first"
    expected = f"Conflict: can't use getUpdates method while webhook is active; {remedy}"
    assert await refusal(telegram, "getUpdates") == expected
    assert await result(telegram, "deleteWebhook", drop_pending_updates=True)
    assert await result(telegram, "getUpdates") == []


async def test_presses_wait_for_150_seconds_and_messages_for_a_day(telegram: Telegram, chat: Chat, asha: User) -> None:
    sent = await result(telegram, "sendMessage", chat_id=chat.id, text="x", reply_markup=keyboard([button()]))
    telegram.clock.freeze()
    made = [telegram.press(sent, "Yes", asha), telegram.say(chat, asha, "x")]
    telegram.clock.advance(149)
    assert await result(telegram, "getUpdates") == made
    telegram.clock.advance(1)
    assert await result(telegram, "getUpdates") == made[1:]
    telegram.clock.advance(24 * 3600 - 152)
    edited = telegram.edit(made[1], "y")
    assert await result(telegram, "getUpdates") == [made[1], edited]
    telegram.clock.advance(3)
    assert await result(telegram, "getUpdates") == [edited]


async def test_member_changes_come_only_to_administrators_who_asked(
    telegram: Telegram, group: Chat, asha: User
) -> None:
    telegram.promote(group, asha)
    promoted = telegram.promote(group, telegram.bot)
    telegram.demote(group, asha)
    assert await result(telegram, "getUpdates", allowed_updates=["chat_member", "my_chat_member"]) == [promoted]
    changed = telegram.promote(group, asha)
    telegram.say(group, asha, "no message is wanted")
    assert await result(telegram, "getUpdates", offset=promoted["update_id"] + 1) == [changed]


async def test_a_bot_that_was_kicked_hears_nothing(telegram: Telegram, group: Chat, asha: User) -> None:
    kicked = telegram.kick_bot(group)
    telegram.say(group, asha, "x")
    assert await result(telegram, "getUpdates") == [kicked]


def standings_of(change: Json) -> tuple[str, str]:
    """What someone was, and is, in a chat, given a chat_member or my_chat_member."""
    return change["old_chat_member"]["status"], change["new_chat_member"]["status"]


def test_every_change_of_standing_is_told_with_what_was_before(telegram: Telegram, group: Chat, asha: User) -> None:
    creator = telegram.creator(group)
    deeds = [telegram.promote, telegram.demote, telegram.kick]
    changes = [deed(group, asha, by=creator)["chat_member"] for deed in deeds]
    assert [standings_of(change) for change in changes] == [
        ("member", "administrator"),
        ("administrator", "member"),
        ("member", "kicked"),
    ]
    assert {change["from"]["id"] for change in changes} == {creator.id}
    own = [telegram.promote(group, telegram.bot), telegram.demote(group, telegram.bot), telegram.kick_bot(group)]
    own.append(telegram.add_bot(group))
    assert [standings_of(update["my_chat_member"]) for update in own] == [
        ("member", "administrator"),
        ("administrator", "member"),
        ("member", "kicked"),
        ("kicked", "member"),
    ]


async def test_both_messages_of_a_migration_may_be_had_again(telegram: Telegram, asha: User) -> None:
    old, other = (telegram.group("Readers", [asha], type="group") for _ in range(2))
    new, _ = telegram.migrate(old), telegram.migrate(other)
    leaving, arriving = telegram.told_of_migration(old)
    assert (leaving["message"]["chat"]["id"], leaving["message"]["migrate_to_chat_id"]) == (old.id, new.id)
    assert (arriving["message"]["chat"]["id"], arriving["message"]["migrate_from_chat_id"]) == (new.id, old.id)
    assert (await result(telegram, "getUpdates"))[:2] == [leaving, arriving]
    assert telegram.told_of_migration(old) == (leaving, arriving)
