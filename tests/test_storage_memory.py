"""What is remembered of people and messages: on SQLite and PostgreSQL, for as long as it matters, and no longer."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from small_groups import votes_on

from knowledge.storage import PastReply, Storage, Verdict, Voter, open_storage

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
CHAT, OTHER_CHAT, QUESTION, PERSON = -1001500000123, 7, 41, 1002
REPLY, CORRECTED = PastReply(42, "9f2c"), PastReply(43, "77aa")
LARGEST = 2**52  # ids of Telegram have at most so many bits


@pytest.fixture
async def storage(migrated_url: str) -> AsyncIterator[Storage]:
    opened = await open_storage(migrated_url)
    yield opened
    await opened.close()


async def test_what_nobody_told_is_not_known(storage: Storage) -> None:
    assert await storage.memory.language_of(PERSON) is None
    assert await storage.memory.connected_to(PERSON) is None
    assert await storage.memory.reply_to(CHAT, QUESTION) is None


async def test_a_language_is_remembered_for_one_person_until_it_is_given_back(storage: Storage) -> None:
    memory = storage.memory
    await memory.choose_language(PERSON, "hi")
    await memory.choose_language(PERSON, "ru")
    assert await memory.language_of(PERSON) == "ru"
    assert await memory.language_of(PERSON + 1) is None
    await memory.choose_language(PERSON, None)
    await memory.choose_language(PERSON, None)
    assert await memory.language_of(PERSON) is None


async def test_choosing_a_language_keeps_the_connected_group_and_the_reverse(storage: Storage) -> None:
    memory = storage.memory
    await memory.connect(PERSON, CHAT)
    await memory.choose_language(PERSON, "hi")
    assert (await memory.connected_to(PERSON), await memory.language_of(PERSON)) == (CHAT, "hi")
    await memory.connect(PERSON, None)
    assert (await memory.connected_to(PERSON), await memory.language_of(PERSON)) == (None, "hi")


async def test_a_reply_is_remembered_for_one_question_of_one_chat(storage: Storage) -> None:
    await storage.memory.remember_reply(CHAT, QUESTION, REPLY, NOW)
    assert await storage.memory.reply_to(CHAT, QUESTION) == REPLY
    assert await storage.memory.reply_to(CHAT, QUESTION + 1) is None
    assert await storage.memory.reply_to(OTHER_CHAT, QUESTION) is None


async def test_a_later_reply_takes_the_place_of_the_earlier_one(storage: Storage) -> None:
    await storage.memory.remember_reply(CHAT, QUESTION, REPLY, NOW)
    await storage.memory.remember_reply(CHAT, QUESTION, CORRECTED, NOW)
    assert await storage.memory.reply_to(CHAT, QUESTION) == CORRECTED


async def test_all_of_it_survives_a_restart(migrated_url: str) -> None:
    before = await open_storage(migrated_url)
    await before.memory.choose_language(PERSON, "hi")
    await before.memory.remember_reply(CHAT, QUESTION, REPLY, NOW)
    await before.close()
    after = await open_storage(migrated_url)
    assert await after.memory.language_of(PERSON) == "hi"
    assert await after.memory.reply_to(CHAT, QUESTION) == REPLY
    await after.close()


async def test_replies_are_forgotten_after_a_day_and_languages_never(storage: Storage) -> None:
    memory = storage.memory
    await memory.choose_language(PERSON, "hi")
    await memory.remember_reply(CHAT, QUESTION, REPLY, NOW)
    await memory.remember_reply(CHAT, QUESTION + 1, REPLY, NOW + timedelta(hours=23))
    assert await memory.reply_to(CHAT, QUESTION) == REPLY
    await memory.remember_reply(CHAT, QUESTION + 2, REPLY, NOW + timedelta(hours=25))
    assert await memory.reply_to(CHAT, QUESTION) is None
    assert await memory.reply_to(CHAT, QUESTION + 1) == REPLY
    assert await memory.language_of(PERSON) == "hi"


async def test_numbers_as_large_as_telegrams_are_kept_exactly(storage: Storage) -> None:
    reply = PastReply(LARGEST, "9f2c")
    await storage.memory.remember_reply(-LARGEST, LARGEST, reply, NOW)
    await storage.memory.connect(LARGEST, -LARGEST)
    assert await storage.memory.reply_to(-LARGEST, LARGEST) == reply
    assert await storage.memory.connected_to(LARGEST) == -LARGEST


async def test_of_a_voter_the_last_vote_counts_below_each_message(storage: Storage) -> None:
    for person, verdict in ((1, Verdict.HELPFUL), (1, Verdict.OUTDATED), (2, Verdict.HELPFUL)):
        await storage.memory.vote(Voter(CHAT, QUESTION, person), "pool", verdict, NOW)
    await storage.memory.vote(Voter(CHAT, QUESTION + 1, 1), "pool", Verdict.UNHELPFUL, NOW)
    await storage.memory.vote(Voter(OTHER_CHAT, QUESTION, 1), "pool", Verdict.UNHELPFUL, NOW)
    assert await votes_on(storage, CHAT, "pool") == (1, 2)


async def test_a_vote_returns_what_the_same_voter_said_before(storage: Storage) -> None:
    voter = Voter(CHAT, QUESTION, PERSON)
    said = [await storage.memory.vote(voter, "pool", verdict, NOW) for verdict in (*Verdict, Verdict.HELPFUL)]
    assert said == [None, *Verdict]


async def test_who_asks_to_be_forgotten_leaves_no_id_behind(storage: Storage) -> None:
    await storage.memory.choose_language(PERSON, "hi")
    await storage.memory.vote(Voter(CHAT, QUESTION, PERSON), "pool", Verdict.HELPFUL, NOW)
    await storage.drafts.begin(CHAT, PERSON, CHAT, {"text": "..."}, NOW)
    await storage.forget(PERSON)
    assert await storage.memory.language_of(PERSON) is None
    assert await votes_on(storage, CHAT, "pool") == (0, 0)
    assert await storage.drafts.of(CHAT, PERSON) == ()
