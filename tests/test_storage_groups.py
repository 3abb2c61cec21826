"""What is kept of a group as a whole: whoever changes one thing of it leaves alone what others change meanwhile."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from small_groups import CHAT, NOW

from knowledge.storage import Group, Storage, open_storage

DAILY = Group(CHAT, digest="daily", digest_chat=CHAT, digest_thread=7, digest_language="ru", digest_at=NOW)


@pytest.fixture
async def storage(migrated_url: str) -> AsyncIterator[Storage]:
    opened = await open_storage(migrated_url)
    yield opened
    await opened.close()


# --- digests


async def test_a_digest_is_kept_as_it_was_chosen_also_of_a_group_that_nothing_is_kept_of(storage: Storage) -> None:
    await storage.groups.set_digest(DAILY)
    assert await storage.groups.group(CHAT) == DAILY


async def test_choosing_a_digest_and_sending_it_leave_a_group_left_that_was_left_meanwhile(storage: Storage) -> None:
    await storage.groups.returned(CHAT, "Trade talk")
    read_before = await storage.groups.group(CHAT)
    await storage.groups.left(CHAT, NOW)
    await storage.groups.set_digest(replace(read_before, digest="daily", digest_chat=CHAT, digest_at=NOW))
    await storage.groups.digest_sent(CHAT, NOW)
    await storage.groups.stop_digest(await storage.groups.group(CHAT))
    now = await storage.groups.group(CHAT)
    assert (now.left_at, now.title, now.digest, now.digest_at) == (NOW, "Trade talk", "off", NOW)


async def test_only_the_digest_that_could_not_be_sent_is_stopped_and_none_that_was_chosen_meanwhile(
    storage: Storage,
) -> None:
    await storage.groups.set_digest(DAILY)
    elsewhere = replace(DAILY, digest_chat=1002, digest_thread=None)
    await storage.groups.set_digest(elsewhere)
    await storage.groups.stop_digest(DAILY)
    assert await storage.groups.group(CHAT) == elsewhere
    await storage.groups.stop_digest(elsewhere)
    assert await storage.groups.group(CHAT) == replace(elsewhere, digest="off", digest_chat=None)


async def test_of_a_group_that_nothing_is_kept_of_no_sent_digest_is_noted(storage: Storage) -> None:
    await storage.groups.digest_sent(CHAT, NOW)
    assert await storage.groups.all() == ()
