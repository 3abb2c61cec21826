"""Several who write what nobody wrote before, all at the same moment: each is heard, and none is refused."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from small_groups import ASHA, BORIS, CHAT, NOW, asking, edit, votes_on

from knowledge.storage import PastReply, Storage, Verdict, Voter, Waiting, Why, open_storage

MANY = 4
LUNCH = "When is lunch?"


@pytest.fixture
async def storage(migrated_url: str) -> AsyncIterator[Storage]:
    opened = await open_storage(migrated_url)
    await asyncio.gather(*(opened.groups.all() for _ in range(2 * MANY)))  # so that nobody waits for a connection
    yield opened
    await opened.close()


async def test_the_first_entries_of_a_group_are_saved_one_after_another(storage: Storage) -> None:
    saving = (storage.curation(CHAT).save([edit(f"e{number}")], asking()) for number in range(MANY))
    assert sorted(change.number for change in await asyncio.gather(*saving)) == [1, 2, 3, 4]


async def test_a_question_that_many_ask_is_one_that_was_asked_by_all(storage: Storage) -> None:
    asked = (storage.missing(CHAT).record(LUNCH, "en", Why.ABSTAINED, None, NOW) for _ in range(MANY))
    ids = await asyncio.gather(*asked)
    (found,) = await storage.missing(CHAT).open()
    assert (set(ids), found.count) == ({found.id}, MANY)


async def test_a_group_that_is_left_and_entered_at_once_is_one_group(storage: Storage) -> None:
    groups = storage.groups
    await asyncio.gather(*(deed for _ in range(MANY) for deed in (groups.left(CHAT, NOW), groups.returned(CHAT, "T"))))
    assert [group.chat for group in await groups.all()] == [CHAT]


async def test_what_somebody_does_twice_at_once_counts_as_done_once(storage: Storage) -> None:
    waiting = Waiting(1003, 5, None, "ru", NOW)
    deeds = (
        lambda: storage.missing(CHAT).wait(7, waiting),
        lambda: storage.missing(CHAT).disown([LUNCH], NOW),
        lambda: storage.memory.vote(Voter(CHAT, 5, 1003), "lunch", Verdict.HELPFUL, NOW),
        lambda: storage.memory.choose_language(1003, "hi"),
        lambda: storage.memory.connect(1003, CHAT),
        lambda: storage.memory.remember_reply(CHAT, 5, PastReply(6, "digest"), NOW),
        lambda: storage.groups.name_editor(CHAT, BORIS, NOW),
        lambda: storage.groups.name_editor(CHAT, ASHA, NOW),
    )
    await asyncio.gather(*(deed() for deed in deeds for _ in range(2)))
    assert await storage.missing(CHAT).negatives() == (LUNCH,)
    assert await votes_on(storage, CHAT, "lunch") == (1, 0)
    assert (await storage.memory.language_of(1003), await storage.memory.connected_to(1003)) == ("hi", CHAT)
    assert await storage.groups.editors(CHAT) == (ASHA, BORIS)
