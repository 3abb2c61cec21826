"""The database: who reads sees it at one moment, whatever is changed meanwhile."""

from small_groups import CHAT, asking, edit, standing_of
from sqlalchemy import func, select

from knowledge.storage import open_storage
from knowledge.storage.tables import changes, entries


async def test_who_reads_sees_nothing_of_what_is_changed_meanwhile(migrated_url: str) -> None:
    storage = await open_storage(migrated_url)
    async with storage.database.reading() as connection:
        before = await connection.scalar(select(func.count()).select_from(changes))
        await storage.curation(CHAT).save([edit("lunch")], asking())
        after = await connection.scalar(select(func.count()).select_from(entries))
    assert (before, after) == (0, 0)
    assert await standing_of(storage.curation(CHAT), "lunch") is not None
    await storage.close()


async def test_after_reading_changes_are_made_as_before(migrated_url: str) -> None:
    storage = await open_storage(migrated_url)
    for number in range(3):
        await storage.curation(CHAT).standings()
        await storage.curation(CHAT).save([edit(f"e{number}")], asking())
    assert len(await storage.curation(CHAT).standings()) == 3
    await storage.close()
