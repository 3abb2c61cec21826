"""Each group knows the base and what it made of it, apart from all others, for as long as there is room."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from small_packs import GOOD, entry, write

from knowledge import Answer, Library, OwnEntry, decide
from knowledge.storage import Asking, Curator, Deed, Edit, Libraries, Storage, open_storage
from knowledge.vectors import embedding

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
ONE, OTHER, PERSON = -1001, -1002, 7
MEETING = OwnEntry(entry=entry("meeting", "Where is the weekly meeting?"))


@pytest.fixture
async def storage(sqlite_url: str) -> AsyncIterator[Storage]:
    opened = await open_storage(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
def base(tmp_path: Path) -> Library:
    return Library(write(tmp_path, GOOD))


async def add(storage: Storage, chat: int, *edits: Edit) -> None:
    await storage.curation(chat).save(edits, Asking(Curator(PERSON, "Asha"), Deed.ADD, NOW))


async def answer_in(libraries: Libraries, chat: int, question: str) -> str | None:
    decision = decide((await libraries.of(chat)).match(question))
    return decision.match.entry.id if isinstance(decision, Answer) else None


async def test_a_group_of_its_own_entries_knows_the_base_as_well(storage: Storage, base: Library) -> None:
    await add(storage, ONE, Edit("meeting", MEETING))
    libraries = Libraries(base, storage)
    assert await answer_in(libraries, ONE, "where is the weekly meeting") == "meeting"
    assert await answer_in(libraries, ONE, "when is the pool open") == "pool-hours"


async def test_no_other_chat_knows_what_a_group_added(storage: Storage, base: Library) -> None:
    await add(storage, ONE, Edit("meeting", MEETING))
    libraries = Libraries(base, storage)
    for chat in (OTHER, PERSON):
        assert await answer_in(libraries, chat, "where is the weekly meeting") is None


async def test_a_retired_entry_of_the_base_is_answered_everywhere_but_in_that_group(
    storage: Storage, base: Library
) -> None:
    await add(storage, ONE, Edit("pool-hours", None, "closed for good"))
    libraries = Libraries(base, storage)
    assert [await answer_in(libraries, chat, "when is the pool open") for chat in (ONE, OTHER)] == [None, "pool-hours"]


async def test_a_retired_own_entry_is_not_answered(storage: Storage, base: Library) -> None:
    await add(storage, ONE, Edit("meeting", MEETING, "over"))
    assert await answer_in(Libraries(base, storage), ONE, "where is the weekly meeting") is None


async def test_a_question_that_is_none_of_the_groups_is_not_answered_there(storage: Storage, base: Library) -> None:
    await storage.missing(ONE).disown(["When is the pool of Paris open?"], NOW)
    libraries = Libraries(base, storage)
    assert await answer_in(libraries, ONE, "when is the pool of paris open") is None
    assert await answer_in(libraries, ONE, "when is the pool open") == "pool-hours"


async def test_a_change_is_answered_from_once_the_library_is_renewed(storage: Storage, base: Library) -> None:
    libraries = Libraries(base, storage)
    before = await libraries.of(ONE)
    await add(storage, ONE, Edit("meeting", MEETING))
    assert await libraries.of(ONE) is before
    assert await libraries.renew(ONE) is await libraries.of(ONE)
    assert await answer_in(libraries, ONE, "where is the weekly meeting") == "meeting"


async def test_groups_without_entries_of_their_own_share_the_base(storage: Storage, base: Library) -> None:
    libraries = Libraries(base, storage)
    assert await libraries.of(ONE) is await libraries.of(OTHER) is base.knowledge


async def test_an_edited_base_pack_reaches_the_groups(storage: Storage, base: Library) -> None:
    await add(storage, ONE, Edit("meeting", MEETING))
    libraries = Libraries(base, storage)
    await libraries.of(ONE)
    write(base.path, GOOD.replace("When is the pool open?", "How deep is the lake?"))
    base.reload()
    assert await answer_in(libraries, ONE, "how deep is the lake") == "pool-hours"


async def test_the_group_that_was_asked_longest_ago_makes_room(storage: Storage, base: Library) -> None:
    libraries = Libraries(base, storage, room=4)  # two of base and own entry each
    for chat in (ONE, OTHER, -1003):
        await add(storage, chat, Edit("meeting", MEETING))
    await libraries.of(ONE)
    await libraries.of(OTHER)
    await libraries.of(ONE)
    await libraries.of(-1003)
    assert libraries.held == (ONE, -1003)
    assert await answer_in(libraries, OTHER, "where is the weekly meeting") == "meeting"


async def test_while_a_change_is_indexed_the_group_is_answered_from_what_it_knew(
    storage: Storage, base: Library
) -> None:
    libraries = Libraries(base, storage)
    await add(storage, ONE, Edit("meeting", MEETING))
    before = await libraries.of(ONE)
    await add(storage, ONE, Edit("lunch", OwnEntry(entry=entry("lunch", "Where is lunch?"))))
    renewing = asyncio.create_task(libraries.renew(ONE))
    await asyncio.sleep(0)
    assert await libraries.of(ONE) is before
    assert await renewing is await libraries.of(ONE) is not before


async def test_what_is_dropped_while_it_is_built_is_not_held_afterwards(storage: Storage, base: Library) -> None:
    libraries = Libraries(base, storage)
    await add(storage, ONE, Edit("meeting", MEETING))
    for building in (asyncio.create_task(libraries.renew(ONE)), asyncio.create_task(libraries.of(ONE))):
        await asyncio.sleep(0)
        libraries.drop(ONE)
        await building
        assert libraries.held == ()
    assert await answer_in(libraries, ONE, "where is the weekly meeting") == "meeting"


async def test_many_who_ask_at_once_build_a_group_once(storage: Storage, base: Library) -> None:
    await add(storage, ONE, Edit("meeting", MEETING))
    libraries = Libraries(base, storage)
    known = await asyncio.gather(*(libraries.of(ONE) for _ in range(5)))
    assert len(set(map(id, known))) == 1


async def test_how_far_it_is_with_much_to_index_is_told(
    storage: Storage, base: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "WORTH_SHOWING", 1)
    places = ("a red door", "some green stairs", "the blue lift")
    rooms = [OwnEntry(entry=entry(f"room-{at}", f"Where is {place}?")) for at, place in enumerate(places)]
    await add(storage, ONE, *(Edit(room.entry.id, room) for room in rooms))
    told: list[tuple[int, int]] = []
    await Libraries(base, storage).renew(ONE, lambda done, of: told.append((done, of)))
    assert len(told) > len(rooms)
    assert told == [(done, len(told)) for done in range(len(told))]
